"""Runs that start from samples and from earlier runs."""
import pathlib
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import INPUT, RunTest, VERIFIED, dataset, main  # noqa: E402

PLANE = """
[mesh]
lower = [-5.0, 0.0]
upper = [5.0, 6.0]
cells = [50, 48]
boundary = ["reflecting", "periodic"]
[sde]
drift = ["-x", "0.5"]
diffusion = 1
[initial]
{initial}
[time]
end = 1.0
snapshots = 3
[reverse]
particles = 1e5
steps = 50
"""

LINE = """
[mesh]
lower = [-5.0]
upper = [5.0]
cells = [{cells}]
grading = [{{ kind = "sinh", center = 0.5, strength = 1.5 }}]
[sde]
drift = ["-x + 0.3*sin(x)"]
diffusion = "1 + 0.2*cos(x)"
[initial]
{initial}
[time]
start = {start}
end = {end}
stop = {stop}
snapshots = 2
[reverse]
particles = 1e5
steps = 50
[validation]
roads = ["ensemble"]
"""
GAUSSIAN = "mixture = [{ weight = 1, mean = [1.0], std = [0.5] }]"


def line(start=0.0, end=1.0, stop=None, initial=GAUSSIAN, cells=128):
    return LINE.format(start=start, end=end, stop=start if stop is None else stop, initial=initial, cells=cells)


class InitialLaws(RunTest):
    def points(self, n=20000):
        rng = np.random.default_rng(5)
        return np.column_stack([0.8 * rng.standard_normal(n), rng.uniform(-12, 12, n)])

    def test_a_table_and_a_dataset_of_the_same_points(self):
        points = self.points()
        np.savetxt(self.directory / "points.csv", points, delimiter=",", header="x,y", comments="", fmt="%.17g")
        with h5py.File(self.directory / "points.h5", "w") as f:
            f["group/points"] = points
        runs = [self.run_case(self.write_case(PLANE.format(initial=f'samples = "{name}"')), VERIFIED, name=f"ranks-{ranks}",
                              ranks=ranks) for name, ranks in (("points.csv", 2), ("points.h5:/group/points", None))]
        density = [dataset(run, "/forward/density") for run in runs]
        np.testing.assert_array_equal(density[0], density[1])
        counts, _, _ = np.histogram2d(points[:, 1] % 6, points[:, 0], bins=[np.linspace(0, 6, 49),
                                                                            np.linspace(-5, 5, 51)])
        np.testing.assert_allclose(density[0][0] * 0.2 * 0.125 * len(points), counts, atol=1e-9)
        # Single points have no score: the way back ends once the noise has crossed two cells.
        stop = dataset(runs[0], "/reverse/time")[-1]
        self.assertGreaterEqual(np.sqrt(stop), 2 * 0.2)
        self.assertLess(np.sqrt(stop), 2 * 0.2 * 1.02)

    def test_two_runs_in_turn_are_one(self):
        whole = self.run_case(self.write_case(line()), name="whole")
        first = self.run_case(self.write_case(line(end=0.25)), name="first")
        text = line(start=0.25, stop=0.5, initial='file = "first/run.h5"')
        second = self.run_case(self.write_case(text), VERIFIED, ranks=2, name="second")
        self.assertEqual(dataset(first, "/forward/time")[-1], 0.25)
        for path in ("/forward/density", "/forward/score"):
            a, b = dataset(whole, path)[-1], dataset(second, path)[-1]
            # Two exponentials for one: each is right to 1e-13 relative to every cell.
            np.testing.assert_allclose(b, a, rtol=1e-10, atol=1e-10 if path.endswith("score") else 0)
        # The resolved case, with its absolute path, says the same again.
        with h5py.File(second / "run.h5") as f:
            again = self.run_case(self.write_case(f["/input/resolved"][()].decode()), VERIFIED, name="again")
        np.testing.assert_array_equal(dataset(again, "/forward/density"), dataset(second, "/forward/density"))

    def test_an_earlier_run_extrapolated(self):
        self.run_case(self.write_case(line(end=0.25)), name="first")
        text = line(start=0.25, stop=0.5, initial='file = "first/run.h5"')
        plain = self.run_case(self.write_case(text), name="plain")
        better = self.run_case(self.write_case(text), VERIFIED, name="better", solver__extrapolation="true")
        # Both start from the same cell averages and end close to each other.
        a, b = (dataset(run, "/forward/density") for run in (plain, better))
        self.assertLess(np.max(abs(a[0] - b[0])) / np.max(a), 1e-2)
        self.assertLess(np.max(abs(a[-1] - b[-1])) / np.max(a), 1e-3)

    def check_refused(self, initial, *parts, cells=128):
        self.run_case(self.write_case(line(initial=initial, cells=cells)), INPUT, name="refused")
        self.assertFalse((self.directory / "refused").exists())
        for part in parts:
            self.assertIn(part, self.last.stderr)

    def test_wrong_files_end_with_code_2_and_nothing_written(self):
        with h5py.File(self.directory / "points.h5", "w") as f:
            f["plane"] = np.zeros((5, 2))
            f["text"] = "text"
            f["nan"] = np.array([0.1, np.nan])
            f["outside"] = np.array([0.1, 7.0])
            f["empty"] = np.zeros((0, 1))
        for path, part in (("plane", "(5, 2)"), ("text", "no numbers"), ("none", "has no dataset /none"),
                           ("nan", "point 1 has the coordinate nan"), ("outside", "5.0e-01 of the initial mass"),
                           ("empty", "there is no point")):
            self.check_refused(f'samples = "points.h5:/{path}"', "initial.samples: ", part)
        self.check_refused('file = "points.h5"', "initial.file: ", "not a run file")
        self.run_case(self.write_case(line()), name="first")
        self.check_refused('file = "first/run.h5"', "has 128 cells along x, this one 64", cells=64)
        with h5py.File(self.directory / "first" / "run.h5", "a") as f:
            f["/mesh/x_edges"][7] += 1e-9
        self.check_refused('file = "first/run.h5"', "edge 7 of the cells along x")
        with h5py.File(self.directory / "first" / "run.h5", "a") as f:
            f["/mesh/x_edges"][7] -= 1e-9
            f["/forward/density"][-1, 3] = -1e-3
        self.check_refused('file = "first/run.h5"', "is -0.001 in a cell")
        with h5py.File(self.directory / "first" / "run.h5", "a") as f:
            f["/forward"].attrs["written"] = 0
        self.check_refused('file = "first/run.h5"', "no snapshot yet")


if __name__ == "__main__":
    main()
