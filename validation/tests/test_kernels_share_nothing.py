"""Object files of the same functions for different instructions must define none in common: the
linker would keep one, and an old processor might meet new instructions. Arguments: the files."""
import subprocess
import sys

shared = []
for path in sys.argv[1:]:
    for line in subprocess.run(["nm", "-C", path], check=True, capture_output=True,
                               text=True).stdout.splitlines():
        kind, _, name = line[17:].partition(" ")
        # T: defined for all; W, V, u: one of several definitions is kept.
        if kind in "TWVu":
            shared.append(f"{path}: {name}")
if len(sys.argv) < 2 or shared:
    sys.exit("functions that kernels could share:\n" + "\n".join(shared[:9]))
