"""`loschmidt converge`: the orders that theory promises, observed in each parameter."""
import pathlib
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, INPUT, RunTest, main, settings, start  # noqa: E402


class Converge(RunTest):
    def converge(self, case, *options, ranks=None, name="out", **keys):
        out = self.directory / name
        done = start("converge", CASES / f"{case}.toml", "-o", out, "--quiet", *options, *settings(**keys), ranks=ranks)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.last = done
        with h5py.File(out / "converge.h5") as f:
            self.parameter = f["/converge"].attrs["parameter"]
            return {name: dataset[()] for name, dataset in f["/converge"].items()}

    def test_the_mesh(self):
        table = self.converge("vp_two_gaussians", mesh__cells="[256]")
        self.assertEqual(self.parameter, "mesh")
        self.assertEqual(table["refinement"].tolist(), [256, 512, 1024])
        self.assertEqual(table["error_l1"].shape, (3, len(table["time"])))
        late = table["time"] > 0
        for name in ("error_l1", "error_score"):
            print(f"  {name}: {table['order_' + name][1:, late]}")
            self.assertLess(abs(table["order_" + name][1:, late] - 2).max(), 0.1)
        # Where it is not yet roundoff: the way back begins at t = 1.
        road = table["order_fokker_planck_l1"][1:, (table["time"] > 0) & (table["time"] < 0.6)]
        print(f"  fokker-planck: {road}")
        self.assertLess(abs(road - 2).max(), 0.1)
        self.assertLess(abs(table["order_change_l1"][2, late] - 2).max(), 0.1)
        self.assertTrue(np.isnan(table["order_error_l1"][0]).all())

    def test_the_mesh_extrapolated(self):
        table = self.converge("vp_two_gaussians", solver__extrapolation="true", mesh__cells="[256]",
                              time__snapshots="[0.0, 0.05, 0.3, 1.0]")
        orders = table["order_error_l1"][1:, [2, 3]]  # t = 0.05 and 0.3; roundoff comes next
        print(f"  extrapolated: {orders}")
        self.assertLess(abs(orders - 4).max(), 0.1)
        at_512 = table["fokker_planck_l1"][1]
        print(f"  fokker-planck, 512 and 1024: {np.nanmax(at_512):.2e}")
        self.assertLess(np.nanmax(at_512), 1e-5)

    def test_time(self):
        # With more steps the first one, from a noise of zero, is all that is left, and of lower order.
        table = self.converge("sub_vp_two_gaussians", "--in", "time", mesh__cells="[128]",
                              time__snapshots="[0.0, 0.5, 1.0]")
        self.assertEqual(table["refinement"].tolist(), [16, 32, 64])
        self.assertLess(abs(table["order_change_l1"][2:, 1:] - 4).max(), 0.2, table)

    def test_the_steps_of_the_particles(self):
        table = self.converge("vp_two_gaussians", "--in", "steps", reverse__scheme="euler-maruyama", reverse__steps=50,
                              reverse__particles=4e5, time__snapshots="[0.0, 1.0]")
        self.assertEqual(table["refinement"].tolist(), [50, 100, 200])
        orders = table["order_excess"][1:, list(table["time"]).index(1e-3)]
        print(f"  Euler-Maruyama: {orders}")
        # The excess e has a relative error of sqrt(2 dof + 4 N e^2)/(2 N e^2), 7 % at 200 steps: 0.11 of an order.
        self.assertLess(abs(orders - 1).max(), 0.35)
        self.assertIn("stepper", table)

    def test_particles(self):
        table = self.converge("vp_two_gaussians", "--in", "particles", reverse__particles=1e4, reverse__steps=100)
        self.assertEqual(table["refinement"].tolist(), [1e4, 4e4, 1.6e5])
        # A total variation has an error of 8 %: 0.04 of an order over a factor of 16 in the particles, at one time.
        mean = table["order_total_variation"][1:].mean()
        print(f"  total variation falls with N^-{mean:.2f}")
        self.assertLess(abs(mean - 0.5), 0.1)

    def test_any_number_of_ranks_writes_the_same_bits(self):
        keys = {"mesh__cells": "[20, 24]", "time__snapshots": 3}
        one = self.converge("torus", "--levels", 2, **keys)
        four = self.converge("torus", "--levels", 2, ranks=4, name="four", **keys)
        for name, values in one.items():
            np.testing.assert_array_equal(values, four[name], err_msg=name)

    def test_what_the_case_asks_of_a_verdict_is_left_out(self):
        for parameter in ("mesh", "particles"):
            self.converge("vp_two_gaussians", "--in", parameter, "--levels", 2, mesh__cells="[64]",
                          reverse__particles=1000, reverse__steps=20, validation__sensitivity=0.05)

    def test_an_earlier_table_and_its_levels_go(self):
        keys = {"mesh__cells": "[16]", "reverse__steps": 8, "time__snapshots": 2}
        self.converge("double_well", "--levels", 3, **keys)
        self.converge("double_well", "--levels", 2, **keys)
        self.assertEqual(sorted(p.name for p in (self.directory / "out").glob("level_*")), ["level_0", "level_1"])

    def test_wrong_input_writes_nothing(self):
        out = self.directory / "out"
        case = CASES / "vp_two_gaussians.toml"
        for options, word in ((("--levels", 1), "--levels"), (("--in", "space"), "--in"), (("--in", "2"), "--in"),
                              (("--in", "time"), "no time steps"), (("--set", "mesh.cells=[2]"), "mesh.cells"),
                              (("--levels", 12, "--set", "mesh.cells=[1048576]"), "--levels")):
            done = start("converge", case, "-o", out, *options)
            self.assertEqual(done.returncode, INPUT, done.stderr)
            self.assertIn(word, done.stderr)
            self.assertFalse(out.exists())


if __name__ == "__main__":
    main()
