"""A mesh too coarse for its density leaves the verdict undecided and says what to do; its error is known by order."""
import json
import math
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import RunTest, UNDECIDED, VERIFIED, main  # noqa: E402

class CoarseMeshes(RunTest):
    def check(self, expected, **more):
        self.run_case("vp_two_gaussians", expected, mesh__cells="[128]", reverse__particles=400000, reverse__steps=100,
                      time__snapshots="[0.0, 0.3, 1.0]", validation__roads='["ensemble"]', **more)

    def mesh_error(self, cells, **more):
        """Of a smooth case, as the error budget has it."""
        run = self.run_case("double_well", mesh__cells=f"[{cells}]", reverse__particles=2e4,
                            validation__roads='["ensemble"]', **more)
        return json.loads((run / "verdict.json").read_text())["verdict"]["error_budget"]["space"]["size"]

    def test_a_coarse_mesh_is_to_be_refined(self):
        self.check(UNDECIDED)
        self.assertIn("refine mesh.cells or set solver.extrapolation = true", self.last.stdout)
        self.check(VERIFIED, solver__extrapolation="true")

    def test_the_error_is_of_second_order_and_extrapolated_of_fourth(self):
        second = math.log2(self.mesh_error(512) / self.mesh_error(1024))
        fourth = math.log2(self.mesh_error(128, solver__extrapolation="true") / self.mesh_error(256, solver__extrapolation="true"))
        print(f"  orders {second:.2f} and, extrapolated, {fourth:.2f}")
        self.assertLess(abs(second - 2), 0.1)
        self.assertLess(abs(fourth - 4), 0.3)


if __name__ == "__main__":
    main()
