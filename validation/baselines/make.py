#!/usr/bin/python3
"""Makes or renews baselines: make.py --reason "why the numbers change" CASE... (or: all).

Runs each case, reduced as reduced.py says, on one rank with the program named by LOSCHMIDT (default:
build/release/app/loschmidt), keeps what `loschmidt compare` reads, and notes the reason in README.md."""
import argparse
import datetime
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap

import h5py
import numpy as np

from reduced import CASES, ROOT, baseline, names, overrides

GROUPS = ("mesh", "forward", "reverse", "compare")
README = pathlib.Path(__file__).with_name("README.md")


def copy_group(source, target):
    """Datasets without units, names and scales: baselines are compared, not read."""
    target.attrs.update({key: value for key, value in source.attrs.items() if key == "written"})
    for name, item in source.items():
        if isinstance(item, h5py.Group):
            copy_group(item, target.create_group(name))
        else:
            copy = target.create_dataset(name, data=item[()], compression="gzip", shuffle=True)
            if "boundary" in item.attrs:  # `loschmidt info` shows it
                copy.attrs["boundary"] = item.attrs["boundary"]


def keep(run, file, name, words):
    """The part of run.h5 that is compared; paths of this machine left out."""
    with h5py.File(run, "r") as source, h5py.File(file, "w", libver="v110") as target:
        # A value that is overwritten stays in the file's bytes, so what has paths is never copied.
        target.attrs.update({key: value for key, value in source.attrs.items() if key != "command_line"})
        target.attrs["command_line"] = " ".join(["loschmidt", "run", f"cases/{name}.toml", *words])
        resolved = source["/input/resolved"][()].decode().replace(f"{run.parent}", "").replace(f"{ROOT}/", "")
        target["/input/resolved"] = np.bytes_(resolved.encode())
        for group in GROUPS:
            copy_group(source[group], target.create_group(group))


def make(program, name):
    words = overrides(name)
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([program, "run", CASES / f"{name}.toml", "-o", out, "--quiet", *words],
                              capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1, 5):
            sys.exit(f"{name}: exit code {done.returncode}\n{done.stderr}")
        keep(pathlib.Path(out) / "run.h5", baseline(name), name, words)
    print(f"{name}: {baseline(name).stat().st_size} bytes")


def note(cases, reason, program):
    words = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[:2]
    which = "all" if cases == names() else ", ".join(cases)
    with README.open("a") as readme:
        entry = f"- {datetime.date.today()}, {which}: {reason} ({' '.join(words)})"
        readme.write(textwrap.fill(entry, 112, subsequent_indent="  ", break_long_words=False,
                                   break_on_hyphens=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reason", required=True, help="why these numbers are right and the old ones are not; goes into README.md")
    parser.add_argument("cases", nargs="+", metavar="CASE", choices=names() + ["all"], help="names in cases/, or all")
    arguments = parser.parse_args()
    if len(arguments.reason.split()) < 3:
        parser.error("--reason must say why, in a few words")
    program = os.environ.get("LOSCHMIDT", str(ROOT / "build/release/app/loschmidt"))
    cases = names() if "all" in arguments.cases else sorted(set(arguments.cases))
    for name in cases:
        make(program, name)
    note(cases, arguments.reason, program)


if __name__ == "__main__":
    main()
