"""A run ends soon after it is asked to, whatever it is in the middle of, and no run goes on for ever."""
import pathlib
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import INPUT, UNDECIDED, main, start  # noqa: E402
from stopping import STOPPED, Stops  # noqa: E402

SOON = 10  # seconds; two of work, on a machine that others use too
# Two intervals of uniformization, a minute and more each.
LONG_INTERVAL = {"mesh__cells": "[20000]", "solver__method": '"uniformization"', "time__snapshots": 2,
                 "reverse__steps": 2, "validation__roads": '["chain"]'}
# Some seconds each: ranks that share cores exchange ghosts slowly.
SHORTER_INTERVAL = {None: {**LONG_INTERVAL, "mesh__cells": "[2500]"}, 3: {**LONG_INTERVAL, "mesh__cells": "[800]"}}
# One batch of particles, minutes of steps.
LONG_BATCH = {"mesh__cells": "[64]", "reverse__particles": 1e6, "reverse__steps": 20000, "validation__roads": '["forward"]'}
# Two steps of a predicted law, half a minute together: every path of them meets walls.
LONG_PREDICTION = {"mesh__cells": "[1024]", "time__end": 4, "time__snapshots": 2, "reverse__particles": 1000,
                   "reverse__steps": 2, "validation__roads": '["ensemble"]'}
# Formulas at a million points and some thousand times.
LONG_SETUP = """
[mesh]
lower = [-3, -3]
upper = [3, 3]
cells = [1000, 1000]
[sde]
drift = ["x - x^3 + sin(t)", "-y"]
diffusion = 0.7
[initial]
mixture = [{ weight = 1, mean = [0, 0], std = [0.5, 0.5] }]
[time]
end = 1
[reverse]
steps = 2000
"""
# Easy intervals for long, each met by one step of the density; then a drift that grows without bound.
EVER_STEEPER = """
[mesh]
lower = [-2.5]
upper = [3.0]
cells = [400]
[sde]
drift = ["(1 - x)/(1 - t)"]
diffusion = 1
[initial]
mixture = [{ weight = 1, mean = [0], std = [0.2] }]
[time]
end = 0.99
snapshots = 6
[reverse]
particles = 1e3
steps = 1200
[validation]
roads = ["ensemble"]
"""


class StopSoon(Stops):
    def check_soon(self, case, keys, after, how, ranks=None, **more):
        self.assertEqual(self.stopped(case, keys, after, how, ranks=ranks, restart=False, **more), STOPPED, self.error)
        print(f"  {self.seconds_to_stop:.1f} s after the signal, {ranks or 1} ranks")
        self.assertLess(self.seconds_to_stop, SOON)

    def test_in_one_long_interval(self):
        self.check_soon("double_well", LONG_INTERVAL, 1, signal.SIGTERM)
        self.check_soon("double_well", LONG_INTERVAL, 1, signal.SIGUSR1, ranks=3)

    def test_at_the_end_of_the_walltime(self):
        for ranks in (None, 3):
            limited = {**LONG_INTERVAL, "output__max_walltime": 2}
            began = time.monotonic()
            code = self.stopped("double_well", limited, 100, signal.SIGKILL, ranks=ranks, restart=False)
            self.assertEqual(code, STOPPED, self.error)
            self.assertIn("at output.max_walltime", self.error)
            self.assertLess(time.monotonic() - began, 2 + SOON)

    def test_in_one_batch_of_particles(self):
        for how, ranks in ((signal.SIGTERM, None), (signal.SIGUSR1, 3)):
            self.check_soon("double_well", LONG_BATCH, 1, how, ranks=ranks, listening='"forward ensemble"')

    def test_in_the_prediction(self):
        for how, ranks in ((signal.SIGTERM, None), (signal.SIGUSR1, 3)):
            self.check_soon("reflected_brownian", LONG_PREDICTION, 1, how, ranks=ranks, listening='"prediction"')

    def test_before_anything_is_computed(self):
        case = self.write_case(LONG_SETUP)
        for how, ranks in ((signal.SIGTERM, None), (signal.SIGUSR1, 3)):
            self.check_soon(case, {}, 4, how, ranks=ranks, listening="")
            self.assertIn("before anything was computed", self.error)
            self.assertFalse((self.directory / "run").exists())

    def test_in_the_middle_and_continued(self):
        for ranks, keys in SHORTER_INTERVAL.items():
            expected, code, seconds = self.whole("double_well", keys, ranks)
            self.check_soon("double_well", keys, 0.2 * seconds, signal.SIGUSR1, ranks=ranks)
            self.assertEqual(self.finish("double_well", keys, ranks), (expected, code))


class Ends(Stops):
    def test_steps_that_were_easy_for_long(self):
        case = self.write_case(EVER_STEEPER)
        began = time.monotonic()
        self.assertEqual(start("run", case, "--dry-run").returncode, 0)
        self.run_case(case, UNDECIDED)
        self.assertLess(time.monotonic() - began, 60)

    def test_noise_that_changes_too_fast_is_refused(self):
        case = self.write_case(EVER_STEEPER.replace("(1 - x)/(1 - t)", "-x")
                               .replace("diffusion = 1", 'diffusion = "2 + sin(1e9*t)"'))
        done = start("run", case, "--dry-run")
        self.assertEqual(done.returncode, INPUT, done.stderr)
        self.assertRegex(done.stderr, r"case\.toml:\d+: sde: 20000 time steps do not get through one interval")


if __name__ == "__main__":
    main()
