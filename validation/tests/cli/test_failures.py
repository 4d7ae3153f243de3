"""A failure on one rank is one on all ranks; locks, full disks and bad formulas under mpirun."""
import fcntl
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, INPUT, NUMERICS, OUTPUT, RunTest, VERIFIED, dataset, main, start  # noqa: E402
from test_cli import SMALL  # noqa: E402


class Failures(RunTest):
    def messages(self, done):
        return [line for line in done.stderr.splitlines() if line.startswith("loschmidt: ")]

    def test_exit_codes_pass_through_the_launcher(self):
        case = self.write_case(SMALL)
        for ranks in (1, 2, 3, 4):
            self.run_case(case, VERIFIED, ranks=ranks)
            self.run_case(case, FALSIFIED, ranks=ranks, reverse__reversal="naive")

    def test_wrong_input_is_said_once(self):
        bad = self.write_case(SMALL.replace("cells = [64]", "cells = [2]"))
        done = start("run", bad, ranks=3)
        self.assertEqual(done.returncode, INPUT)
        self.assertEqual(len(self.messages(done)), 1, done.stderr)

    def test_what_only_one_rank_sees_stops_all(self):
        # Not finite in the last quarter of the mesh only: one rank's share of the check.
        bad = self.write_case(SMALL.replace('["-x"]', '["x > 3.5 ? sqrt(-x) : -x"]'))
        for ranks in (2, 4):
            done = start("run", bad, "-o", self.directory / "out", ranks=ranks)
            self.assertEqual(done.returncode, INPUT, done.stderr)
            self.assertEqual(len(self.messages(done)), 1, done.stderr)
            self.assertIn("sde", self.messages(done)[0])
        self.assertFalse((self.directory / "out").exists())

    def test_a_rank_that_fails_alone_while_computing_ends_all(self):
        # A spike between two times of the run and beyond the first ranks' cells: only the solver's
        # inner stages meet it, on the rank that owns the last cells.
        smooth = SMALL.replace('["-x"]', '["-x + 0.1*sin(t)"]')
        times = dataset(self.run_case(self.write_case(smooth), VERIFIED), "/diagnostics/time")
        a, b = times[20], times[21]
        spike = f"(x > 3.5 && t > {a + 0.05 * (b - a)!r} && t < {b - 0.05 * (b - a)!r})"
        case = self.write_case(SMALL.replace('["-x"]', f'["{spike} ? sqrt(-x) : -x + 0.1*sin(t)"]'))
        for ranks in (1, 2, 3):
            done = start("run", case, "-o", self.directory / "out", "--quiet", "--set", 'solver.method="uniformization"',
                         ranks=ranks)
            self.assertEqual(done.returncode, NUMERICS, done.stderr)
            self.assertIn("finite", self.messages(done)[0])
            self.assertFalse((self.directory / "out" / "verdict.json").exists())
        # The choice of a method tries the run on a coarse mesh, and meets the spike before the run does.
        done = start("run", case, "-o", self.directory / "auto", ranks=2)
        self.assertEqual(done.returncode, INPUT, done.stderr)
        self.assertEqual(len(self.messages(done)), 1, done.stderr)
        self.assertRegex(self.messages(done)[0], r"case.toml:\d+: sde.*finite")
        self.assertFalse((self.directory / "auto").exists())

    def test_a_directory_that_cannot_be_made(self):
        blocked = self.directory / "file"
        blocked.write_text("not a directory")
        done = start("run", self.write_case(SMALL), "-o", blocked / "run", ranks=2)
        self.assertEqual(done.returncode, OUTPUT, done.stderr)
        self.assertEqual(len(self.messages(done)), 1, done.stderr)

    def test_an_older_verdict_goes_when_the_input_is_good(self):
        case = self.write_case(SMALL)
        out = self.run_case(case, VERIFIED)
        bad = self.write_case(SMALL.replace("cells = [64]", "cells = [2]"), "bad.toml")
        self.run_case(bad, INPUT)
        self.assertTrue((out / "verdict.json").exists())
        # A run that gets going and then fails leaves none: no answer is better than last week's.
        flood = self.write_case(SMALL.replace('["-x"]', '["-1e9*x"]'), "flood.toml")
        self.run_case(flood)
        self.assertEqual(self.last.returncode, NUMERICS, self.last.stderr)
        self.assertFalse((out / "verdict.json").exists())


class InUse(RunTest):
    def test_a_directory_in_use(self):
        case = self.write_case(SMALL)
        out = self.run_case(case, VERIFIED)
        locks = [p for p in out.iterdir() if "lock" in p.name]
        self.assertEqual(len(locks), 1)
        with open(locks[0], "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = start("run", case, "-o", out, ranks=2)  # waits 30 s
        self.assertEqual(done.returncode, OUTPUT, done.stderr)
        self.run_case(case, VERIFIED)


if __name__ == "__main__":
    main()
