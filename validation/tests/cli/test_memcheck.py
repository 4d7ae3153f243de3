"""One small run under valgrind: no invalid access, no value used before it is set, nothing of ours lost.

OpenMPI's own list of what it does on purpose is passed over, and valgrind.supp beside this test."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import PROGRAM, RunTest, UNDECIDED, VERIFIED, main  # noqa: E402

OPENMPI = pathlib.Path("/usr/share/openmpi/openmpi-valgrind.supp")
CASE = """
[mesh]
lower = [-4.0]
upper = [4.0]
cells = [16]
[sde]
drift = ["-x"]
diffusion = "1 + 0.1*sin(x)"
[initial]
mixture = [{ weight = 1, mean = [0.0], std = [1.0] }]
[time]
end = 0.2
snapshots = 2
[solver]
method = "METHOD"
[reverse]
particles = 1000
steps = 8
"""


class Memcheck(RunTest):
    def check(self, method):
        valgrind = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full",
                    "--errors-for-leak-kinds=definite", "--show-leak-kinds=definite", f"--suppressions={OPENMPI}",
                    f"--suppressions={pathlib.Path(__file__).with_name('valgrind.supp')}"]
        case = self.write_case(CASE.replace("METHOD", method))
        done = subprocess.run(valgrind + [PROGRAM, "run", case, "-o", self.directory / method, "--quiet"],
                              capture_output=True, text=True, check=False)
        self.assertIn(done.returncode, (VERIFIED, UNDECIDED), done.stderr[-4000:])

    def test_uniformization(self):
        self.check("uniformization")

    def test_implicit_steps(self):
        self.check("tr-bdf2")


if __name__ == "__main__":
    main()
