"""Every case in cases/ ends as its key `expect` says; reduced ones with fewer particles and cells."""
import pathlib
import sys
import tomllib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, FALSIFIED, RunTest, UNDECIDED, VERIFIED, main  # noqa: E402

CODES = {"verified": VERIFIED, "falsified": FALSIFIED, "undecided": UNDECIDED}
# Enough particles to see a 10 % error of the score, on a mesh that still resolves it.
REDUCED = {
    "ink": {"reverse__particles": 1e5, "mesh__cells": "[192, 192]", "time__snapshots": 3, "reverse__steps": 60},
    "vp_eight_gaussians": {"reverse__particles": 1e5, "mesh__cells": "[128, 128]", "time__snapshots": "[0.0, 0.3, 1.0]",
                           "reverse__steps": 100},
    "ornstein_uhlenbeck_3d": {"reverse__particles": 1e5, "mesh__cells": "[32, 32, 32]", "reverse__steps": 40},
    "critically_damped_langevin": {"reverse__particles": 1e5, "mesh__cells": "[160, 80]", "reverse__steps": 40},
    "fitzhugh_nagumo": {"reverse__particles": 1e5, "mesh__cells": "[128, 128]", "reverse__steps": 60},
    "kinetic_langevin": {"reverse__particles": 1e5, "mesh__cells": "[128, 128]", "reverse__steps": 40},
    "lorenz_63": {"reverse__particles": 1e5, "mesh__cells": "[32, 40, 40]", "reverse__steps": 30},
    "mueller_brown": {"reverse__particles": 1e5, "mesh__cells": "[144, 132]", "reverse__steps": 120},
    "ornstein_uhlenbeck_rotation": {"reverse__particles": 1e5, "mesh__cells": "[96, 96]", "reverse__steps": 40},
    "shear_map": {"reverse__particles": 1e5, "mesh__cells": "[96, 96]", "reverse__steps": 40},
    "torus": {"reverse__particles": 1e5, "mesh__cells": "[96, 96]", "reverse__steps": 40},
    "wall_with_drift": {"reverse__particles": 1e5, "mesh__cells": "[128]"},
}
# All those whose D depends on x.
WITH_DIVERGENCE = ("cox_ingersoll_ross", "geometric_brownian", "multiplicative", "shear_map", "stratonovich_logistic",
                   "wright_fisher")


class Full(RunTest):
    reduced = {}
    default = {}
    with_divergence = WITH_DIVERGENCE

    def test_every_case(self):
        cases = sorted(CASES.glob("*.toml"))
        self.assertGreaterEqual(len(cases), 7)
        for path in cases:
            keys = self.reduced.get(path.stem, self.default)
            expect = tomllib.loads(path.read_text()).get("expect", "verified")
            self.run_case(path, CODES[expect], ranks=2, name=path.stem, **keys)
            print(f"  {path.stem} {keys}: {expect}")

    def test_a_missing_divergence_is_falsified(self):
        for case in self.with_divergence:
            keys = self.reduced.get(case, self.default)
            self.run_case(case, FALSIFIED, ranks=2, reverse__reversal="missing-divergence", **keys)

    def test_every_case_says_what_it_is(self):
        for path in CASES.glob("*.toml"):
            case = tomllib.loads(path.read_text())
            self.assertTrue(case["title"] and case["reference"], path)


class Reduced(Full):
    reduced = REDUCED
    default = {"reverse__particles": 1e5}
    with_divergence = ("shear_map", "wright_fisher")


if __name__ == "__main__":
    main()
