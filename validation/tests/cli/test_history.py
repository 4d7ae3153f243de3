"""Densities kept on disk beyond output.history_memory: the same bits, and nothing left behind however a run ends."""
import pathlib
import resource
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, INPUT, NUMERICS, OUTPUT, main, settings, start  # noqa: E402
from test_restart import CASE, IMPLICIT, SMALL, STOPPED, Stops  # noqa: E402

ON_DISK = {"output__history_memory": 0}


class HistoryOnDisk(Stops):
    def left_behind(self, name="run"):
        return [p.name for p in (self.directory / name).iterdir() if "history" in p.name]

    def test_same_bits_on_any_number_of_ranks(self):
        # Extrapolated: scores are kept too.
        keys = {"mesh__cells": "[16, 16]", "reverse__particles": 5000, "reverse__steps": 8, "time__snapshots": 2,
                "validation__roads": '["chain", "ensemble"]'}
        in_memory = self.whole("torus", keys)[:2]
        for ranks in (1, 2, 3, 4):
            self.assertEqual(self.whole("torus", keys | ON_DISK, ranks)[:2], in_memory)
            self.assertEqual(self.left_behind("whole"), [])

    def test_between_memory_and_disk(self):
        """Room for some of the histories only."""
        case, keys = IMPLICIT
        expected = self.whole(case, keys)[:2]
        self.assertEqual(self.whole(case, {**keys, "output__history_memory": 0.02})[:2], expected)

    def test_a_killed_run_leaves_none_and_goes_on_to_the_same_bits(self):
        expected, code, seconds = self.whole(CASE, SMALL)
        for how in (signal.SIGKILL, signal.SIGUSR1):
            end = self.stopped(CASE, SMALL | ON_DISK, 0.5 * seconds, how, restart=False)
            self.assertIn(end, (code, -how, STOPPED), self.error)
            self.assertEqual(self.left_behind(), [])
            # The key changes no number: --restart takes the run up without it.
            self.assertEqual(self.finish(CASE, SMALL), (expected, code))

    def test_a_failed_run_leaves_none(self):
        self.run_case(CASES / f"{CASE}.toml", **{**SMALL, **ON_DISK, "sde__drift": '["-1e12*x", "-y"]',
                                                 "solver__method": '"uniformization"'})
        self.assertEqual(self.last.returncode, NUMERICS, self.last.stderr)
        self.assertEqual(self.left_behind(), [])

    def test_a_full_disk_is_one_error_of_all_ranks(self):
        # 60 steps of 512² cells are 130 MB; no file may grow beyond 40.
        limit = 40 << 20
        keys = {**SMALL, **ON_DISK, "mesh__cells": "[512, 512]", "reverse__steps": 60, "output__fields": "[]",
                "validation__roads": '["ensemble"]'}
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        try:
            done = start("run", CASES / f"{CASE}.toml", "-o", self.directory / "run", "--quiet", *settings(**keys), ranks=2)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        self.assertEqual(done.returncode, OUTPUT, done.stderr)
        messages = [line for line in done.stderr.splitlines() if line.startswith("loschmidt: ")]
        self.assertEqual(len(messages), 1, done.stderr)
        self.assertRegex(messages[0], r"history.*bytes more are needed.*free some space")
        self.assertEqual(self.left_behind(), [])
        self.assertFalse((self.directory / "run" / "verdict.json").exists())

    def test_bad_values_and_what_is_predicted(self):
        for bad in ("-1", "1e12", '"much"', "nan"):
            done = start("run", CASES / f"{CASE}.toml", "--dry-run", "--set", f"output.history_memory={bad}")
            self.assertEqual(done.returncode, INPUT, done.stderr)
            self.assertIn("--set: output.history_memory: must be", done.stderr)
        dry = start("run", CASES / f"{CASE}.toml", "--dry-run", "--set", "output.history_memory=0").stdout
        self.assertIn("history_memory = 0", dry)
        self.assertRegex(dry, r"# scratch on disk while it runs: about \d+ MB")
        self.assertNotIn("scratch", start("run", CASES / f"{CASE}.toml", "--dry-run").stdout.replace("history_memory", ""))


if __name__ == "__main__":
    main()
