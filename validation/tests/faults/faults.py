"""Runs that meet a fault: how they end, what they say, what survives. The table of docs/reliability.md.

    faults.py [--full] [--write docs/reliability.md]
"""
import argparse
import collections
import json
import pathlib
import random
import shutil
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from faulty import (COMPLETE, SHIM, SmallDisk, can_mount, kill_one_rank, results, run)  # noqa: E402

Row = collections.namedtuple("Row", "fault ranks runs codes survived")


class Faults:
    def __init__(self, directory, full):
        self.directory, self.full, self.rows, self.wrong = directory, full, [], []
        self.chance = random.Random(82)
        whole = run(directory / "whole", 1)
        assert whole.code in COMPLETE, whole.stderr
        self.code, self.expected = whole.code, results(directory / "whole")
        # An earlier run of another seed, which is in the directory when a fault comes.
        earlier = run(directory / "earlier", 1, keys=["--set", "reverse.seed=83"])
        assert earlier.code in COMPLETE, earlier.stderr
        self.earlier = results(directory / "earlier")

    def check(self, true, what):
        if not true:
            self.wrong.append(what)
            print("WRONG:", what, flush=True)

    def fresh(self, name="run"):
        out = self.directory / name
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(self.directory / "earlier", out)
        return out

    def check_end(self, what, end, codes, messages=1):
        self.check(end.code is not None, f"{what}: hangs")
        self.check(end.code in (*codes, self.code), f"{what}: exit code {end.code}\n{end.stderr}")
        wanted = messages if end.code in codes else 0
        self.check(len(end.messages) == wanted, f"{what}: {len(end.messages)} messages for code {end.code}\n{end.stderr}")
        self.check(all(": " in m and "std::" not in m and "_M_" not in m for m in end.messages), f"{what}: {end.messages}")

    def state(self, out):
        """What of a directory that held a complete earlier run is there now."""
        if not (out / "run.h5").exists():
            return "nothing"
        try:
            found = results(out)
        except OSError:
            return "an unreadable run.h5"
        verdict = (out / "verdict.json").exists()
        if verdict:
            json.loads((out / "verdict.json").read_text())
        if found == self.earlier:
            return "the earlier run" if verdict else "the earlier run, no verdict"
        if found == self.expected and verdict:
            return "the new run"
        return "the new run so far" if not verdict else "a verdict without its run"

    def check_state(self, what, state, end):
        allowed = {"the new run"} if end.code in COMPLETE else {"the earlier run", "the earlier run, no verdict", "the new run so far"}
        self.check(state in allowed, f"{what}: left {state} with exit code {end.code}")

    def check_restart(self, what, out, ranks):
        # A complete run of another case is not continued (exit code 2): the new one then begins.
        end = run(out, ranks, restart=not (out / "verdict.json").exists())
        self.check(end.code == self.code, f"{what}: --restart ends with {end.code}\n{end.stderr}")
        self.check(end.code is not None and results(out) == self.expected, f"{what}: --restart gives other datasets")

    def add(self, fault, ranks, ends, states):
        codes = collections.Counter("hangs" if end.code is None else end.code for end in ends)
        text = ", ".join(f"{code} ({n})" if len(codes) > 1 else str(code) for code, n in sorted(codes.items(), key=str))
        kept = ", ".join(f"{state} ({n})" if len(collections.Counter(states)) > 1 else state
                         for state, n in collections.Counter(states).most_common())
        self.rows.append(Row(fault, ranks, len(ends), text, kept))
        print(self.rows[-1], f"{time.monotonic() - self.began:.0f} s", flush=True)

    def disks(self):
        if not can_mount():
            print("no disk of a chosen size can be mounted here: left out")
            return
        used = sum(f.stat().st_blocks * 512 for f in (self.directory / "earlier").rglob("*"))
        sizes = [used + int(2 ** (13 + 10.5 * k / 19)) for k in range(20)] if self.full else [used + (1 << k) for k in (14, 18, 21)]
        for ranks in (1, 3):
            ends, states = [], []
            for size in sizes:
                what = f"a disk of {size} bytes on {ranks} ranks"
                disk = SmallDisk(self.directory / "small", size // 4096 * 4096, ranks, self.directory / "earlier")
                self.check_end(what, disk.first, (4,))
                ends.append(disk.first)
                states.append(self.state(disk.after / "first"))
                self.check_state(what, states[-1], disk.first)
                self.check(disk.restarted == self.code, f"{what}: --restart ends with {disk.restarted}\n{(disk.after / 'restarted').read_text()}")
                self.check(results(disk.after) == self.expected, f"{what}: --restart gives other datasets")
            self.add("disk full", ranks, ends, states)

    def limited(self, fault, ranks, codes, variants):
        """variants: (what, keyword arguments of the run)."""
        ends, states = [], []
        for what, how in variants:
            out = self.fresh()
            end = run(out, ranks, **how)
            self.check_end(f"{fault}, {what} on {ranks} ranks", end, codes)
            ends.append(end)
            states.append(self.state(out))
            self.check_state(f"{fault}, {what} on {ranks} ranks", states[-1], end)
            self.check_restart(f"{fault}, {what} on {ranks} ranks", out, ranks)
        self.add(fault, ranks, ends, states)

    def file_sizes(self):
        """One rank: OpenMPI's own files break before the program's where there are several."""
        sizes = [4 << k for k in range(12)] if self.full else [16, 64, 256]
        self.limited("file size limit (ulimit -f)", 1, (4,), [(f"{n} kB", {"limit": f"-f {n}"}) for n in sizes])

    def shim(self, **how):
        counter = self.directory / "counter"
        counter.unlink(missing_ok=True)
        return {"LD_PRELOAD": SHIM, "FAULT_DIRECTORY": str(self.directory / "run"), "FAULT_COUNTER": str(counter),
                **{f"FAULT_{name}": str(value) for name, value in how.items()}}

    def writes(self):
        for ranks in (1, 3):
            self.limited("short writes", ranks, (4,), [("all", {"environment": self.shim(SHORT=1)})])
            numbers = [int(1.6 ** k) for k in range(15)] if self.full else [3, 60, 175]
            self.limited("broken disk (EIO)", ranks, (4,),
                         ((f"from write {n}", {"environment": self.shim(EIO=n)}) for n in numbers))

    def memory(self):
        """From what libraries and MPI need before the program begins."""
        for ranks, sizes in ((1, range(180, 280, 10)), (2, range(220, 420, 20))):
            for megabytes in sizes if self.full else sizes[2::5]:
                self.limited(f"ulimit -v {megabytes} MB", ranks, (2, 4), [("", {"limit": f"-v {megabytes}000"})])
            self.limited("output.memory = 0.5", ranks, (2,), [("", {"keys": ["--set", "output.memory=0.5"]})])

    def lost_directory(self):
        for ranks in (1, 3):
            ends = []
            for k in range(5 if self.full else 1):
                out = self.fresh()
                thief = threading.Timer(self.chance.uniform(0.3, 1.5) * self.seconds(ranks), lambda o=out: shutil.rmtree(o, ignore_errors=True))
                thief.start()
                end = run(out, ranks)
                thief.join()
                self.check(end.code is not None and end.code in (4, *COMPLETE), f"lost directory on {ranks} ranks: {end.code}\n{end.stderr}")
                self.check(len(end.messages) <= 1, f"lost directory: {end.messages}")
                ends.append(end)
                self.check_restart("lost directory", out, ranks)
            self.add("directory removed while it runs", ranks, ends, ["nothing, as asked"])

    def seconds(self, ranks):
        """What a run takes now."""
        began = time.monotonic()
        run(self.directory / "timing", ranks)
        shutil.rmtree(self.directory / "timing")
        return time.monotonic() - began

    def kills(self):
        for ranks in (1, 3):
            ends, states, seconds = [], [], self.seconds(ranks)
            out, fresh = self.fresh(), True
            for k in range(30 if self.full else 3):
                going_on = not fresh and not (out / "verdict.json").exists()
                end = kill_one_rank(out, ranks, self.chance.uniform(0.1, 1) * seconds, self.chance, going_on)
                self.check(end.code is not None, f"a kill on {ranks} ranks: hangs")
                self.check(not end.messages, f"a kill on {ranks} ranks: {end.messages}")
                ends.append(end)
                states.append(self.state(out))
                self.check_state(f"kill {k} on {ranks} ranks", states[-1], end)
                # Every second one is killed again while it goes on.
                fresh = bool(k % 2) or end.code in COMPLETE
                if fresh:
                    self.check_restart(f"kill {k} on {ranks} ranks", out, ranks)
                    out = self.fresh()
            self.add("one rank killed (SIGKILL)" if ranks > 1 else "killed (SIGKILL)", ranks, ends, states)

    def all(self, only):
        self.began = time.monotonic()
        for part in (self.disks, self.file_sizes, self.writes, self.lost_directory, self.memory, self.kills):
            if only in (None, part.__name__):
                part()

    def table(self):
        lines = ["| fault | ranks | runs | exit codes (how often) | in the directory afterwards |", "|---|---|---|---|---|"]
        return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in self.rows]) + "\n"


def write(page, table):
    text = page.read_text()
    begin, end = "<!-- table: written by validation/tests/faults/faults.py -->\n", "<!-- end of the table -->"
    page.write_text(text[:text.index(begin) + len(begin)] + table + text[text.index(end):])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", help="one part, such as kills")
    parser.add_argument("--write", type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="loschmidt-") as directory:
        faults = Faults(pathlib.Path(directory), arguments.full)
        faults.all(arguments.only)
    print(faults.table())
    if arguments.write:
        write(arguments.write, faults.table())
    print(f"{sum(row.runs for row in faults.rows)} runs, {len(faults.wrong)} wrong")
    sys.exit(1 if faults.wrong else 0)


if __name__ == "__main__":
    main()
