"""Other programs read run.h5: h5py and xarray by the very lines of docs/format.md, and HDF5's own tools."""
import os
import pathlib
import re
import subprocess
import sys

import h5py
import numpy as np
import xarray

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import ROOT, RunTest, dataset, main  # noqa: E402

PAGE = (ROOT / "docs" / "format.md").read_text()
SMALL = {"reverse__particles": 2000, "reverse__steps": 12}


def piece(name):
    """What the lines of a Python piece of the page define, run where the run file is."""
    names = {}
    exec(re.search(rf"### {name}\n.*?```python\n(.*?)```", PAGE, re.S).group(1), names)  # pylint: disable=exec-used
    return names


class Readers(RunTest):
    def setUp(self):
        super().setUp()
        self.out = self.run_case("vp_eight_gaussians", mesh__cells="[24, 18]", time__stop=0.1, reverse__score="exact",
                                 validation__joint_times="[0.1, 0.5]", **SMALL)
        self.assertIn(self.last.returncode, (0, 1, 5), self.last.stderr)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.out)

    def test_h5py(self):
        read = piece("h5py")
        self.assertEqual(read["density"].shape, (5, 18, 24))
        np.testing.assert_array_equal(read["times"], [0, 0.1, 0.3, 0.5, 1])
        self.assertEqual(read["x"][0], -6 + 12 / 24 / 2)
        self.assertIn("eight Gaussians", read["case"])
        self.assertIn(read["verified"], (1, 0, -1))

    def test_every_array_in_xarray(self):
        open_array = piece("xarray")["open_array"]
        with h5py.File("run.h5") as run:
            names = [f"{group}/{name}" for group in ("forward", "reverse", "paraview") for name in run[group]
                     if not name.startswith("joint")]
        self.assertGreater(len(names), 15)
        for name in names:
            array = open_array("run.h5", name)
            np.testing.assert_array_equal(array.values, dataset(self.out, name))
            time = "/reverse/time" if name.startswith("reverse") else "/forward/time"
            if name.endswith("/time"):
                continue
            np.testing.assert_array_equal(array["time"], dataset(self.out, time))
            for axis in set("yx") & set(array.dims):
                np.testing.assert_array_equal(array[axis], dataset(self.out, f"/mesh/{axis}_centers"))
            self.assertEqual(array.dims[:3], ("time", "y", "x")[:array.ndim], name)
            self.assertTrue(array.attrs["long_name"])

    def test_a_place_by_its_coordinates(self):
        density = piece("xarray")["open_array"]("run.h5", "forward/density")
        one = density.sel(time=0.5, method="nearest").sel(x=2.1, y=-0.2, method="nearest")
        self.assertEqual(float(one), dataset(self.out, "/forward/density")[3, 8, 16])
        self.assertAlmostEqual(float(one["x"]), 2.25)

    def test_groups_that_open_as_they_are(self):
        for group in ("diagnostics", "compare/score", "compare/joint", "performance"):
            opened = xarray.open_dataset("run.h5", group=group, engine="h5netcdf")
            self.assertGreater(len(opened.data_vars), 1)
            for name, variable in opened.variables.items():
                np.testing.assert_array_equal(variable.values, dataset(self.out, f"{group}/{name}"))

    def test_tools(self):
        def lines(*command):
            return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

        self.assertIn('   (0): "complete"', lines("h5dump", "-a", "/status", "run.h5"))
        self.assertIn("/forward/density         Dataset {5, 18, 24}", lines("h5ls", "-r", "run.h5"))
        self.assertLess(len(lines("h5dump", "-H", "-A", "0", "run.h5")), 600)


if __name__ == "__main__":
    main()
