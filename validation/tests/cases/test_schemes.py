"""Schemes, time grids and the λ family in whole runs: what each is for, seen in the verdict."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import ENSEMBLE_ALONE, FALSIFIED, RunTest, UNDECIDED, VERIFIED, dataset, main  # noqa: E402

# Each noise depends on the other coordinate: the two-point terms of the scheme are all there is.
CROSSED = """
[mesh]
lower = [-4.0, -4.0]
upper = [4.0, 4.0]
cells = [96, 96]
[sde]
drift = ["-x", "-y"]
diffusion = ["0.8 + 0.5*sin(2*y)", "0.8 + 0.5*cos(2*x)"]
[initial]
mixture = [{ weight = 1, mean = [0.5, 0.5], std = [0.4, 0.4] }]
[solver]
extrapolation = true
[time]
end = 0.6
stop = 0.05
snapshots = 3
[reverse]
particles = 1e5
steps = 24
"""

SHARP = "{mixture=[{weight=0.5,mean=[-2],std=[0.02]},{weight=0.5,mean=[2],std=[0.02]}]}"


class Schemes(RunTest):
    always = ENSEMBLE_ALONE
    particles = 100000

    def allowed(self, run):
        return dataset(run, "/compare/ensemble/noncentrality")[-1]

    def test_order_two_needs_fewer_steps_than_order_one(self):
        for case in ("multiplicative", self.write_case(CROSSED)):
            steps = 50 if case == "multiplicative" else 24
            run = self.run_case(case, VERIFIED, reverse__particles=self.particles, reverse__steps=steps)
            self.assertIn("scheme: platen, chosen for diagonal noise", self.last.stdout)
            second = self.allowed(run)
            run = self.run_case(case, UNDECIDED, reverse__particles=self.particles, reverse__steps=steps,
                                reverse__scheme="euler-maruyama")
            print(f"  allowed for steps: {second:.1f}, Euler-Maruyama {self.allowed(run):.1f}")
            self.assertLess(4 * second, self.allowed(run))

    def test_every_lambda_has_the_same_marginals(self):
        for reversal in ("probability-flow", "{noise=0.5}", "{noise=1.5}"):
            self.run_case("multiplicative", VERIFIED, reverse__particles=self.particles, reverse__steps=60,
                          reverse__reversal=reversal)
        self.run_case("vp_two_gaussians", VERIFIED, reverse__particles=self.particles, reverse__reversal="probability-flow")
        self.assertIn("scheme: ode, chosen for no noise", self.last.stdout)

    def test_wrong_reversals_of_the_family_are_falsified(self):
        for reversal in ("{noise=0,score=0.5}", "{noise=0.5,divergence=0}", "{noise=0,drift=-1}"):
            self.run_case("multiplicative", FALSIFIED, reverse__particles=20000, reverse__steps=60, reverse__reversal=reversal)

    def test_time_grids_for_sharp_data(self):
        keys = dict(reverse__particles=self.particles, reverse__steps=100, initial=SHARP, mesh__cells=[1000],
                    time__snapshots="[0.0, 1.0]", solver__extrapolation="true")
        self.run_case("vp_two_gaussians", UNDECIDED, reverse__time_grid="uniform", **keys)
        allowed = [self.allowed(self.run_case("vp_two_gaussians", VERIFIED, reverse__time_grid=grid, **keys))
                   for grid in ("quadratic", "cubic", "log-snr")]
        print("  allowed for steps, quadratic, cubic, log-snr:", *(f"{a:.1f}" for a in allowed))
        self.assertLess(2 * allowed[1], allowed[0])
        self.assertLess(2 * allowed[2], allowed[1])


if __name__ == "__main__":
    main()
