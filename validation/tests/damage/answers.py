"""What the program must answer to whatever it is given: a documented exit code, and one line where it fails."""
import os
import re
import resource
import signal
import subprocess

from running import PROGRAM

MOST_SECONDS = 30  # of computing; on the clock it may take longer, on a machine with much else to do
MOST_ON_THE_CLOCK = 180
LONGEST = 400
# What a library says when nobody has asked it first.
LIBRARY = re.compile(r"std::|vector::|_M_|filesystem error|bad_alloc|basic_string|map::at|bad optional|bad variant|Terminated")


def limit_time():
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def ask(arguments, directory, environment):
    """(exit code, stdout, stderr) of the program in a directory; the code is None where it did not end in time."""
    try:
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, cwd=directory, timeout=MOST_ON_THE_CLOCK,
                              check=False, env=os.environ | environment, preexec_fn=limit_time)
    except subprocess.TimeoutExpired:
        return None, "", ""
    error = "".join(line for line in done.stderr.decode(errors="replace").splitlines(keepends=True) if not line.startswith("[hwloc/"))
    return done.returncode, done.stdout.decode(errors="replace"), error


def fault(code, error, codes):
    """What is wrong with an answer; empty where nothing is."""
    if code is None or code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"did not end within {MOST_SECONDS} s"
    if code < 0:
        return f"died of {signal.Signals(-code).name}"
    if code not in codes:
        return f"ended with {code}"
    if code not in (2, 3, 4):
        return f"ended with {code}, but said something" if error else ""
    lines = error.removesuffix("\n").split("\n")
    if len(lines) != 1 or not lines[0].startswith("loschmidt: "):
        return f"said {len(lines)} lines"
    if len(error) > LONGEST + 1:
        return f"said {len(error)} characters"
    return "let a library speak" if LIBRARY.search(error) else ""
