#!/usr/bin/python3
"""What a user would otherwise write: Scharfetter–Gummel rates and Crank–Nicolson steps for the
variance-preserving diffusion, dm/dτ = Qᵀm in the clock τ = ∫β dt, with SciPy's banded solver on one
axis and PETSc's BiCGStab with ILU (petsc4py) on two. Prints seconds (on one axis
the median of 21 times), L1 errors against the exact cell masses, and the largest memory of the
process.

usage: fokker_planck_by_hand.py 1d CELLS STEPS | 2d CELLS STEPS"""
import resource
import statistics
import sys
import time

import numpy as np
from scipy.linalg import solve_banded
from scipy.sparse import coo_matrix
from scipy.special import erfc

STD = 0.25


def clock(t):
    return 0.1 * t + 9.95 * t * t


def gaussian_masses(edges, mean, std):
    z = (edges - mean) / (std * np.sqrt(2))
    left, right = z[:-1], z[1:]
    flip = left < 0  # differences of the smaller tails
    return 0.5 * np.where(flip, erfc(-right) - erfc(-left), erfc(left) - erfc(right))


def law(t, means):
    """Scaled means and the standard deviation of the Gaussians at time t."""
    m = np.exp(-0.5 * clock(t))
    return m * np.asarray(means), np.sqrt(1 - (1 - STD**2) * m * m)


def bernoulli(z):
    small = np.abs(z) < 1e-5
    safe = np.where(small, 1.0, z)
    return np.where(small, 1 - z / 2 + z * z / 12, safe / np.expm1(safe))


def rates(edges):
    """Per unit of clock, drift −x/2 and D = 1: up from cell i to i + 1, down back."""
    h = edges[1] - edges[0]
    z = -edges[1:-1] * h
    return 0.5 / h**2 * bernoulli(-z), 0.5 / h**2 * bernoulli(z)


def one_axis(cells, steps):
    runs = [solved_on_one_axis(cells, steps) for _ in range(21)]
    report(statistics.median(seconds for seconds, _ in runs), runs[0][1])


def solved_on_one_axis(cells, steps):
    start = time.perf_counter()
    edges = np.linspace(-8, 8, cells + 1)
    up, down = rates(edges)
    exact = lambda t: sum(0.5 * gaussian_masses(edges, m, law(t, [-2, 2])[1])
                          for m in law(t, [-2, 2])[0])
    out = np.zeros(cells)
    out[:-1] += up
    out[1:] += down
    mass = exact(0)
    snapshots = []
    band = np.zeros((3, cells))
    times = np.linspace(0, 1, steps + 1)
    for k in range(steps):
        c = 0.5 * (clock(times[k + 1]) - clock(times[k]))
        right = mass * (1 - c * out)
        right[1:] += c * up * mass[:-1]
        right[:-1] += c * down * mass[1:]
        band[0, 1:] = -c * down
        band[1] = 1 + c * out
        band[2, :-1] = -c * up
        mass = solve_banded((1, 1), band, right, overwrite_ab=True, overwrite_b=True,
                            check_finite=False)
        if (k + 1) % (steps // 20) == 0:
            snapshots.append((times[k + 1], mass.copy()))
    seconds = time.perf_counter() - start
    return seconds, [(t, m, exact(t)) for t, m in snapshots if t in (0.05, 0.3, 1.0)]


def generator(cells, up, down):
    """Qᵀ on cells², x fastest, as SciPy's CSR."""
    number = np.arange(cells * cells, dtype=np.int32).reshape(cells, cells)
    rows, columns, values = [], [], []

    def couple(source, target, rate):  # mass leaves source for target
        rate = np.broadcast_to(rate, source.shape).ravel()
        rows.extend([target.ravel(), source.ravel()])
        columns.extend([source.ravel(), source.ravel()])
        values.extend([rate, -rate])

    couple(number[:, :-1], number[:, 1:], up)
    couple(number[:, 1:], number[:, :-1], down)
    couple(number[:-1], number[1:], up[:, None])
    couple(number[1:], number[:-1], down[:, None])
    q = coo_matrix((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))).tocsr()
    q.sum_duplicates()
    return q


def stepper(q):
    """step(mass, c): half of Crank–Nicolson's step 2c on each side."""
    from petsc4py import PETSc
    matrix = PETSc.Mat().createAIJ(q.shape, csr=(q.indptr, q.indices, q.data))
    system = matrix.duplicate(copy=True)
    mass, right = matrix.createVecs()
    solver = PETSc.KSP().create()
    solver.setType("bcgs")
    solver.getPC().setType("ilu")
    solver.setTolerances(rtol=1e-8, atol=1e-300)
    solver.setInitialGuessNonzero(True)

    def step(c):
        matrix.mult(mass, right)
        right.aypx(c, mass)
        matrix.copy(system)
        system.scale(-c)
        system.shift(1.0)
        solver.setOperators(system)
        solver.solve(right, mass)

    return mass, step


def two_axes(cells, steps):
    sys.path.append("/usr/lib/petsc/lib/python3/dist-packages")  # Debian's, where no link leads to it
    import petsc4py
    petsc4py.init([])
    start = time.perf_counter()
    edges = np.linspace(-6, 6, cells + 1)
    angles = np.arange(8) * np.pi / 4
    ring = 2 * np.stack([np.cos(angles), np.sin(angles)], axis=1)

    def exact(t):
        means, std = law(t, ring)
        return sum(np.outer(gaussian_masses(edges, y, std), gaussian_masses(edges, x, std))
                   for x, y in means) / 8

    mass, step = stepper(generator(cells, *rates(edges)))
    mass.setArray(exact(0).ravel())
    times = np.linspace(0, 1, steps + 1)
    kept = []
    for k in range(steps):
        step(0.5 * (clock(times[k + 1]) - clock(times[k])))
        if any(abs(times[k + 1] - t) < 1e-12 for t in (0.05, 0.5, 1.0)):
            kept.append((times[k + 1], mass.getArray().copy()))
    seconds = time.perf_counter() - start
    report(seconds, [(t, m, exact(t).ravel()) for t, m in kept])
    for t, m in kept:
        if abs(t - 0.05) < 1e-12:
            score_error(t, m.reshape(cells, cells), edges, *law(t, ring))


def score_error(t, mass, edges, means, std):
    """Root of the mean square of the error at inner faces across x, and negative cells."""
    h = edges[1] - edges[0]
    x, y = edges[1:-1][None, :], (0.5 * (edges[1:] + edges[:-1]))[:, None]
    weight = [np.exp(-((x - a)**2 + (y - b)**2) / (2 * std**2)) for a, b in means]
    density = sum(weight)
    exact = sum(w * (a - x) for w, (a, b) in zip(weight, means)) / (std**2 * np.maximum(density, 1e-300))
    with np.errstate(invalid="ignore", divide="ignore"):
        score = np.log(mass[:, 1:] / mass[:, :-1]) / h
    fine = np.isfinite(score)
    share = np.where(fine, density, 0)
    error = np.sqrt(np.sum(share * np.where(fine, score - exact, 0)**2) / np.sum(share))
    print(f"score_error({t:.2f}) {error:.2e}\nnegative_cells({t:.2f}) {np.sum(mass < 0)}")


def report(seconds, snapshots):
    print(f"seconds {seconds:.4f}")
    for t, mass, exact in snapshots:
        print(f"error_l1({t:.2f}) {np.abs(mass - exact).sum():.2e}")
    print(f"memory_mb {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


if __name__ == "__main__":
    {"1d": one_axis, "2d": two_axes}[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]))
