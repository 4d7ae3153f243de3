"""The soak sees what it is to see: damaged results of one good run, and cases that are the same for one seed."""
import json
import pathlib
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import random_case  # noqa: E402
from check_run import faults  # noqa: E402
from running import RunTest, main, start  # noqa: E402

QUIET = {
    "mesh": {"lower": [-4.0], "upper": [4.0], "cells": [32], "boundary": ["reflecting"]},
    "sde": {"drift": ["-x"], "diffusion": "1.0"},
    "initial": {"mixture": [{"weight": 1.0, "mean": [0.0], "std": [0.6]}]},
    "time": {"end": 0.5, "snapshots": 3},
    "solver": {"method": "uniformization", "extrapolation": False},
    "reverse": {"particles": 1000, "steps": 8, "reversal": "anderson"},
    "validation": {"joint_times": [0.1, 0.4]},
}


class Checks(RunTest):
    def setUp(self):
        super().setUp()
        self.case = random_case.RandomCase(QUIET, "quiet", True)
        self.run_directory = self.directory / "run"
        self.done = start("run", self.write_case(self.case.text()), "-o", self.run_directory, "--quiet")

    def found(self):
        return faults(self.run_directory, self.case, self.done)

    def damaged(self, name, change):
        """What is said once an array of the run file has been changed in place; then it is put back."""
        with h5py.File(self.run_directory / "run.h5", "r+") as file:
            before = file[name][()]
            after = before.copy()
            change(after)
            file[name][...] = after
        said = " | ".join(self.found())
        with h5py.File(self.run_directory / "run.h5", "r+") as file:
            file[name][...] = before
        return said

    def test_a_good_run_has_no_faults_and_damage_is_seen(self):
        self.assertEqual(self.found(), [])

        def put(value):
            return lambda values: values.flat.__setitem__(0, value)

        self.assertIn("/forward/score is not finite", self.damaged("forward/score", put(np.nan)))
        self.assertIn("/compare/ensemble/chi2 is not finite", self.damaged("compare/ensemble/chi2", put(np.inf)))
        self.assertIn("/paraview/difference is not finite", self.damaged("paraview/difference", put(np.nan)))
        self.assertIn("/forward/density is negative", self.damaged("forward/density", put(-1e-9)))
        self.assertIn("masses", self.damaged("forward/density", put(1.0)))
        self.assertIn("/reverse/counts is not written", self.damaged("reverse/counts", put(2**64 - 1)))
        self.assertIn("are not all of 1000", self.damaged("reverse/counts", put(1)))
        self.assertIn("/compare/ensemble/p_value is not between", self.damaged("compare/ensemble/p_value", put(2.0)))
        self.assertIn("more than all particles", self.damaged("reverse/joint_counts", put(5000)))

    def test_verdicts_that_contradict_each_other_are_seen(self):
        path = self.run_directory / "verdict.json"
        content = json.loads(path.read_text())
        path.write_text(json.dumps(content | {"verdict": content["verdict"] | {"p_value": float("nan")}}))
        self.assertIn("holds NaN", " ".join(self.found()))
        self.done.returncode = 1
        path.write_text(json.dumps(content))
        self.assertIn("exit code 1", " ".join(self.found()))
        self.done.stdout = ""
        self.assertIn("0 verdict lines", " ".join(self.found()))


class Seeds(RunTest):
    def test_a_seed_is_a_case(self):
        self.assertEqual(random_case.draw(7).text(), random_case.draw(7).text())
        self.assertNotEqual(random_case.draw(7).text(), random_case.draw(8).text())

    def test_all_that_can_be_drawn_is_drawn(self):
        drawn = [random_case.draw(seed) for seed in range(600)]
        self.assertEqual(len({case.kind for case in drawn}), 15)
        text = "".join(case.text() for case in drawn)
        for word in ("absorbing", "sinh", "clustered", "edges", "stratonovich", "hanggi-klimontovich", "joint_times",
                     "history_memory", "extrapolation_meshes", "mixture", "density =", "tr-bdf2", "backward-euler",
                     "dri1", "platen", "heun", "ode", "log-snr", "cubic", "probability-flow", "roads"):
            self.assertIn(word, text)

    def test_wrong_reversals_are_wrong(self):
        for seed in range(200):
            case = random_case.draw(seed, wrong=True)
            reversal = case.sections["reverse"]["reversal"]
            self.assertIn(reversal, random_case.WRONG + random_case.WRONG_DIVERGENCE)
            if reversal in random_case.WRONG_DIVERGENCE:
                self.assertIn(case.kind, ("uneven_noise", "ring", "independent", "shear"))
            self.assertFalse(case.right)


if __name__ == "__main__":
    main()
