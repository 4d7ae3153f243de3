"""What the tests of whole runs share: starting the program as a user would, and reading its files."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "cases"
PROGRAM = os.environ["LOSCHMIDT"]
MPIEXEC = os.environ.get("LOSCHMIDT_MPIEXEC", "mpirun")
VERIFIED, FALSIFIED, INPUT, NUMERICS, OUTPUT, UNDECIDED = range(6)


# The control and the roads without particles say nothing of what most tests of the ensemble ask.
ENSEMBLE_ALONE = {"validation__roads": '["ensemble"]'}


def start(*arguments, ranks=None, cwd=None):
    """Runs `loschmidt ARGUMENTS`, plainly or under mpirun; returns the finished process."""
    launcher = [] if ranks is None else [MPIEXEC, "-n", str(ranks)]
    command = launcher + [PROGRAM] + [str(a) for a in arguments]
    # A place of its own for OpenMPI's files: programs that start while another one ends fail now and then in
    # MPI_Init, when the one removes the directory that the other is about to use. After a program that ended with a
    # code of its own, such as 5 for undecided, mpirun waits for two seconds before it kills; here nothing is left to kill.
    with tempfile.TemporaryDirectory(prefix="ompi-") as files:
        environment = os.environ | {"OMPI_MCA_orte_tmpdir_base": files, "OMPI_MCA_odls_base_sigkill_timeout": "0"}
        done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, env=environment)
    # In a bare chroot, without /sys, OpenMPI's hwloc complains on stderr: not the program's words.
    done.stderr = "".join(line for line in done.stderr.splitlines(keepends=True) if not line.startswith("[hwloc/"))
    return done


def settings(**keys):
    """mesh__cells=[64] to --set mesh.cells=[64]."""
    for key, value in keys.items():
        yield "--set"
        yield f"{key.replace('__', '.')}={value}"


class RunTest(unittest.TestCase):
    """A test with a directory of its own, and runs that must end with a given code."""

    always = {}  # keys of all its runs, unless a run says otherwise

    def setUp(self):
        self._directory = tempfile.TemporaryDirectory(prefix="loschmidt-")
        self.directory = pathlib.Path(self._directory.name)
        self.addCleanup(self._directory.cleanup)

    def run_case(self, case, expected=None, ranks=None, name="run", **keys):
        """Runs a case (a name in cases/ or a path) into directory/name and returns that path."""
        path = case if isinstance(case, pathlib.Path) else CASES / f"{case}.toml"
        out = self.directory / name
        done = start("run", path, "-o", out, "--quiet", *settings(**{**self.always, **keys}), ranks=ranks)
        if expected is not None:
            self.assertEqual(done.returncode, expected, f"{case} {keys}\n{done.stdout}{done.stderr}")
        self.last = done
        return out

    def write_case(self, text, name="case.toml"):
        path = self.directory / name
        path.write_text(text)
        return path


def dataset(run, path):
    with h5py.File(run / "run.h5") as f:
        return f[path][()]


def at_time(run, path, t):
    """The entry of a forward series at time t."""
    times = dataset(run, "/forward/time")
    index = int(np.argmin(abs(times - t)))
    assert abs(times[index] - t) < 1e-12
    return dataset(run, path)[index]


def main():
    unittest.main(verbosity=2, argv=[sys.argv[0]] + sys.argv[1:])
