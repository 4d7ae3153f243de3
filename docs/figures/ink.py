#!/usr/bin/env python3
"""Draws docs/figures/ink.png from a run of cases/ink.toml (needs numpy, h5py, matplotlib):

    ./run.sh && python3 docs/figures/ink.py runs/ink/run.h5
"""
import pathlib
import sys

import h5py
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402


def coarse(values, factor=2):
    """Sums over squares of cells: fewer, larger bins for a histogram."""
    n = values.shape[0] // factor
    return values.reshape(n, factor, n, factor).sum(axis=(1, 3))


def main(path):
    with h5py.File(path) as f:
        times, back = f["/forward/time"][()], f["/reverse/time"][()]
        stop = back[-1]
        shown = [0.0, 0.05, 0.2, 1.0]
        x, y = f["/mesh/x_edges"], f["/mesh/y_edges"]
        extent = (x[0], x[-1], y[0], y[-1])
        figure, axes = plt.subplots(2, 4, figsize=(8, 4.2), constrained_layout=True)
        for axis, t in zip(axes[0], shown):
            axis.imshow(f["/forward/density"][np.argmin(abs(times - t))], cmap="Greys", origin="lower", extent=extent)
            axis.set_title(f"density, t = {t:g}", fontsize=9)
        for axis, t in zip(axes[1], [stop] + shown[1:]):
            counts = f["/reverse/counts"][np.argmin(abs(back - t))].astype(float)
            axis.imshow(coarse(counts), cmap="Greys", origin="lower", extent=extent)
            axis.set_title(f"reverse particles, t = {t:.2g}", fontsize=9)
        for axis in axes.flat:
            axis.set(xlim=(-3, 3), ylim=(-3, 3), xticks=[], yticks=[])
        axes[0][0].set_ylabel("forward  →", fontsize=9)
        axes[1][0].set_ylabel("←  backward", fontsize=9)
        figure.savefig(pathlib.Path(__file__).with_name("ink.png"), dpi=100)


if __name__ == "__main__":
    main(sys.argv[1])
