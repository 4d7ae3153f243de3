"""What the tests of stopping and going on share: runs that are stopped, whenever and however, and continued."""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import h5py

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, MPIEXEC, PROGRAM, RunTest, settings, start  # noqa: E402

STOPPED = 75
# Every stage takes a while, and checkpoints come often.
SMALL = {"mesh__cells": "[48, 48]", "reverse__particles": 1e5, "reverse__steps": 40, "time__snapshots": 5,
         "output__checkpoint": 0.2}
CASE = "vp_eight_gaussians"
# Magnus steps by tolerance, absorbed mass, a start of its own, the joint law, extrapolation: all that carries state.
RICH = ("double_well", {"mesh__cells": "[61]", "mesh__boundary": '["absorbing"]', "sde__drift": '["x - x^3 + 0.3*sin(t)"]',
        "solver__extrapolation": "true", "validation__joint_times": "[0.2, 0.5]", "reverse__start": "1",
        "reverse__particles": 2e4, "reverse__steps": 40, "time__snapshots": 3, "output__checkpoint": 0.2})
IMPLICIT = ("double_well", {"mesh__cells": "[61]", "sde__drift": '["x - x^3 + 0.3*sin(t)"]', "solver__method": '"tr-bdf2"',
            "reverse__particles": 2e4, "reverse__steps": 40, "time__snapshots": 5, "output__checkpoint": 0.1})


def everything(file):
    """All datasets by their paths, each read whole. visititems stops where a visit returns something."""
    found = {}
    file.visititems(lambda name, item: found.update({name: item[()]}) if isinstance(item, h5py.Dataset) else None)
    return found


def results(out):
    with h5py.File(out / "run.h5") as f:
        return {path: values.tobytes() for path, values in everything(f).items()
                if path.split("/")[0] in ("mesh", "forward", "reverse", "compare")}


class Stops(RunTest):
    """Runs that are stopped and continued."""

    def whole(self, case, keys, ranks=None):
        began = time.monotonic()
        out = self.run_case(case, name="whole", ranks=ranks, **keys)
        self.assertIn(self.last.returncode, (0, 1, 5), self.last.stderr)
        return results(out), self.last.returncode, time.monotonic() - began

    @staticmethod
    def path_of(case):
        return case if isinstance(case, pathlib.Path) else CASES / f"{case}.toml"

    def stopped(self, case, keys, after, how, ranks=None, restart=True, listening='"begin"'):
        """Starts the run, sends a signal some seconds later, and returns how it ended. listening: they count from when
        the log holds this text, by default from the first stage, before which signals are noted; if empty, from the
        start. case: a name in cases/ or a path. self.seconds_to_stop: from the signal to the end."""
        log = self.directory / "log"
        log.unlink(missing_ok=True)
        launcher = [] if ranks is None else [MPIEXEC, "-n", str(ranks)]
        command = [*launcher, PROGRAM, "run", str(self.path_of(case)), "-o", str(self.directory / "run"), "--quiet",
                   "--log-json", str(log), *settings(**keys), *(["--restart"] if restart else [])]
        with tempfile.TemporaryDirectory(prefix="ompi-") as files:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                       env=os.environ | {"OMPI_MCA_orte_tmpdir_base": files})
            while listening and process.poll() is None and not (log.exists() and listening in log.read_text()):
                time.sleep(0.02)
            try:
                process.communicate(timeout=after)
            except subprocess.TimeoutExpired:
                process.send_signal(how)
            sent = time.monotonic()
            self.error = process.communicate()[1]
            self.seconds_to_stop = time.monotonic() - sent
        return process.returncode

    def finish(self, case, keys, ranks=None):
        done = start("run", CASES / f"{case}.toml", "-o", self.directory / "run", "--quiet", "--restart",
                     *settings(**keys), ranks=ranks)
        self.assertIn(done.returncode, (0, 1, 5), done.stderr)
        self.assertFalse((self.directory / "run" / "checkpoint").exists())
        return results(self.directory / "run"), done.returncode

    def check_readable(self):
        file = self.directory / "run" / "run.h5"
        if file.exists():
            with h5py.File(file) as f:
                # Whatever the run was about to write reads as missing, not as damaged.
                values = everything(f)
                written = f["forward"].attrs["written"]
            density = values["forward/density"][:written]
            self.assertTrue((density == density).all())

    def check_kills(self, moments, hows):
        expected, code, seconds = self.whole(CASE, SMALL)
        chance = random.Random(82)
        ends = []
        for k in range(moments):
            how = hows[k % len(hows)]
            ends.append(self.stopped(CASE, SMALL, chance.uniform(0.05, 0.9) * seconds, how, listening=""))
            self.assertIn(ends[-1], (code, STOPPED if how == signal.SIGUSR1 else -how), self.error)
            self.check_readable()
            if ends[-1] == code:  # came to its end; the next one begins anew
                self.assertEqual(results(self.directory / "run"), expected)
                shutil.rmtree(self.directory / "run")
        print(f"  whole: {seconds:.1f} s; ends: { {end: ends.count(end) for end in set(ends)} }")
        self.assertEqual(self.finish(CASE, SMALL), (expected, code))

    def check_stopped_twice(self, case, keys, ranks=None):
        """Twice at output.max_walltime."""
        expected, code, seconds = self.whole(case, keys, ranks)
        for _ in range(2):
            limited = {**keys, "output__max_walltime": 0.2 * seconds}
            self.assertEqual(self.stopped(case, limited, 60, signal.SIGKILL, ranks=ranks), STOPPED, self.error)
            self.assertIn("output.max_walltime", self.error)
        self.assertEqual(self.finish(case, keys, ranks), (expected, code))
