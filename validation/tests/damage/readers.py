"""Who reads files: a place for a whole file of each kind, and the command that reads it there."""
import pathlib
import shutil
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from mutations import mutate_hdf5, mutate_text, mutate_bytes  # noqa: E402
from running import start  # noqa: E402

CASE = """
[mesh]
lower = [{lower}]
upper = [{upper}]
{grading}
[sde]
drift = [{drift}]
diffusion = 1
[initial]
{initial}
[time]
end = 1.0
snapshots = 3
[reverse]
particles = 100
steps = 4
score = "{score}"
[validation]
roads = ["ensemble"]
"""
GAUSSIAN = "mixture = [{ weight = 1, mean = [0.5], std = [0.9] }]"
CELLS = "cells = [40]"
ENDS = (0, 1, 5)  # of a run that came to its end
RUN = (*ENDS, 2, 3, 4)


def case(initial=GAUSSIAN, grading=CELLS, score="solver", axes=1):
    return CASE.format(lower=", ".join(["-5"] * axes), upper=", ".join(["5"] * axes), drift=", ".join(['"-x"', '"-y"'][:axes]),
                       initial=initial, grading=grading, score=score)


class Reader:
    """One way into the program. `file` is the name of what is damaged, `codes` are the documented exit codes."""

    def __init__(self, name, file, text, command=("run",), mutate=mutate_hdf5, codes=RUN):
        self.name, self.file, self.text, self.command, self.mutate, self.codes = name, file, text, command, mutate, codes

    def prepare(self, whole, directory):
        """Lays everything out in an empty directory; returns the path of the file to be damaged."""
        for source in whole.iterdir():
            if source.is_file():
                shutil.copy(source, directory / source.name)
        (directory / "case.toml").write_text(self.text)
        return directory / self.file

    def arguments(self, dry):
        """Of the program, in the directory of the files."""
        if self.command[0] != "run":
            return [*self.command]
        return ["run", "case.toml", "-o", "out", "--quiet", *(["--dry-run"] if dry else [])]


READERS = [
    Reader("initial.file", "run.h5", case('file = "run.h5"')),
    Reader("initial.samples", "points.h5", case('samples = "points.h5:/points"')),
    Reader("table", "points.csv", case('samples = "points.csv"'), mutate=mutate_text),
    Reader("picture", "picture.pgm", case('image = "picture.pgm"', "cells = [24, 24]", axes=2), mutate=mutate_bytes),
    Reader("picture in text", "text.pgm", case('image = "text.pgm"', "cells = [24, 24]", axes=2), mutate=mutate_text),
    Reader("edges", "edges.txt", case(grading='grading = [{ kind = "file", path = "edges.txt" }]'), mutate=mutate_text),
    Reader("reverse.score", "run.h5", case(score="run.h5:/forward/score")),
    Reader("info", "run.h5", "", ("info", "run.h5"), codes=(0, 2, 4)),
    Reader("info of converge", "converge.h5", "", ("info", "converge.h5"), codes=(0, 2, 4)),
    Reader("compare reference", "run.h5", "", ("compare", "run.h5", "other.h5"), codes=(0, 1, 2, 4)),
    Reader("compare new", "run.h5", "", ("compare", "other.h5", "run.h5"), codes=(0, 1, 2, 4)),
    Reader("tolerances", "limits.toml", "", ("compare", "other.h5", "run.h5", "--tolerances", "limits.toml"), mutate=mutate_text,
           codes=(0, 1, 2)),
]


def make_whole_files(directory):
    """One whole file of every kind, by its name."""
    chance = np.random.default_rng(82)
    points = 0.9 * chance.standard_normal(50)
    with h5py.File(directory / "points.h5", "w") as file:
        file.create_dataset("points", data=points[:, None], chunks=(16, 1), compression="gzip")
    np.savetxt(directory / "points.csv", points, header="x", comments="")
    (directory / "picture.pgm").write_bytes(b"P5\n# a picture\n6 6\n255\n" + bytes(range(100, 136)))
    (directory / "text.pgm").write_text("P2\n6 6\n65535\n" + "\n".join(str(1000 + k) for k in range(36)))
    (directory / "edges.txt").write_text("\n".join(str(x) for x in [-5, -3, -2, -1, 0, 1, 2, 3, 5]))
    (directory / "limits.toml").write_text('"/forward/*" = { rtol = 1e-6, atol = 1e-10 }\n"*" = { rtol = 1e-3 }\n')
    (directory / "case.toml").write_text(case() + "joint_times = [0.0, 0.5]\n")
    out = directory / "out"
    for command, result in ((["run"], "run.h5"), (["converge", "--levels", "2"], "converge.h5")):
        done = start(*command, directory / "case.toml", "-o", out, "--quiet")
        assert done.returncode in ENDS, done.stderr
        shutil.copy(out / result, directory / result)
    shutil.copy(directory / "run.h5", directory / "other.h5")
    shutil.rmtree(out)
