"""Meshes too coarse for their density: what the mesh does is neither blamed on a right reversal nor an excuse
for a wrong one. Undecided is the right answer for both."""
import json
import math
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, RunTest, UNDECIDED, VERIFIED, main  # noqa: E402

CASES = {
    "vp_two_gaussians": ({"reverse__steps": 100, "time__snapshots": "[0.0, 0.3, 1.0]"},
                         ("naive", "half-score", "flipped-score", "unnegated-drift", "{ score = 0.9 }")),
    "multiplicative": ({"reverse__steps": 100, "time__snapshots": "[0.0, 0.5, 1.0]"},
                       ("naive", "half-score", "missing-divergence", "half-divergence")),
}


class Reduced(RunTest):
    particles = 100000
    cells = (32, 64)

    def answers(self, case, cells, **more):
        keys = {"reverse__particles": self.particles, "validation__roads": '["ensemble"]', **CASES[case][0], **more}
        self.run_case(case, mesh__cells=f"[{cells}]", **keys)
        print(f"  {case} {cells} cells {more}: exit {self.last.returncode}")
        return self.last.returncode

    def mesh_error(self, cells, **more):
        """Of a smooth case, as the error budget has it."""
        run = self.run_case("double_well", mesh__cells=f"[{cells}]", reverse__particles=2e4,
                            validation__roads='["ensemble"]', **more)
        return json.loads((run / "verdict.json").read_text())["verdict"]["error_budget"]["space"]["size"]

    def test_anderson_is_never_falsified(self):
        for case in CASES:
            for cells in (*self.cells, 128):
                self.assertIn(self.answers(case, cells), (VERIFIED, UNDECIDED), self.last.stdout)

    def test_a_wrong_reversal_is_never_verified(self):
        for case, (_, wrong) in CASES.items():
            for reversal in wrong:
                for cells in self.cells:
                    code = self.answers(case, cells, reverse__reversal=reversal)
                    self.assertIn(code, (FALSIFIED, UNDECIDED), self.last.stdout)

    def test_a_coarse_mesh_is_to_be_refined(self):
        self.assertEqual(self.answers("vp_two_gaussians", 128, reverse__particles=400000), UNDECIDED)
        self.assertIn("refine mesh.cells, set solver.extrapolation = true", self.last.stdout)
        extrapolated = self.answers("vp_two_gaussians", 128, reverse__particles=400000, solver__extrapolation="true")
        self.assertEqual(extrapolated, VERIFIED)

    def test_the_error_is_of_second_order_and_extrapolated_of_fourth(self):
        second = math.log2(self.mesh_error(512) / self.mesh_error(1024))
        fourth = math.log2(self.mesh_error(128, solver__extrapolation="true") / self.mesh_error(256, solver__extrapolation="true"))
        print(f"  orders {second:.2f} and, extrapolated, {fourth:.2f}")
        self.assertLess(abs(second - 2), 0.1)
        self.assertLess(abs(fourth - 4), 0.3)


class Full(Reduced):
    particles = 1000000
    cells = (32, 64, 256)


if __name__ == "__main__":
    main()
