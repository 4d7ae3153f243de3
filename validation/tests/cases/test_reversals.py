"""The right reversal is verified and the wrong ones are falsified, at the sizes of the promise."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import ENSEMBLE_ALONE, FALSIFIED, RunTest, UNDECIDED, VERIFIED, dataset, main  # noqa: E402

WRONG_ADDITIVE = ("naive", "half-score", "flipped-score", "unnegated-drift")
WRONG_MULTIPLICATIVE = ("missing-divergence", "half-divergence")


# Drift presses the mass against a reflecting wall.
WALLS = """
[mesh]
lower = [0.0]
upper = [1.0]
cells = [64]
[sde]
drift = [-1]
diffusion = 1
[initial]
mixture = [{ weight = 1, mean = [0.5], std = [0.1] }]
[time]
end = 0.5
stop = 0.02
snapshots = 3
[reverse]
particles = 1e5
"""

# A Gaussian that sits on the seam of a periodic axis and is carried around it.
CIRCLE = """
[mesh]
lower = [0.0]
upper = [1.0]
cells = [128]
boundary = ["periodic"]
[sde]
drift = ["1 + 0.3*sin(2*pi*x)"]
diffusion = 0.4
[initial]
mixture = [{ weight = 1, mean = [0.0], std = [0.1] }]
[time]
end = 0.3
snapshots = 3
[reverse]
particles = 1e5
steps = 100
"""


class Reduced(RunTest):
    always = ENSEMBLE_ALONE
    particles = 100000

    def check_total_variation(self, run):
        tv, floor, sd = (dataset(run, f"/compare/ensemble/total_variation{s}")[-1] for s in ("", "_floor", "_sd"))
        print(f"  total variation at stop {tv:.3e}, floor + 4 sd {floor + 4 * sd:.3e}")
        self.assertLessEqual(tv, floor + 4 * sd)

    def test_anderson_with_additive_noise(self):
        run = self.run_case("vp_two_gaussians", VERIFIED, reverse__particles=self.particles)
        self.check_total_variation(run)

    def test_anderson_with_multiplicative_noise(self):
        run = self.run_case("multiplicative", VERIFIED, reverse__particles=self.particles)
        self.check_total_variation(run)

    def test_particles_beyond_one_batch(self):
        # Batches hold 2^21 particles. Were one repeated or left out, chi-squared would be far off.
        self.run_case("vp_two_gaussians", VERIFIED, ranks=2, reverse__particles=4200011, reverse__steps=24,
                      time__snapshots="[0.0, 1.0]", time__stop=0.3)

    def test_walls_that_carry_mass_do_not_falsify(self):
        case = self.write_case(WALLS)
        for steps in (20, 40, 100):
            for scheme in ("heun", "euler-maruyama"):
                self.run_case(case, reverse__steps=steps, reverse__scheme=scheme)
                print(f"  walls, {scheme}, {steps} steps: exit {self.last.returncode}")
                self.assertIn(self.last.returncode, (VERIFIED, UNDECIDED), self.last.stdout)
        self.run_case(case, VERIFIED, reverse__steps=100)
        self.run_case(case, FALSIFIED, reverse__steps=400, reverse__reversal="naive")

    def test_mass_across_the_seam_of_a_circle(self):
        case = self.write_case(CIRCLE)
        self.run_case(case, VERIFIED)
        self.run_case(case, FALSIFIED, reverse__reversal="half-score")

    def test_wrong_reversals_with_ten_thousand_particles(self):
        for reversal in WRONG_ADDITIVE:
            self.run_case("vp_two_gaussians", FALSIFIED, reverse__particles=1e4, reverse__reversal=reversal)

    def test_wrong_divergence_with_twenty_thousand_particles(self):
        for reversal in WRONG_MULTIPLICATIVE:
            self.run_case("multiplicative", FALSIFIED, reverse__particles=2e4, reverse__reversal=reversal)


class Full(Reduced):
    particles = 1000000


if __name__ == "__main__":
    main()
