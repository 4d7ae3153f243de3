#!/usr/bin/python3
"""Eight Gaussians on [−6, 6]²: seconds from start to written file and the errors of what is in it, of
Loschmidt with extrapolation and of Crank–Nicolson written by hand, in turn, medians.

usage: eight_gaussians.py LOSCHMIDT [CELLS [ROUNDS]]"""
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import h5py
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
CASE = HERE.parents[1] / "cases" / "vp_eight_gaussians.toml"
# The forward density and nothing else: one particle, since none is not a number of particles.
KEYS = ["validation.roads=[\"forward\"]", "reverse.particles=1", "reverse.steps=1", "time.stop=0.05",
        "time.snapshots=[0.0, 0.05, 0.5, 1.0]", "solver.extrapolation=true"]


def seconds(command):
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 5):  # 5: no verdict without a way back
        sys.exit(done.stderr)
    return time.perf_counter() - start, done.stdout


def main():
    program, cells = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 40
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # Without the exact law, whose evaluation is no part of the solution, for the time;
        # with it for the errors.
        plain = folder / "plain.toml"
        plain.write_text(re.sub(r"\[exact\].*?(?=\n\[)", "", CASE.read_text(), flags=re.S))
        words = [w for key in KEYS for w in ("--set", key)] + ["--set", f"mesh.cells=[{cells}, {cells}]"]
        own, hand = [], []
        for _ in range(rounds):
            own.append(seconds([program, "run", plain, "-o", folder / "plain", "--quiet", *words])[0])
            took, text = seconds(["/usr/bin/python3", HERE / "fokker_planck_by_hand.py", "2d", "256", "200"])
            hand.append(took)
        seconds([program, "run", CASE, "-o", folder / "exact", "--quiet", *words])
        with h5py.File(folder / "plain/run.h5") as a, h5py.File(folder / "exact/run.h5") as b:
            assert np.array_equal(a["/forward/density"], b["/forward/density"])
            errors = zip(b["/forward/time"], b["/forward/error_l1"], b["/forward/error_score"])
            for t, l1, score in errors:
                print(f"Loschmidt {cells}²+{2 * cells}²: t = {t:.2f}: L1 {l1:.2e}, score {score:.2e}")
        print("by hand 256² × 200:\n" + text, end="")
        print(f"seconds, whole program: Loschmidt {statistics.median(own):.3f}, by hand "
              f"{statistics.median(hand):.3f}, ratio {statistics.median(hand) / statistics.median(own):.1f}")


if __name__ == "__main__":
    main()
