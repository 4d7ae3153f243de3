"""No dataset and no attribute of a complete run holds NaN or infinity outside the places of docs/format.md, and verdict.json
is JSON that needs no NaN and no null, however odd the case."""
import json
import pathlib
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, NUMERICS, RunTest, UNDECIDED, VERIFIED, main  # noqa: E402

CASE = """
[mesh]
lower = [-4.0]
upper = [4.0]
cells = [32]
[sde]
drift = ["-x"]
diffusion = 1
[initial]
mixture = [{ weight = 1, mean = [0.5], std = [0.5] }]
[time]
end = 1.0
snapshots = 3
[reverse]
particles = 2000
steps = 12
"""
PLANE = """
[mesh]
lower = [-4.0, -4.0]
upper = [4.0, 4.0]
cells = [8, 4]
[sde]
drift = ["y", "-y"]
diffusion = [["0"], ["1"]]
[initial]
density = "x < 0 ? 0 : exp(-x^2 - y^2)"
[time]
end = 1.0
snapshots = 2
[reverse]
steps = 12
[validation]
joint_times = [0.2, 0.8]
"""
POINT = "[{ weight = 1, mean = [0.5], std = [%g] }]"
EMPTY_HALF = '{ density = "x < 0 ? 0 : exp(-x)" }'
ABSORBING = {"mesh__boundary": '["absorbing"]', "sde__drift": "[0]"}
# What is odd: the case, its keys.
RUNS = {
    "everything absorbed": (CASE, {**ABSORBING, "time__end": 1e4, "solver__method": "uniformization"}),
    "nearly everything absorbed": (CASE, {**ABSORBING, "time__end": 300}),
    "one particle, absorbing": (CASE, {**ABSORBING, "time__end": 20, "reverse__particles": 1}),
    "one particle": (CASE, {"reverse__particles": 1}),
    "one particle, joint law": (CASE, {"reverse__particles": 1, "validation__joint_times": "[0.2, 0.8]"}),
    "fewer particles than bins": (CASE, {"reverse__particles": 10}),
    "a point": (CASE, {"initial__mixture": POINT % 1e-3}),
    "a point, extrapolated": (CASE, {"initial__mixture": POINT % 1e-2, "sde__diffusion": 0.1, "solver__extrapolation": "true"}),
    "start and end": (CASE, {"time__snapshots": "[0, 1]"}),
    "no density on one half": (CASE, {"initial": EMPTY_HALF, "sde__drift": "[0]", "sde__diffusion": '"x < 0 ? 0 : x"'}),
    "no density on one half, in closed form": (CASE, {"exact__density": '"x < 0 ? 0 : normal(x, 0, 1)"', "reverse__score": "exact"}),
    "no start on one half": (CASE, {"reverse__start": '"x < 0 ? 0 : normal(x, 0, 1)"'}),
    "four cells": (CASE, {"mesh__cells": "[4]", "mesh__boundary": '["periodic"]', "sde__drift": '["sin(pi*x/4)"]'}),
    "a stop on the way": (CASE, {"time__stop": 0.5}),
    "one road": (CASE, {"validation__roads": '["chain"]'}),
    "no noise along x": (PLANE, {"reverse__particles": 1000}),
    "no noise along x, one particle": (PLANE, {"reverse__particles": 1}),
}


def not_finite(file):
    """Paths of datasets, and of attributes as path@name, with NaN or infinity in them."""
    found = []

    def visit(path, item):
        numbers = {f"/{path}@{name}": value for name, value in item.attrs.items()}
        if isinstance(item, h5py.Dataset):
            numbers[f"/{path}"] = item[()]
        found.extend(name for name, value in numbers.items()
                     if np.asarray(value).dtype.kind == "f" and not np.isfinite(value).all())

    file.visititems(visit)
    return found


def refuse(word):
    raise ValueError(f"{word} is no JSON")


class FiniteNumbers(RunTest):
    def check(self, name, run):
        with h5py.File(run / "run.h5") as file:
            expected = set()
            if "joint_edges" in file["/reverse"] and len(file["/mesh/volume"].shape) > 1:
                expected = {"/reverse/joint_edges"}
            if file["/forward/time"].shape != file["/reverse/time"].shape and "/paraview/difference" in file:
                expected |= {"/paraview/reverse_density", "/paraview/difference"}
            self.assertLessEqual(set(not_finite(file)), expected, name)
        text = (run / "verdict.json").read_text()
        json.loads(text, parse_constant=refuse)
        self.assertNotIn("null", text, name)

    def test_odd_cases(self):
        for name, (text, keys) in RUNS.items():
            run = self.run_case(self.write_case(text), name=name.replace(" ", "-"), **keys)
            if name == "everything absorbed":
                self.assertEqual(self.last.returncode, NUMERICS, self.last.stdout)
                continue
            self.assertIn(self.last.returncode, (VERIFIED, FALSIFIED, UNDECIDED), f"{name}: {self.last.stderr}")
            self.check(name, run)


if __name__ == "__main__":
    main()
