"""Every case in cases/ ends as its key `expect` says; reduced ones with fewer particles and cells."""
import concurrent.futures
import json
import pathlib
import sys
import tomllib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, ENSEMBLE_ALONE, FALSIFIED, RunTest, UNDECIDED, VERIFIED, main  # noqa: E402

CODES = {"verified": VERIFIED, "falsified": FALSIFIED, "undecided": UNDECIDED}
# Enough particles to see a 10 % error of the score, on a mesh that still resolves it.
REDUCED = {
    "ink": {"reverse__particles": 1e5, "mesh__cells": "[192, 192]", "time__snapshots": 3, "reverse__steps": 60},
    "vp_eight_gaussians": {"reverse__particles": 1e5, "mesh__cells": "[160, 160]", "time__snapshots": "[0.0, 0.3, 1.0]",
                           "reverse__steps": 100},
    "ornstein_uhlenbeck_3d": {"reverse__particles": 1e5, "mesh__cells": "[40, 40, 40]", "reverse__steps": 40},
    "critically_damped_langevin": {"reverse__particles": 1e5, "mesh__cells": "[240, 120]", "reverse__steps": 40},
    "fitzhugh_nagumo": {"reverse__particles": 1e5, "mesh__cells": "[128, 128]", "reverse__steps": 60},
    "kinetic_langevin": {"reverse__particles": 1e5, "mesh__cells": "[128, 128]", "reverse__steps": 40},
    "lorenz_63": {"reverse__particles": 1e5, "mesh__cells": "[32, 40, 40]", "reverse__steps": 30},
    "mueller_brown": {"reverse__particles": 1e5, "mesh__cells": "[144, 132]", "reverse__steps": 120},
    "ornstein_uhlenbeck_rotation": {"reverse__particles": 1e5, "mesh__cells": "[128, 128]", "reverse__steps": 40},
    "shear_map": {"reverse__particles": 1e5, "mesh__cells": "[128, 128]", "reverse__steps": 40},
    "torus": {"reverse__particles": 1e5, "mesh__cells": "[96, 96]", "reverse__steps": 40},
    "geometric_brownian": {"reverse__particles": 1e5, "reverse__steps": 100},
    "multiplicative": {"reverse__particles": 1e5, "reverse__steps": 120},
    "closing_bounds": {"reverse__particles": 3e5},
    "wall_with_drift": {"reverse__particles": 1e5, "mesh__cells": "[128]"},
}
# One for each thing that can go wrong by itself; that nothing has changed in any case, the baselines of
# validation/baselines say. All of them, reduced: test_shipped_cases.py EveryOneReduced.
FEW = ("absorbing_brownian", "double_well", "fitzhugh_nagumo", "kinetic_langevin", "ornstein_uhlenbeck_3d", "reflected_brownian",
       "shear_map", "stratonovich_logistic", "torus", "vp_eight_gaussians", "vp_prior", "wright_fisher")
# Their own equation back takes longer than all the rest; full runs have it.
SLOW_BACK = ("checkerboard", "critically_damped_langevin", "lorenz_63", "mueller_brown", "pinwheel", "rings", "two_moons")
for slow in SLOW_BACK:
    REDUCED[slow] = {"reverse__particles": 1e5, "validation__roads": '["forward", "chain", "ensemble"]', **REDUCED.get(slow, {})}
# All those whose D depends on x.
WITH_DIVERGENCE = ("cox_ingersoll_ross", "geometric_brownian", "multiplicative", "shear_map", "stratonovich_logistic",
                   "wright_fisher")


class Full(RunTest):
    reduced = {}
    default = {}
    with_divergence = WITH_DIVERGENCE
    chosen = None  # all of them
    ranks, at_once = 2, 1

    def check(self, case, expected, **more):
        keys = self.reduced.get(case, self.default)
        run = self.run_case(case, expected, ranks=self.ranks, name=f"{case}-{expected}", **keys, **more)
        budget = json.loads((run / "verdict.json").read_text())["verdict"]["error_budget"]
        self.assertEqual(budget["explained"], expected == VERIFIED, f"{case}: {budget}")
        print(f"  {case} {keys | more}: exit {expected}")

    def check_all(self, checks):
        with concurrent.futures.ThreadPoolExecutor(self.at_once) as pool:
            for done in [pool.submit(self.check, case, code, **more) for case, code, more in checks]:
                done.result()

    def test_every_case(self):
        cases = {path.stem: tomllib.loads(path.read_text()) for path in sorted(CASES.glob("*.toml"))}
        self.assertGreaterEqual(len(cases), 7)
        self.check_all([(name, CODES[cases[name].get("expect", "verified")], {}) for name in self.chosen or cases])

    def test_a_missing_divergence_is_falsified(self):
        self.check_all([(case, FALSIFIED, {"reverse__reversal": "missing-divergence", **ENSEMBLE_ALONE}) for case in self.with_divergence])

    def test_every_case_says_what_it_is(self):
        for path in CASES.glob("*.toml"):
            case = tomllib.loads(path.read_text())
            self.assertTrue(case["title"] and case["reference"], path)


class EveryOneReduced(Full):
    reduced = REDUCED
    default = {"reverse__particles": 1e5}
    with_divergence = ("shear_map", "wright_fisher")
    ranks, at_once = None, 2  # a core each: shorter than two ranks one after the other


class Reduced(EveryOneReduced):
    chosen = FEW


if __name__ == "__main__":
    main()
