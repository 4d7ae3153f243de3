"""Density and score of vp_two_gaussians against the closed form: figures and observed orders."""
import math
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import RunTest, UNDECIDED, at_time, dataset, main  # noqa: E402

# Only the solver is looked at: without an ensemble nothing is decided. Uniformization: what implicit
# steps leave at their default tolerance is more than the extrapolated error of fine meshes.
SOLVER_ALONE = {"validation__roads": '["chain"]', "solver__method": '"uniformization"'}


class Accuracy(RunTest):
    def solve(self, cells, case="vp_two_gaussians", **keys):
        return self.run_case(case, UNDECIDED, name=f"{case}-{cells}-{len(keys)}", mesh__cells=f"[{cells}]", **SOLVER_ALONE, **keys)

    def check(self, run, path, limits):
        for t, limit in limits.items():
            value = at_time(run, path, t)
            self.assertLessEqual(value, limit, f"{path} at t = {t}")
            print(f"  {path} t = {t}: {value:.2e} (limit {limit:.0e})")

    def test_plain_figures(self):
        run = self.solve(512)
        self.check(run, "/forward/error_l1", {0.05: 6e-4, 0.3: 2.5e-4, 1.0: 6e-5})
        self.check(run, "/forward/error_score", {0.05: 8e-3, 0.3: 4e-4, 1.0: 6e-7})
        density = dataset(run, "/forward/density")
        self.assertTrue((density[dataset(run, "/forward/time") > 0] > 0).all())
        self.assertLessEqual(abs(dataset(run, "/diagnostics/mass") - 1).max(), 1e-12)
        self.assertTrue((dataset(run, "/diagnostics/minimum") > 0).all())

    def test_extrapolated_figures(self):
        run = self.solve(512, solver__extrapolation="true")
        self.check(run, "/forward/error_score", {0.05: 2e-5, 0.3: 1e-7})

    def orders(self, path, times, expected, **keys):
        runs = {n: self.solve(n, **keys) for n in (256, 512, 1024)}
        for t in times:
            error = {n: at_time(run, path, t) for n, run in runs.items()}
            if error[1024] < 1e-8:
                continue
            order = math.log2(error[256] / error[1024]) / 2
            print(f"  {path} t = {t} {keys}: order {order:.3f}")
            self.assertLess(abs(order - expected), 0.1, f"{path} at t = {t}: order {order}, errors {error}")

    def test_second_order_on_uniform_and_graded_meshes(self):
        graded = {"mesh__grading": '[{ kind = "sinh", center = 0.0, strength = 1.5 }]'}
        for keys in ({}, graded):
            for path in ("/forward/error_l1", "/forward/error_score"):
                self.orders(path, (0.05, 0.3), 2, **keys)

    def test_fourth_order_when_extrapolated(self):
        graded = {"mesh__grading": '[{ kind = "sinh", center = 0.0, strength = 1.5 }]'}
        for keys in ({}, graded):
            for path in ("/forward/error_l1", "/forward/error_score"):
                self.orders(path, (0.05, 0.3), 4, solver__extrapolation="true", **keys)

    def test_current_obeys_the_continuity_equation(self):
        # d/dt ∫_{x<0} p = −J(0) = 0 by symmetry, and the mean square changes by 2 ∫ x J dx.
        run = self.solve(512)
        x, volume = dataset(run, "/mesh/x_centers"), dataset(run, "/mesh/volume")
        density, current = dataset(run, "/forward/density"), dataset(run, "/forward/current")[..., 0]
        for k, t in enumerate(dataset(run, "/forward/time")):
            beta = 0.1 + 19.9 * t
            second_moment = (x**2 * density[k] * volume).sum()
            self.assertAlmostEqual(2 * (x * current[k] * volume).sum() / beta, 1 - second_moment, delta=1e-3)
            self.assertLess(abs((current[k] * volume).sum()), 1e-10)

    def test_score_at_centres_is_that_of_the_closed_form(self):
        run = self.solve(512)
        x = dataset(run, "/mesh/x_centers")
        tau = 0.1 * 0.3 + 9.95 * 0.09
        m, v = 2 * math.exp(-tau / 2), 1 - 0.9375 * math.exp(-tau)
        exact = (m * np.tanh(m * x / v) - x) / v
        weight = at_time(run, "/forward/density", 0.3) * dataset(run, "/mesh/volume")
        error = math.sqrt((weight * (at_time(run, "/forward/score", 0.3)[:, 0] - exact) ** 2).sum())
        self.assertLess(error, 4e-4)


if __name__ == "__main__":
    main()
