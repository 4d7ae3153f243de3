"""Reverse runs whose score is not the solver's: the closed form, and fields read from files."""
import pathlib
import re
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, ENSEMBLE_ALONE, FALSIFIED, INPUT, RunTest, VERIFIED, dataset, main  # noqa: E402

CASE = "vp_two_gaussians"
PLANE = """
[mesh]
lower = [-4.0, 0.0]
upper = [4.0, 6.0]
cells = [48, 40]
boundary = ["reflecting", "periodic"]
[sde]
drift = ["-x", "0.5"]
diffusion = 1
[initial]
mixture = [{ weight = 1, mean = [0.5, 2.0], std = [0.4, 0.5] }]
[time]
end = 0.5
snapshots = 11
[reverse]
particles = 1e5
steps = 50
"""


class Reduced(RunTest):
    always = ENSEMBLE_ALONE
    particles = 100000

    def solved(self, **keys):
        """A run with the solver's score, kept at every step that the reverse run takes."""
        keys = {"reverse__particles": self.particles, **keys}
        first = self.run_case(CASE, VERIFIED, name="first", **keys)
        times = ", ".join(repr(float(t)) for t in dataset(first, "/diagnostics/time"))
        self.run_case(CASE, name="every-step", validation__roads='["ensemble"]', reverse__particles=1000,
                      time__snapshots=f"[{times}]")
        return first

    def write_field(self, score, time, name="field.h5", dtype=float):
        with h5py.File(self.directory / name, "w") as f:
            f["network/score"] = np.asarray(score, dtype)
            f["network/time"] = np.asarray(time, dtype)
        return f'"{self.directory / name}:/network/score"'

    def test_the_solvers_own_score_read_back(self):
        first = self.solved()
        path = self.directory / "every-step" / "run.h5"
        again = self.run_case(CASE, VERIFIED, ranks=2, name="again", reverse__particles=self.particles,
                              reverse__score=f'"{path}:/forward/score"')
        np.testing.assert_array_equal(dataset(again, "/compare/score/time"), dataset(first, "/reverse/time"))
        # Stops are times of the file, and values lie at cell centres in both: roundoff is left.
        self.assertLess(np.max(dataset(again, "/compare/score/score_error")), 1e-20)
        # Nothing but the interpolation from centres instead of faces differs: a few particles change cells.
        a, b = (dataset(run, "/reverse/counts")[-1].astype(float) for run in (first, again))
        moved = 0.5 * np.sum(abs(a - b)) / self.particles
        print(f"  solver's score read back: {moved:.1e} of the particles in other cells at stop")
        self.assertLess(moved, 0.1 * dataset(first, "/compare/ensemble/total_variation_floor")[-1])

    def test_linear_interpolation_in_time(self):
        keys = {"time__stop": 0.1, "reverse__particles": self.particles}
        earlier = self.run_case(CASE, name="earlier", time__snapshots=101, **keys)
        run = self.run_case(CASE, VERIFIED, name="run", reverse__score=f'"{earlier}/run.h5:/forward/score"', **keys)
        relative = dataset(run, "/compare/score/score_error") / dataset(run, "/compare/score/score_norm")
        self.assertLess(np.max(relative), 1e-6)
        # A quarter of the way between two times: 3/4 of 0.9 and 1/4 of 1.3.
        score, time = dataset(earlier, "/forward/score"), dataset(earlier, "/forward/time")
        middle = int(np.argmin(abs(time - 0.3)))
        pair = score[middle] * np.array([0.9, 1.3]).reshape(2, 1, 1)
        width = time[-1] - 0.1
        field = self.write_field(pair[::-1], [time[-1], 0.1])
        run = self.run_case(CASE, name="pair", reverse__score=field, time__snapshots=f"[{0.1 + width / 4!r}]", **keys)
        quarter, solver = dataset(run, "/compare/score/score_error")[1], dataset(run, "/forward/score")[2]
        mass = dataset(run, "/forward/density")[2] * dataset(run, "/mesh/volume")
        self.assertAlmostEqual(quarter / np.sum(mass * (score[middle] - solver)[:, 0] ** 2), 1, delta=1e-12)

    def test_ten_per_cent_are_seen_and_measured(self):
        first = self.solved()
        with h5py.File(self.directory / "every-step" / "run.h5") as f:
            score, time = f["/forward/score"][()], f["/forward/time"][()]
        # As a sampler would write it: against time, and with a dataset of times beside it.
        field = self.write_field(1.1 * score[::-1], time[::-1])
        run = self.run_case(CASE, FALSIFIED, ranks=2, name="wrong", reverse__particles=self.particles,
                            reverse__score=field)
        self.assertIn("E|s - s_solver|^2", self.last.stdout)
        self.assertRegex(self.last.stdout, r"a score wrong by [0-9.]+ % or more, everywhere and at all times, would have been")
        forward, stops = dataset(first, "/forward/time"), dataset(run, "/reverse/time")
        own = [int(np.flatnonzero(forward == t)[0]) for t in stops]
        mass = dataset(first, "/forward/density")[own] * dataset(first, "/mesh/volume")
        square = np.sum(mass * dataset(first, "/forward/score")[own][..., 0] ** 2, axis=1)
        np.testing.assert_allclose(dataset(run, "/compare/score/score_norm"), square, rtol=1e-12)
        np.testing.assert_allclose(dataset(run, "/compare/score/score_error"), 0.01 * square, rtol=1e-11)
        verdict = (run / "verdict.json").read_text()
        self.assertRegex(verdict, r'"score": \{\s*"time": \[1, ')

    def test_the_closed_form(self):
        keys = {"reverse__particles": self.particles, "reverse__score": "exact"}
        given = self.run_case(CASE, VERIFIED, ranks=2, name="given", **keys)
        # The error that the run finds with its own score, on faces, is that of the solver: the same thing.
        error = np.sqrt(dataset(given, "/compare/score/score_error"))[::-1]
        on_faces = dataset(given, "/forward/error_score")[-len(error):]
        print(f"  E|s - s_solver|^2, square roots: {error}; on faces {on_faces}")
        self.assertLess(np.max(abs(np.log(error / on_faces))), np.log(1.5))
        # Without score formulas it is the slope of log density.
        text = re.sub(r"(?m)^score .*\n", "", (CASES / f"{CASE}.toml").read_text())
        slope = self.run_case(self.write_case(text), VERIFIED, name="slope", **keys)
        a, b = (dataset(run, "/compare/score/score_error") for run in (given, slope))
        np.testing.assert_allclose(b, a, rtol=1e-3)
        self.assertEqual(self.run_case("double_well", INPUT, reverse__score="exact").exists(), False)
        self.assertIn("there is no [exact]", self.last.stderr)

    def test_a_plane_with_a_periodic_axis(self):
        case = self.write_case(PLANE)
        earlier = self.run_case(case, VERIFIED, name="earlier")
        field = f'"{earlier}/run.h5:/forward/score"'
        one = self.run_case(case, VERIFIED, name="one", reverse__score=field)
        two = self.run_case(case, VERIFIED, name="two", ranks=3, reverse__score=field)
        for path in ("/reverse/counts", "/compare/score/score_error"):
            np.testing.assert_array_equal(dataset(one, path), dataset(two, path))

    def check_refused(self, field, part, **keys):
        self.run_case("point_source", INPUT, name="refused", reverse__score=field, mesh__cells="[64]", **keys)
        self.assertIn(part, self.last.stderr)
        self.assertIn("reverse.score: ", self.last.stderr)
        self.assertFalse((self.directory / "refused").exists())

    def test_fields_that_do_not_fit_end_with_code_2(self):
        score, time = np.zeros((3, 64, 1)), [0.0, 0.5, 1.0]
        self.check_refused("network", "must be")
        self.check_refused('"absent.h5:/score"', "cannot be read")
        self.check_refused(self.write_field(score[:, 1:], time), "has the shape (3, 63, 1)")
        self.check_refused(self.write_field(score[:, :, 0], time), "has the shape (3, 64)")
        self.check_refused(self.write_field(score, time[1:]), "2 times")
        self.check_refused(self.write_field(score, [0, 1, 0.5]), "neither ascend nor descend")
        self.check_refused(self.write_field(score, [0.1, 0.5, 1.0]), "covers the times from 0.1 to 1")
        self.check_refused(self.write_field(score, [0, 0.5, 0.9]), "covers the times from 0 to 0.9")
        self.check_refused(self.write_field(score, time).replace("network", "net"), "has no dataset")
        score[1, 17] = np.inf
        self.check_refused(self.write_field(score, time), "is inf in cell 17")
        with h5py.File(self.directory / "field.h5", "a") as f:
            f["network/score"][1] = 0
            f["x"] = np.linspace(-8, 8, 64)  # edges taken for centres
            f["x"].make_scale("x")
            f["network/score"].dims[1].attach_scale(f["x"])
            del f["network/time"]
        self.check_refused(f'"{self.directory / "field.h5"}:/network/score"', "has no times")
        with h5py.File(self.directory / "field.h5", "a") as f:
            f["network/time"] = time
        self.check_refused(f'"{self.directory / "field.h5"}:/network/score"', "has its value 0 along x at -8")


class Full(Reduced):
    particles = 1000000


if __name__ == "__main__":
    main()
