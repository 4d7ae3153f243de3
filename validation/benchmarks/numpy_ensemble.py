"""Reverse Euler–Maruyama in NumPy, the way one would write it: one array per coordinate, drift
looked up in a table with uniform nodes or from the formula of two Gaussians' score, a fresh array
of normals per step. Prints millions of particle-steps per second, the median of several steps."""
import statistics
import time

import numpy as np


def rate(particles, repeats, step):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return particles / statistics.median(times) / 1e6


def one_dimension(particles=1_000_000, nodes=2048, repeats=15):
    rng = np.random.default_rng(1)
    grid = np.linspace(-8, 8, nodes)
    table = -0.5 * grid
    x = rng.standard_normal(particles)
    inverse = (nodes - 1) / 16

    def step():
        u = (x + 8) * inverse
        i = np.clip(u.astype(np.int64), 0, nodes - 2)
        b = table[i] + (u - i) * (table[i + 1] - table[i])
        x[:] += b * 1e-3 + 0.0316 * rng.standard_normal(particles)

    def step_by_interp():
        x[:] += np.interp(x, grid, table) * 1e-3 + 0.0316 * rng.standard_normal(particles)

    def step_by_formula():  # means ±2, variance 1/4
        score = 4 * (2 * np.tanh(8 * x) - x)
        x[:] += (0.5 * x + score) * 1e-3 + 0.0316 * rng.standard_normal(particles)

    return [rate(particles, repeats, s) for s in (step, step_by_interp, step_by_formula)]


def two_dimensions(particles=1_000_000, nodes=257, repeats=9):
    rng = np.random.default_rng(1)
    grid = np.linspace(-6, 6, nodes)
    table = np.stack(np.meshgrid(-0.5 * grid, -0.5 * grid, indexing="ij"), axis=-1)
    x = rng.standard_normal((particles, 2))
    inverse = (nodes - 1) / 12

    def step():
        u = (x + 6) * inverse
        i = np.clip(u.astype(np.int64), 0, nodes - 2)
        f = (u - i)[:, :, None]
        a, b = i[:, 0], i[:, 1]
        low = table[a, b] * (1 - f[:, 1]) + table[a, b + 1] * f[:, 1]
        high = table[a + 1, b] * (1 - f[:, 1]) + table[a + 1, b + 1] * f[:, 1]
        x[:] += (low * (1 - f[:, 0]) + high * f[:, 0]) * 1e-3
        x[:] += 0.0316 * rng.standard_normal((particles, 2))

    return rate(particles, repeats, step)


if __name__ == "__main__":
    by_index, by_interp, by_formula = one_dimension()
    print(f"1d {by_index:.1f}\n1d_interp {by_interp:.1f}\n1d_formula {by_formula:.1f}")
    print(f"2d {two_dimensions():.2f}")
