"""The right reversal is verified and the wrong ones are falsified, at the sizes of the promise."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, RunTest, VERIFIED, dataset, main  # noqa: E402

WRONG_ADDITIVE = ("naive", "half-score", "flipped-score", "unnegated-drift")
WRONG_MULTIPLICATIVE = ("missing-divergence", "half-divergence")


class Reduced(RunTest):
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
