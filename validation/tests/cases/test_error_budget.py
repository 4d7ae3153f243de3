"""Each source of the error budget answers to its own refinement, and what dominates is what is observed."""
import json
import math
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, RunTest, UNDECIDED, VERIFIED, dataset, main  # noqa: E402

ENSEMBLE = {"validation__roads": '["ensemble"]', "time__snapshots": "[0.0, 0.3, 1.0]"}


class ErrorBudget(RunTest):
    def budget(self, case, **keys):
        run = self.run_case(case, **{**ENSEMBLE, **keys})
        self.assertIn(self.last.returncode, (VERIFIED, FALSIFIED, UNDECIDED), self.last.stderr)
        budget = json.loads((run / "verdict.json").read_text())["verdict"]["error_budget"]
        sizes = {name: entry["size"] for name, entry in budget.items() if isinstance(entry, dict)}
        print(f"  {case} {keys}: " + ", ".join(f"{name} {size:.2e}" for name, size in sizes.items())
              + f"; total {budget['total']:.2e}, observed {budget['observed']:.2e}")
        return budget

    def assert_explained(self, budget):
        self.assertTrue(budget["explained"], budget)
        # As large as it was said to be, to the half of it that the sizes themselves are sure of.
        self.assertLess(abs(budget["observed"] / budget["total"] - 1), 0.5, budget)

    def test_the_stepper(self):
        keys = {"reverse__scheme": "euler-maruyama", "mesh__cells": "[512]", "reverse__particles": 4e5}
        budgets = [self.budget("vp_two_gaussians", reverse__steps=steps, **keys) for steps in (100, 200)]
        for budget in budgets:
            self.assert_explained(budget)
            self.assertGreater(budget["stepper"]["size"], budget["monte_carlo"]["size"])
        order = math.log2(budgets[0]["stepper"]["size"] / budgets[1]["stepper"]["size"])
        self.assertLess(abs(order - 1), 0.3)

    def test_the_prior(self):
        budget = self.budget("vp_prior", reverse__particles=1e5)
        self.assert_explained(budget)
        self.assertGreater(budget["prior"]["size"], 5 * budget["monte_carlo"]["size"])

    def test_time(self):
        sizes = [self.budget("sub_vp_two_gaussians", solver__steps=steps, reverse__particles=1e4, time__snapshots="[0.0, 0.5, 1.0]")
                 ["time"]["size"] for steps in (8, 16, 32)]
        for coarser, finer in zip(sizes, sizes[1:]):
            self.assertLess(abs(math.log2(coarser / finer) - 4), 0.2)
        self.assertEqual(self.budget("vp_two_gaussians", reverse__particles=1e4)["time"]["size"], 0)

    def test_time_where_steps_are_fewer_than_snapshots(self):
        # No interval takes less than one step: four and eight are the same for eight intervals.
        four, eight = (self.budget("sub_vp_two_gaussians", solver__steps=steps, reverse__particles=1e4, time__snapshots=9)
                       ["time"]["size"] for steps in (4, 8))
        self.assertEqual(four, eight)
        self.assertGreater(four, 0)

    def test_space(self):
        sizes = [self.budget("double_well", mesh__cells=f"[{cells}]", reverse__particles=2e4)["space"]["size"]
                 for cells in (256, 512)]
        self.assertLess(abs(math.log2(sizes[0] / sizes[1]) - 2), 0.2)

    def test_the_score_tables(self):
        coarse, fine = (self.budget("vp_two_gaussians", mesh__cells=f"[{cells}]", reverse__particles=1e6, reverse__steps=40)
                        ["score_tables"] for cells in (32, 64))
        self.assertGreater(coarse["size"], 0)
        self.assertGreater(coarse["size"] + coarse["uncertainty"], fine["size"] + fine["uncertainty"])

    def test_chance(self):
        for n in (1e5, 4e5):
            size = self.budget("vp_two_gaussians", reverse__particles=n)["monte_carlo"]["size"]
            dof = dataset(self.directory / "run", "/compare/ensemble/dof")[-1]
            self.assertAlmostEqual(size, math.sqrt(dof / n), delta=1e-12)

    def test_a_wrong_reversal_is_not_explained(self):
        for reversal in ("half-score", "{ score = 0.8 }"):
            budget = self.budget("vp_two_gaussians", reverse__particles=1e5, reverse__reversal=reversal)
            self.assertFalse(budget["explained"])
            self.assertGreater(budget["observed"], budget["highest"])


if __name__ == "__main__":
    main()
