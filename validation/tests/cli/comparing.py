"""What the tests of `loschmidt compare` share: a run, copies of it in which one thing was changed, and what is said."""
import pathlib
import shutil
import sys
import tempfile

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import INPUT, RunTest, settings, start  # noqa: E402
from test_cli import SMALL  # noqa: E402

AGREE, DIFFER = 0, 1
JOINT = {"validation__joint_times": "[0.0, 0.5]"}
WALLS = {"mesh__boundary": '["absorbing"]', "mesh__lower": "[-2.0]", "mesh__upper": "[2.0]",
         "initial__mixture": "[{weight = 1, mean = [0], std = [0.4]}]"}


class CompareTest(RunTest):
    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.TemporaryDirectory(prefix="loschmidt-")
        cls.addClassCleanup(cls.shared.cleanup)
        cls.case = pathlib.Path(cls.shared.name) / "case.toml"
        cls.case.write_text(SMALL)
        cls.files = {}

    def made(self, name, ranks=None, **keys):
        """A run that several tests share."""
        if name not in self.files:
            out = pathlib.Path(self.shared.name) / name
            done = start("run", self.case, "-o", out, "--quiet", *settings(**keys), ranks=ranks)
            self.assertIn(done.returncode, (0, 1, 5), done.stderr)
            self.files[name] = out / "run.h5"
        return self.files[name]

    def base(self):
        return self.made("base", **JOINT)

    def plane(self, name="plane", **keys):
        return self.made(name, mesh__lower="[-4, -3]", mesh__upper="[4, 3]", mesh__cells="[16, 12]", sde__drift='["-x", "-y"]',
                         initial__mixture="[{weight = 1, mean = [1, 0], std = [0.5, 0.6]}]", **{"validation__roads": '["forward"]', **keys})

    def changed(self, change, source=None, name="changed.h5"):
        """A copy of a run file after change(file)."""
        copy = self.directory / name
        shutil.copy(source or self.base(), copy)
        with h5py.File(copy, "r+") as f:
            change(f)
        return copy

    def move(self, particles):
        def change(f):
            counts = f["/reverse/counts"][1]
            cell = int(np.argmax(counts))
            counts[cell] -= particles
            counts[cell + 1] += particles
            f["/reverse/counts"][1] = counts
        return change

    def compare(self, expected, reference, new, *options, ranks=None):
        done = start("compare", reference, new, *options, ranks=ranks)
        self.assertEqual(done.returncode, expected, done.stdout + done.stderr)
        return done

    def refuse(self, reference, new, *options, says, code=INPUT, ranks=None):
        done = self.compare(code, reference, new, *options, ranks=ranks)
        self.assertEqual(len(done.stderr.strip().splitlines() if ranks is None else
                             [line for line in done.stderr.splitlines() if line.startswith("loschmidt: ")]), 1, done.stderr)
        self.assertIn("loschmidt: ", done.stderr)
        self.assertIn(says, done.stderr)

    def row(self, done, path, measure):
        """Value, limit and pass of one row, as printed."""
        for line in done.stdout.splitlines():
            words = line.split()
            if words[:1] == [path] and measure.split() == words[1:1 + len(measure.split())]:
                return words[-3:]
        self.fail(f"no row {path} {measure} in\n{done.stdout}")
