"""Damages one file of a run that was stopped, or that is complete, and restarts the run: what comes of it must be what an
undamaged run gives, bit by bit, or be refused with a documented exit code.

damage_checkpoints.py [--seed S] [--first N] [--count N] [--seconds T] [--keep DIR]
"""
import argparse
import pathlib
import shutil
import sys
import tempfile
import time

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from answers import ask, fault  # noqa: E402
from mutations import make_special, mutate_bytes, mutate_hdf5  # noqa: E402
from readers import CELLS, ENDS, case  # noqa: E402
from stopping import STOPPED, results  # noqa: E402

RUN = ["run", "case.toml", "-o", "run", "--quiet"]
REFUSED = (2, 4)
FEWEST = 4  # files of the checkpoint
CASE = case(grading=CELLS.replace("40", "16")).replace('"-x"', '"-x + 0.1*sin(t)"').replace("snapshots = 3", "snapshots = 5")


def exchange(chance, path):
    """Two files of the checkpoint take each other's names, or one takes the place of another."""
    others = [file for file in sorted(path.parent.iterdir()) if file != path]
    other = others[int(chance.integers(len(others)))] if others else path
    mine, its = path.read_bytes(), other.read_bytes()
    path.write_bytes(its)
    if chance.random() < 0.5:
        other.write_bytes(mine)
    return f"exchanged with {other.name}"


def remove(_, path):
    path.unlink()
    return "removed"


def zero(chance, path):
    data = bytearray(path.read_bytes())
    at = int(chance.integers(len(data)))
    data[at:at + 4096] = bytes(len(data[at:at + 4096]))
    path.write_bytes(data)
    return f"zeros from {at}"


WAYS = [mutate_bytes, mutate_bytes, mutate_bytes, mutate_hdf5, exchange, remove, zero, make_special]


class Stopped:
    """A run that was stopped several times, one that is complete, and what a whole run gives."""

    def __init__(self, directory, environment):
        self.environment, self.stopped, self.whole = environment, directory / "stopped", directory / "whole"
        for place in (self.stopped, self.whole):
            place.mkdir()
            (place / "case.toml").write_text(CASE)
        code, _, error = self.run(self.whole)
        assert code in ENDS, error
        self.code, self.expected = code, results(self.whole / "run")
        self.stop()

    def stop(self):
        """Stops runs later and later, until one leaves a checkpoint of enough files."""
        walltime = 0.05
        while True:
            code, _, error = self.run(self.stopped, "--set", "output.checkpoint=1e-6", "--set",
                                      f"output.max_walltime={walltime}")
            assert code == STOPPED, (code, error)
            files = self.stopped / "run" / "checkpoint"
            if files.is_dir() and len(list(files.iterdir())) >= FEWEST:
                return
            walltime *= 1.15

    def run(self, directory, *options):
        return ask([*RUN, *options], directory, self.environment)

    def restarted(self, chance, directory):
        """(what was done, code, stderr, fault) of one trial."""
        complete = chance.random() < 0.2
        shutil.copytree(self.whole if complete else self.stopped, directory)
        files = [directory / "run" / "run.h5"] if complete else sorted((directory / "run" / "checkpoint").iterdir())
        path = files[int(chance.integers(len(files)))]
        way = WAYS[int(chance.integers(len(WAYS)))]
        if complete and way in (exchange, mutate_hdf5):
            way = mutate_bytes
        done = f"{path.name} {way.__name__}: {way(chance, path)}"
        code, _, error = self.run(directory, "--restart")
        return done, code, error, self.fault(directory / "run", code, error, complete)

    def fault(self, out, code, error, complete):
        if code in REFUSED:
            return fault(code, error, REFUSED)
        if complete and code in ENDS:
            return ""  # said what the file says; its results are not read
        if code != self.code:
            return fault(code, error, ENDS) or f"ended with {code}, an undamaged run with {self.code}"
        return "" if results(out) == self.expected else "other results than an undamaged run"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    end, findings, codes, number = time.monotonic() + options.seconds, 0, {}, options.first
    with tempfile.TemporaryDirectory(prefix="loschmidt-") as scratch:
        scratch = pathlib.Path(scratch)
        run = Stopped(scratch, {"OMPI_MCA_orte_tmpdir_base": str(scratch)})
        while number < options.first + options.count and time.monotonic() < end:
            directory = scratch / "trial"
            done, code, error, wrong = run.restarted(np.random.default_rng([options.seed, number]), directory)
            codes[code] = codes.get(code, 0) + 1
            if wrong:
                findings += 1
                print(f"{number} {done}\n    {wrong} (code {code}): {error[:600]!r}", flush=True)
                if options.keep:
                    shutil.copytree(directory, options.keep / str(number), symlinks=True)
            shutil.rmtree(directory)
            number += 1
    print(f"{number - options.first} damaged runs, exit codes {codes}, {findings} wrong answers")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
