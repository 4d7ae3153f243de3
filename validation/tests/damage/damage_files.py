"""Gives the program damaged files, one at a time, wherever it reads files, and checks how it answers.

damage_files.py [--seed S] [--first N] [--count N] [--seconds T] [--only READER] [--keep DIR]

What is done to which file is a function of the seed and of the number of the trial: --seed S --first N --count 1 repeats
one. Ends with 1 where an answer was wrong; with --keep the files of those trials stay.
"""
import argparse
import pathlib
import shutil
import sys
import tempfile
import time

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from answers import ask, fault  # noqa: E402
from mutations import make_special  # noqa: E402
from readers import ENDS, READERS, make_whole_files  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=pathlib.Path)
    return parser.parse_args()


def check_undamaged(readers, whole, directory, environment):
    """Files that are whole are read: otherwise a trial would say nothing of what comes behind the first refusal."""
    for reader in readers:
        directory.mkdir()
        reader.prepare(whole, directory)
        code, _, error = ask(reader.arguments(False), directory, environment)
        assert code in ENDS or reader.name == "info of converge", (reader.name, code, error)
        shutil.rmtree(directory)


def tried(reader, chance, whole, directory, environment):
    """(what was done, code, stderr, fault) of one trial."""
    path = reader.prepare(whole, directory)
    done = make_special(chance, path) if chance.random() < 0.02 else reader.mutate(chance, path)
    dry = chance.random() < 0.5
    code, _, error = ask(reader.arguments(dry), directory, environment)
    wrong = fault(code, error, reader.codes)
    if not wrong and code == 2 and (directory / "out").exists():
        wrong = "wrote something and refused the input"
    return done, code, error, wrong


def report(number, reader, done, code, error, wrong):
    print(f"{number} {reader.name}: {done}\n    {wrong} (code {code}): {error[:600]!r}", flush=True)


def main():
    options = arguments()
    readers = [reader for reader in READERS if options.only in reader.name]
    end, findings, codes = time.monotonic() + options.seconds, 0, {}
    with tempfile.TemporaryDirectory(prefix="loschmidt-") as scratch:
        scratch = pathlib.Path(scratch)
        whole, environment = scratch / "whole", {"OMPI_MCA_orte_tmpdir_base": str(scratch)}
        whole.mkdir()
        make_whole_files(whole)
        check_undamaged(readers, whole, scratch / "trial", environment)
        number = options.first
        while number < options.first + options.count and time.monotonic() < end:
            reader, directory = readers[number % len(readers)], scratch / "trial"
            directory.mkdir()
            done, code, error, wrong = tried(reader, np.random.default_rng([options.seed, number]), whole, directory, environment)
            codes[code] = codes.get(code, 0) + 1
            if wrong:
                findings += 1
                report(number, reader, done, code, error, wrong)
                if options.keep:
                    shutil.copytree(directory, options.keep / str(number), symlinks=True)
            shutil.rmtree(directory)
            number += 1
    print(f"{number - options.first} damaged files, exit codes {codes}, {findings} wrong answers")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
