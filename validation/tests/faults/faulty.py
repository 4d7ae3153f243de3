"""What breaks a run on purpose: full disks, file size limits, damaged writes, little memory, killed ranks."""
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import h5py

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, MPIEXEC, PROGRAM, settings  # noqa: E402

SHIM = os.environ.get("LOSCHMIDT_FAULT_SHIM", "")
SECONDS = 120  # a run takes one or two; after so many it hangs
# On every road, with checkpoints and densities on disk.
KEYS = {"mesh__cells": "[32, 32]", "reverse__particles": 2e4, "reverse__steps": 16, "time__snapshots": 5,
        "output__checkpoint": 0.05, "output__history_memory": 0.05}
COMMAND = ["run", str(CASES / "vp_eight_gaussians.toml"), "--quiet", *settings(**KEYS)]
COMPLETE = (0, 1, 5)


class Outcome:
    """How a run ended: its exit code, None where it hung, and the program's own messages."""

    def __init__(self, code, stderr):
        self.code = code
        self.messages = [line for line in stderr.splitlines() if line.startswith("loschmidt: ")]
        self.stderr = stderr


def launched(arguments, ranks, limit=""):
    """limit: arguments of ulimit for the ranks alone, not for mpirun."""
    launcher = [] if ranks == 1 else [MPIEXEC, "-n", str(ranks)]
    limited = ["bash", "-c", f'ulimit {limit}; exec "$@"', "bash"] if limit else []
    return [*launcher, *limited, PROGRAM, *map(str, arguments)]


@contextlib.contextmanager
def started(command, environment=None):
    """The process in a group of its own, which is ended however this ends."""
    with tempfile.TemporaryDirectory(prefix="ompi-") as files:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                   start_new_session=True,
                                   env=os.environ | {"OMPI_MCA_orte_tmpdir_base": files} | (environment or {}))
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def outcome_of(process):
    try:
        stderr = process.communicate(timeout=SECONDS)[1]
        return Outcome(process.returncode, stderr)
    except subprocess.TimeoutExpired:
        return Outcome(None, "")


def run(out, ranks, restart=False, environment=None, limit="", keys=()):
    command = launched([*COMMAND, "-o", out, *keys, *(["--restart"] if restart else [])], ranks, limit)
    with started(command, environment) as process:
        return outcome_of(process)


def results(out):
    found = {}

    def keep(name, item):
        if isinstance(item, h5py.Dataset) and name.split("/")[0] in ("mesh", "forward", "reverse", "compare"):
            found[name] = item[()].tobytes()
    with h5py.File(out / "run.h5") as f:
        f.visititems(keep)
    return found


def can_mount():
    return subprocess.run([*namespace(), "true"], capture_output=True, check=False).returncode == 0


def namespace():
    """Where a file system can be mounted without a trace outside."""
    return ["unshare", "--mount", "--map-root-user"] if os.geteuid() != 0 else ["unshare", "--mount"]


# $1 size of the disk, $2 it, $3 what is on it at first, $4 what to keep of it afterwards; then the run. The disk grows
# for what comes second, the same run with --restart.
ON_SMALL_DISK = """
size=$1 disk=$2 before=$3 after=$4; shift 4
mount -t tmpfs -o size=$size none "$disk" && cp -a "$before/." "$disk/" || exit 99
timeout --signal=KILL {seconds} "$@"; echo $? > "$after/code"
cp -a "$disk/." "$after/first/" 2>/dev/null
mount -o remount,size=256M "$disk"
[ -e "$disk/verdict.json" ] || set -- "$@" --restart
timeout --signal=KILL {seconds} "$@" 2> "$after/restarted"; echo $? > "$after/code_restarted"
cp -a "$disk/run.h5" "$after/run.h5"
"""


class SmallDisk:
    """One run on a disk of its own size, then the same on a large one, with --restart unless a verdict is there. Both
    are over when this exists."""

    def __init__(self, place, size, ranks, before):
        self.after = place / "after"
        for path in (place / "disk", self.after, self.after / "first"):
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir(parents=True)
        command = launched([*COMMAND, "-o", place / "disk"], ranks)
        script = ON_SMALL_DISK.format(seconds=SECONDS)
        with started([*namespace(), "bash", "-c", script, "bash", str(size), str(place / "disk"), str(before),
                      str(self.after), *command]) as process:
            stderr = process.communicate(timeout=3 * SECONDS)[1]
        self.first = Outcome(self.code("code"), stderr)
        self.restarted = self.code("code_restarted")

    def code(self, name):
        code = int((self.after / name).read_text())
        return None if code == 137 else code


def kill_one_rank(out, ranks, after, chance, restart):
    """Kills a rank some seconds after the start: one of mpirun's children, or the process itself where it has none."""
    command = launched([*COMMAND, "-o", out, *(["--restart"] if restart else [])], ranks)
    with started(command) as process:
        time.sleep(after)
        below = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False).stdout.split()
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(chance.choice(below)) if below else process.pid, signal.SIGKILL)
        return outcome_of(process)
