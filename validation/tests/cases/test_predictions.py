"""Particles against the law that the right reversal has with their own steps and tables: what it falsifies that the
density does not, and what it keeps the density from falsifying."""
import pathlib
import re
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import ENSEMBLE_ALONE, FALSIFIED, RunTest, UNDECIDED, VERIFIED, dataset, main  # noqa: E402

# The first steps back are so long that their bias and a score that is too large cancel.
LONG_EARLY_STEPS = """
[mesh]
lower = [-8]
upper = [8]
cells = [200]
[sde]
drift = ["-0.5*b*x"]
diffusion = "sqrt(b)"
definitions = { b = "0.1 + 29.9*t" }
[initial]
mixture = [{ weight = 0.5, mean = [-2], std = [0.25] }, { weight = 0.5, mean = [2], std = [0.25] }]
[time]
end = 1
stop = 0.001
snapshots = [0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.35, 0.4, 0.5, 0.6, 0.8, 1.0]
[solver]
extrapolation = true
[reverse]
particles = 1e5
steps = 24
time_grid = "cubic"
"""

# The tables of the particles round the kink off.
KINK = """
[mesh]
lower = [-4]
upper = [4]
cells = [100]
[sde]
drift = ["-tanh(5*x)"]
diffusion = "0.2 + 0.6*abs(x)"
[initial]
mixture = [{ weight = 1, mean = [0.5], std = [0.3] }]
[time]
end = 1
snapshots = 2
[solver]
extrapolation = true
[reverse]
particles = 1e5
steps = 40
"""

# The last of uniform steps is long beside the width of the start.
SHARP = """
[mesh]
lower = [-4]
upper = [4]
cells = [800]
[sde]
drift = [0]
diffusion = 1
[initial]
mixture = [{ weight = 0.5, mean = [-1], std = [0.02] }, { weight = 0.5, mean = [1], std = [0.02] }]
[time]
end = 1
snapshots = 3
[solver]
extrapolation = true
[reverse]
particles = 1e5
steps = 50
time_grid = "uniform"
"""


# Particles start from a law that is wider than the density.
WIDE_PRIOR = """
[mesh]
lower = [-7, -7]
upper = [7, 7]
cells = [48, 48]
[sde]
drift = ["-0.5*x", "-0.5*y"]
diffusion = [1, 1]
[initial]
mixture = [{ weight = 1, mean = [0.5, -0.5], std = [0.5, 0.5] }]
[time]
end = 2
snapshots = 2
[reverse]
start = "exp(-(x^2 + y^2)/(2*1.5^2))"
"""

# Much of the mass is at reflecting walls, and the noise depends on the place.
WALLS = """
[mesh]
lower = [-1, -1]
upper = [1, 1]
cells = [20, 20]
[sde]
drift = ["-0.5*x + 0.3*y", "-0.3*x"]
diffusion = ["0.8 + 0.2*y", "0.7"]
[initial]
mixture = [{ weight = 1, mean = [0.2, -0.1], std = [0.18, 0.18] }]
[time]
end = 0.5
snapshots = 2
"""

# The clock of the process stands still in [0.4, 0.6].
STANDING_CLOCK = """
[mesh]
lower = [-5]
upper = [5]
cells = [100]
[sde]
drift = ["-b*x"]
diffusion = "sqrt(b)"
definitions = { b = "abs(t - 0.5) < 0.1 ? 0 : 1" }
[initial]
mixture = [{ weight = 1, mean = [1], std = [0.6] }]
[time]
end = 1
snapshots = [0, 0.2, 0.4, 0.5, 0.6, 0.8, 1]
"""


def score_of_two_gaussians(x, t):
    decay = np.exp(-0.5 * (0.1 * t + 14.95 * t * t))
    mean, variance = 2 * decay, 1 - 0.9375 * decay * decay
    return (mean * np.tanh(mean * x / variance) - x) / variance


class Predictions(RunTest):
    always = ENSEMBLE_ALONE

    def write_score(self, factor, from_time):
        x, t = (np.arange(200) + 0.5) * 0.08 - 8, np.linspace(0, 1, 1001)
        score = np.array([score_of_two_gaussians(x, u) * (factor if u > from_time else 1) for u in t])
        with h5py.File(self.directory / "score.h5", "w") as f:
            f["network/score"], f["network/time"] = score[:, :, None], t
        return f'"{self.directory / "score.h5"}:/network/score"'

    def test_an_error_of_the_score_does_not_hide_behind_long_steps(self):
        case = self.write_case(LONG_EARLY_STEPS)
        self.run_case(case, FALSIFIED, reverse__score=self.write_score(1.5, 0.8))
        self.assertIn("do not follow the law that the right reversal has", self.last.stdout)
        self.run_case(case, UNDECIDED, reverse__score=self.write_score(1, 0.8))

    def test_long_steps_do_not_falsify_the_right_reversal(self):
        case = self.write_case(LONG_EARLY_STEPS)
        for seed in (1, 2):
            self.run_case(case, UNDECIDED, reverse__seed=seed)
            self.assertIn("does not come from the reversal", self.last.stdout)

    def test_neither_do_kinks_nor_a_sharp_start(self):
        for text in (KINK, SHARP):
            self.run_case(self.write_case(text), UNDECIDED)
            self.assertIn("does not come from the reversal", self.last.stdout)

    def test_wrong_reversals_with_few_steps_are_falsified(self):
        for case in ("vp_two_gaussians", "multiplicative"):
            keys = {"reverse__particles": 1e5, "reverse__steps": 16, "time__snapshots": 2}
            for reversal in ("naive", "half-score", "{ score = 1.1 }", "{ score = 0.9 }"):
                self.run_case(case, FALSIFIED, reverse__reversal=reversal, **keys)
            self.run_case(case, reverse__reversal="anderson", **keys)
            self.assertIn(self.last.returncode, (VERIFIED, UNDECIDED))

    def test_expectations_see_small_errors_of_the_score(self):
        keys = {"mesh__cells": "[256]", "solver__extrapolation": "true", "reverse__particles": 20000, "reverse__steps": 100}
        for case in ("vp_two_gaussians", "multiplicative"):
            for reversal in ("{ score = 1.005 }", "{ score = 0.995 }"):
                run = self.run_case(case, FALSIFIED, reverse__reversal=reversal, **keys)
                self.assertIn("directed at t = ", self.last.stdout)
                self.assertIn('the expectation of the test function "score"', self.last.stdout)
                seen = float(re.search("the test functions look like score × ([0-9.]+)", self.last.stdout).group(1))
                self.assertAlmostEqual(seen, float(reversal.split()[3]), delta=1e-3)
            run = self.run_case(case, VERIFIED, reverse__particles=100000, **{k: v for k, v in keys.items() if k != "reverse__particles"})
            with h5py.File(run / "run.h5") as f:
                directed = {name: values[()] for name, values in f["compare/directed"].items()}
                detectable = f["verdict"].attrs["detectable_score_error"]
            score = list(directed["direction"]).index(0)
            print(f"  {case}: variance divided by {directed['variance_factor'][score]:.0f}, "
                  f"detectable score error {detectable:.1e}")
            self.assertGreater(directed["variance_factor"][score], 1000)
            self.assertLess(detectable, 1e-3)
            self.assertLess(abs(directed["z"]).max(), 5)

    def test_p_values_are_uniform(self):
        keys = {"mesh__cells": "[80]", "reverse__particles": 4000, "reverse__steps": 12, "time__snapshots": 2}
        p, z = [], []
        for seed in range(24):
            run = self.run_case("double_well", name="run", reverse__seed=seed, **keys)
            p.append(dataset(run, "/compare/prediction/p_value")[-1])
            z.append(dataset(run, "/compare/directed/z"))
        print(f"  p of 24 right runs: mean {np.mean(p):.3f}, from {min(p):.3f} to {max(p):.3f}")
        self.assertLess(abs(np.mean(p) - 0.5), 4 * np.sqrt(1 / 12 / len(p)))
        self.assertGreater(min(p), 1e-4)
        mean, square = np.mean(z, axis=0), np.mean(np.square(z), axis=0)
        print(f"  z of the test functions: means {mean.round(2)}, squares {square.round(2)}")
        self.assertLess(abs(mean).max(), 4 / np.sqrt(len(z)))
        self.assertLess(square.max(), 1 + 4 * np.sqrt(2 / len(z)))
        # Squares of 24 normal numbers have so small a mean with the probability 7e-5.
        self.assertGreater(square.min(), 0.25)

    def check_right_and_wrong(self, case, factor, error, **keys):
        """Anderson's reversal has the predicted expectations within what is allowed, and a wrong score is falsified."""
        keys = {"reverse__particles": 5000, "reverse__steps": 24, **keys}
        self.run_case(case, FALSIFIED, reverse__reversal=f"{{ score = {1 + error} }}", **keys)
        run = self.run_case(case, **keys)
        self.assertNotEqual(self.last.returncode, FALSIFIED)
        with h5py.File(run / "run.h5") as f:
            directed = {name: values[()] for name, values in f["compare/directed"].items()}
        score = list(directed["direction"]).index(0)
        print(f"  variance divided by {directed['variance_factor'][score]:.0f}, allowed for "
              f"{directed['allowed'].max():.1e}, z {directed['z'].round(1)}")
        self.assertGreater(directed["variance_factor"][score], factor)
        excess = abs(directed["observed"] - directed["predicted"]) - directed["allowed"]
        self.assertLess((excess / directed["standard_error"]).max(), 4)

    def test_expectations_on_several_axes(self):
        for case, cells, factor, error in (("vp_eight_gaussians", "[64, 64]", 30, 0.1),
                                           ("shear_map", "[48, 48]", 1000, 0.05),
                                           ("torus", "[48, 48]", 100, 0.1),
                                           ("ornstein_uhlenbeck_3d", "[24, 24, 24]", 100, 0.1)):
            self.check_right_and_wrong(case, factor, error, mesh__cells=cells, time__snapshots=2)

    def test_expectations_at_walls_and_from_a_prior(self):
        self.check_right_and_wrong(self.write_case(WALLS), 100, 0.2)
        self.check_right_and_wrong(self.write_case(WIDE_PRIOR), 1000, 0.2)

    def test_a_clock_may_stand_still(self):
        self.check_right_and_wrong(self.write_case(STANDING_CLOCK), 100, 0.1)

    def test_absorbing_ends_have_none(self):
        keys = {"reverse__particles": 1000, "reverse__steps": 4, "time__snapshots": 2, "mesh__cells": "[64]"}
        with h5py.File(self.run_case("absorbing_brownian", **keys) / "run.h5") as f:
            self.assertNotIn("prediction", f["compare"])
            self.assertNotIn("directed", f["compare"])


if __name__ == "__main__":
    main()
