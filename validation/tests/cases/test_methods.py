"""Uniformization and TR-BDF2 give the same densities, auto chooses between them and says why, and a linear
solver that does not converge ends the run."""
import pathlib
import sys

import h5py

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, NUMERICS, RunTest, main, settings, start  # noqa: E402

QUICK = {"reverse__particles": 2000, "validation__roads": '["forward"]'}
STIFF = {"mesh__cells": "[200]", "mesh__grading": '[{ kind = "sinh", center = 0.0, strength = 7.0 }]'}


def density(run):
    with h5py.File(run / "run.h5") as f:
        return {"p": f["forward/density"][()], "volume": f["mesh/volume"][()],
                "mass": f["diagnostics/mass"][()], "steps": f["diagnostics/steps"][()],
                "iterations": f["diagnostics/iterations"][()],
                "method": f["diagnostics"].attrs["method"], "reason": f["diagnostics"].attrs["method_reason"]}


class Methods(RunTest):
    def both(self, case, **keys):
        results = []
        for method in ("uniformization", "tr-bdf2"):
            run = self.run_case(case, name=f"{case}-{method}", solver__method=method, **QUICK, **keys)
            self.assertIn(self.last.returncode, (0, 1, 5), self.last.stderr)
            results.append(density(run))
            self.assertEqual(results[-1]["method"], method)
        return results

    def test_both_methods_agree(self):
        # What the default tolerance promises.
        cases = {"vp_two_gaussians": {}, "double_well": {}, "circle": {}, "multiplicative": {},
                 "reflected_brownian": {}, "sub_vp_two_gaussians": {"mesh__cells": "[128]"},
                 "vp_eight_gaussians": {"mesh__cells": "[32, 32]", "time__stop": 0.1, "reverse__steps": 40}}
        for case, keys in cases.items():
            exact, implicit = self.both(case, **keys)
            l1 = max((abs(a - b) * exact["volume"]).sum() for a, b in zip(exact["p"], implicit["p"]))
            relative = max((abs(a - b)[a > 1e-10 * a.max()] / a[a > 1e-10 * a.max()]).max()
                           for a, b in zip(exact["p"], implicit["p"]))
            print(f"  {case}: L1 {l1:.1e}, relative {relative:.1e}, {implicit['steps'].sum()} steps")
            self.assertLess(l1, 1e-6, case)
            self.assertLess(relative, 1e-4, case)
            self.assertGreaterEqual(implicit["p"].min(), 0, case)
            self.assertLess(abs(implicit["mass"] - 1).max(), 1e-12, case)
            self.assertGreater(implicit["iterations"].sum(), implicit["steps"].sum(), case)

    def test_auto_chooses_by_work(self):
        plain = density(self.run_case("vp_two_gaussians", name="plain", **QUICK))
        self.assertEqual(plain["method"], "uniformization")
        self.assertIn("time integrator: uniformization, " + plain["reason"], self.last.stdout)
        stiff = self.run_case("vp_two_gaussians", name="stiff", **QUICK, **STIFF)
        self.assertEqual(density(stiff)["method"], "tr-bdf2")
        self.assertIn("uniformization would take", density(stiff)["reason"])
        self.assertIn("time integrator: tr-bdf2, " + density(stiff)["reason"], self.last.stdout)
        on_two = self.run_case("vp_two_gaussians", name="two", ranks=2, **QUICK, **STIFF)
        self.assertEqual(density(on_two)["reason"], density(stiff)["reason"])
        dry = start("run", CASES / "vp_two_gaussians.toml", "--dry-run", *settings(**STIFF))
        self.assertIn("time integrator: tr-bdf2, " + density(stiff)["reason"], dry.stdout)

    def test_fixed_steps(self):
        run = self.run_case("vp_two_gaussians", solver__method="backward-euler", solver__steps=400, **QUICK)
        result = density(run)
        self.assertEqual(result["reason"], "as the case says")
        intervals = len(result["steps"]) - 1
        self.assertGreaterEqual(result["steps"].sum(), 400)
        self.assertLessEqual(result["steps"].sum(), 400 + intervals)  # rounded up in each

    def test_a_solver_that_does_not_converge_ends_the_run(self):
        keys = {"mesh__cells": "[32, 32]", "solver__method": "tr-bdf2", "solver__steps": 4, "reverse__steps": 4,
                "reverse__particles": 1000}
        for ranks in (None, 2):
            done = start("run", CASES / "vp_eight_gaussians.toml", "-o", self.directory / "bad", "--quiet",
                         *settings(**keys), "--", "-density_ksp_max_it", "1", ranks=ranks)
            self.assertEqual(done.returncode, NUMERICS, done.stderr)
            self.assertIn("the linear solver does not converge", done.stderr)
            self.assertEqual(done.stderr.count("loschmidt:"), 1, done.stderr)


if __name__ == "__main__":
    main()
