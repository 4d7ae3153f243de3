"""--restart by what it finds in the directory, and what is left there."""
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, INPUT, PROGRAM, main, settings, start  # noqa: E402
from stopping import STOPPED, Stops, results  # noqa: E402


class Directory(Stops):
    KEYS = {"mesh__cells": "[64]", "reverse__particles": 2e4, "reverse__steps": 20, "validation__roads": '["ensemble"]'}

    def restarted(self, expected, ranks=None, **keys):
        done = start("run", CASES / "vp_two_gaussians.toml", "-o", self.directory / "run", "--restart",
                     *settings(**{**self.KEYS, **keys}), ranks=ranks)
        self.assertEqual(done.returncode, expected, done.stderr)
        return done

    def stop_at_once(self, *options, **keys):
        """Stopped later and later, until there is a first checkpoint."""
        walltime = 0.02
        while True:
            done = start("run", CASES / "vp_two_gaussians.toml", "-o", self.directory / "run", *options,
                         *settings(**{**self.KEYS, **keys, "output__max_walltime": walltime}))
            self.assertEqual(done.returncode, STOPPED, done.stderr)
            if list((self.directory / "run").glob("checkpoint/*.h5")):
                return
            walltime *= 1.2

    def test_nothing(self):
        done = self.restarted(5)
        self.assertIn("nothing to continue in", done.stderr)
        self.assertTrue((self.directory / "run" / "verdict.json").exists())

    def test_a_complete_run_is_left_alone(self):
        code = self.restarted(5).returncode
        file = self.directory / "run" / "run.h5"
        before = file.read_bytes()
        done = self.restarted(code, output__checkpoint=30)
        self.assertIn("complete already", done.stdout)
        self.assertEqual(file.read_bytes(), before)
        changed = self.restarted(INPUT, reverse__seed=83)
        self.assertIn("differs from this case in reverse.seed (", changed.stderr)
        self.assertEqual(file.read_bytes(), before)

    def test_another_case(self):
        self.stop_at_once()
        files = sorted((self.directory / "run").rglob("*.h5"))
        before = [file.read_bytes() for file in files]
        done = self.restarted(INPUT, reverse__steps=40, mesh__cells="[65]")
        self.assertIn("differs from this case in mesh.cells, reverse.steps (", done.stderr)
        self.assertEqual(before, [file.read_bytes() for file in sorted((self.directory / "run").rglob("*.h5"))])
        self.restarted(5, title="another title", output__checkpoint=0)

    def test_another_content_of_a_file_of_the_case(self):
        points = self.directory / "points.csv"
        points.write_text("\n".join(str(0.01 * i) for i in range(100)))
        keys = {"initial": f'{{ samples = "{points}" }}'}
        self.stop_at_once(**keys)
        points.write_text("\n".join(str(0.01 * i) for i in range(99)))
        done = self.restarted(INPUT, **keys)
        self.assertIn("differs from this case in contents of initial.samples (", done.stderr)

    def test_another_number_of_ranks_with_an_implicit_method(self):
        self.stop_at_once(solver__method='"tr-bdf2"')
        done = self.restarted(INPUT, ranks=2, solver__method='"tr-bdf2"')
        self.assertIn("written on 1 ranks", done.stderr)

    def test_a_damaged_checkpoint(self):
        expected, code, _ = self.whole("vp_two_gaussians", self.KEYS)
        self.stop_at_once()
        last = sorted((self.directory / "run" / "checkpoint").glob("*.h5"))[-1]
        data = bytearray(last.read_bytes())
        data[len(data) // 2] ^= 255
        last.write_bytes(data)
        done = self.restarted(code)
        self.assertIn("a damaged part" if last.name != "000000.h5" else "cannot be read", done.stderr)
        self.assertEqual(results(self.directory / "run"), expected)
        self.assertEqual((self.directory / "run" / "checkpoint.unreadable" / last.name).read_bytes(), data)

    def test_a_checkpoint_of_a_build_that_wrote_another_kind(self):
        self.stop_at_once()
        files = sorted((self.directory / "run" / "checkpoint").glob("0*.h5"))
        for file in files:
            file.write_bytes(file.read_bytes()[:-4])  # without the checksum, as older builds wrote them
        before = [file.read_bytes() for file in files]
        done = self.restarted(5)
        self.assertIn("a checkpoint that cannot be read", done.stderr)
        aside = [self.directory / "run" / "checkpoint.unreadable" / file.name for file in files]
        self.assertEqual(before, [file.read_bytes() for file in aside])

    def test_a_checkpoint_in_the_place_of_another(self):
        keys = {"output__checkpoint": 1e-3, "reverse__particles": 2e6, "reverse__steps": 100}
        expected, code, seconds = self.whole("vp_two_gaussians", {**self.KEYS, **keys})
        self.stopped("vp_two_gaussians", {**self.KEYS, **keys}, 0.5 * seconds, signal.SIGKILL)
        files = sorted((self.directory / "run" / "checkpoint").glob("0*.h5"))
        self.assertGreater(len(files), 2)
        shutil.copy(files[0], files[1])
        self.restarted(code, **keys)
        self.assertEqual(results(self.directory / "run"), expected)

    def test_an_early_signal_leaves_what_was_there(self):
        self.restarted(5)
        file = self.directory / "run" / "run.h5"
        before = file.read_bytes()
        for k in range(1, 100):  # until the signal comes after the program listens and before it needs the directory
            self.stopped("vp_two_gaussians", self.KEYS, 0.01 * k, signal.SIGUSR1, restart=False, listening="")
            if "before anything was computed" in self.error:
                break
            self.assertEqual(file.read_bytes(), before)
        else:
            self.fail("no signal came early enough")
        self.assertEqual(file.read_bytes(), before)
        self.assertTrue((self.directory / "run" / "verdict.json").exists())

    def test_a_checkpoint_that_lost_its_beginning(self):
        """A kill while one is removed leaves the rest of another case's: no part of it is taken over."""
        expected, code, _ = self.whole("vp_two_gaussians", self.KEYS)
        self.stop_at_once(mesh__upper="[9.0]")
        first = self.directory / "run" / "checkpoint" / "000000.h5"
        first.rename(first.with_name("000001.h5"))
        done = self.restarted(STOPPED, output__max_walltime=1e-3)
        self.assertIn("nothing to continue in", done.stderr)
        self.restarted(code)
        self.assertEqual(results(self.directory / "run"), expected)

    def test_a_signal_while_another_run_has_the_directory(self):
        with subprocess.Popen([PROGRAM, "run", CASES / "vp_two_gaussians.toml", "-o", self.directory / "run", "--quiet",
                               *settings(reverse__particles=1e8)], stdout=subprocess.DEVNULL) as other:
            try:
                lock = self.directory / "run" / "run.h5"
                while not lock.exists():
                    time.sleep(0.02)
                for ranks in (None, 2):
                    code = self.stopped("vp_two_gaussians", self.KEYS, 1, signal.SIGUSR1, ranks=ranks, listening="")
                    self.assertEqual(code, STOPPED, self.error)
                    self.assertIn("before anything was computed", self.error)
            finally:
                other.kill()

    def test_a_new_run_takes_nothing_over(self):
        self.stop_at_once()
        self.stop_at_once(reverse__seed=83)
        self.restarted(5, reverse__seed=83)

    def test_the_log(self):
        log = self.directory / "log"
        done = start("run", CASES / "vp_two_gaussians.toml", "-o", self.directory / "run", "--log-json", log, "--quiet",
                     *settings(**self.KEYS), ranks=2)
        lines = [json.loads(line) for line in log.read_text().splitlines()]
        times = [line["time"] for line in lines]
        self.assertEqual(times, sorted(times))
        self.assertEqual(lines[-1]["event"], "verdict")
        self.assertIn(f"verdict: {lines[-1]['verdict']}", done.stdout)
        began = [line["stage"] for line in lines if line["event"] == "begin"]
        self.assertEqual(began, [line["stage"] for line in lines if line["event"] == "end"])
        self.assertIn("reverse ensemble", began)
        # One that is stopped says so, and the one that goes on adds to it.
        limited = {**self.KEYS, "reverse__seed": 83}
        self.stop_at_once("--log-json", log, "--quiet", **limited)
        events = [json.loads(line)["event"] for line in log.read_text().splitlines()]
        self.assertEqual(events[-1], "stopped")
        start("run", CASES / "vp_two_gaussians.toml", "-o", self.directory / "run", "--log-json", log, "--quiet", "--restart",
              *settings(**limited))
        more = [json.loads(line)["event"] for line in log.read_text().splitlines()]
        self.assertEqual(more[:len(events)], events)
        self.assertEqual(more[-1], "verdict")
        nowhere = start("run", CASES / "vp_two_gaussians.toml", "--log-json", self.directory / "no" / "log")
        self.assertEqual(nowhere.returncode, 4)
        self.assertIn("--log-json", nowhere.stderr)


if __name__ == "__main__":
    main()
