"""Runs of one user at the same time do not disturb one another, and leave nothing of OpenMPI's behind."""
import os
import pathlib
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, MPIEXEC, PROGRAM, RunTest, main, settings  # noqa: E402

SMALL = {"mesh__cells": "[32]", "reverse__particles": 500, "reverse__steps": 4, "time__snapshots": 3,
         "solver__steps": 8, "solver__method": "tr-bdf2", "validation__roads": '["ensemble"]'}


class SideBySide(RunTest):
    def setUp(self):
        super().setUp()
        self.temporary = self.directory / "tmp"
        self.temporary.mkdir()

    def begin(self, name, ranks=None, command="run", **keys):
        launcher = [] if ranks is None else [MPIEXEC, "--quiet", "-n", str(ranks)]
        command = [*launcher, PROGRAM, command, CASES / "vp_two_gaussians.toml", "-o", self.directory / name, "--quiet",
                   *settings(**{**SMALL, **keys})]
        environment = {name: value for name, value in os.environ.items() if name != "OMPI_MCA_orte_tmpdir_base"}
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=environment | {"TMPDIR": str(self.temporary)})

    def check(self, processes):
        """All end as they would alone, without a word on stderr, and nothing is left."""
        for process in processes:
            error = process.communicate()[1]
            # In a bare chroot, without /sys, OpenMPI's hwloc complains.
            words = [line for line in error.splitlines() if not line.startswith("[hwloc/")]
            self.assertEqual((process.returncode in (0, 1, 5), words), (True, []))
        self.assertEqual(list(self.temporary.iterdir()), [])

    def test_a_sweep(self):
        # Those that end early must not take away what those that open further files need.
        long = [self.begin(f"long_{k}", command="converge", reverse__seed=k) for k in range(4)]
        short = [self.begin(f"short_{k}", reverse__seed=k, reverse__particles=500 * (k + 1)) for k in range(12)]
        self.check(long + short)

    def test_runs_of_two_ranks(self):
        self.check([self.begin(f"run_{k}", ranks=2, reverse__seed=k) for k in range(3)])

    def test_what_a_killed_run_leaves_goes_with_the_next(self):
        process = self.begin("killed", reverse__particles=1e7, reverse__steps=400)
        while not list(self.temporary.iterdir()) and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.assertEqual(len(list(self.temporary.iterdir())), 1)
        self.check([self.begin("next")])


if __name__ == "__main__":
    main()
