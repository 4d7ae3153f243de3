"""A run that is stopped, whenever and however, and continued gives the same bits as one that is not."""
import pathlib
import signal
import sys

import h5py

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import main  # noqa: E402
from stopping import CASE, IMPLICIT, RICH, SMALL, STOPPED, Stops  # noqa: E402


class Restart(Stops):
    def test_killed_at_any_moment(self):
        self.check_kills(4, (signal.SIGKILL, signal.SIGUSR1))

    def test_on_one_then_three_then_two_ranks(self):
        expected, code, seconds = self.whole(CASE, SMALL)
        self.assertEqual(self.stopped(CASE, SMALL, 0.3 * seconds, signal.SIGUSR1, restart=False), STOPPED, self.error)
        self.assertEqual(self.stopped(CASE, SMALL, 0.2 * seconds, signal.SIGUSR2, ranks=3), STOPPED, self.error)
        self.assertIn("SIGUSR2", self.error)
        self.assertEqual(self.finish(CASE, SMALL, ranks=2), (expected, code))

    def test_everything_that_carries_state(self):
        self.check_stopped_twice(*RICH)

    def test_implicit_steps_on_as_many_ranks(self):
        self.check_stopped_twice(*IMPLICIT, ranks=2)

    def test_sigterm_and_sigint_of_a_plain_run(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            self.assertEqual(self.stopped(CASE, SMALL, 0, how, restart=False), STOPPED, self.error)
            with h5py.File(self.directory / "run" / "run.h5") as f:
                self.assertEqual(f.attrs["status"], "interrupted")


class Full(Stops):
    def test_killed_at_twenty_moments(self):
        self.check_kills(20, (signal.SIGKILL,))

    def test_asked_to_stop_at_twenty_moments(self):
        self.check_kills(20, (signal.SIGUSR1,))


if __name__ == "__main__":
    main()
