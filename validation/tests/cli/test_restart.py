"""A run that is stopped, whenever and however, and continued gives the same bits as one that is not."""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import h5py

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, INPUT, MPIEXEC, PROGRAM, RunTest, main, settings, start  # noqa: E402

STOPPED = 75
# Every stage takes a while, and checkpoints come often.
SMALL = {"mesh__cells": "[48, 48]", "reverse__particles": 1e5, "reverse__steps": 40, "time__snapshots": 5,
         "output__checkpoint": 0.2}
CASE = "vp_eight_gaussians"
# Magnus steps by tolerance, absorbed mass, a start of its own, the joint law, extrapolation: all that carries state.
RICH = ("double_well", {"mesh__cells": "[61]", "mesh__boundary": '["absorbing"]', "sde__drift": '["x - x^3 + 0.3*sin(t)"]',
        "solver__extrapolation": "true", "validation__joint_times": "[0.2, 0.5]", "reverse__start": "1",
        "reverse__particles": 2e4, "reverse__steps": 40, "time__snapshots": 3, "output__checkpoint": 0.2})
IMPLICIT = ("double_well", {"mesh__cells": "[61]", "sde__drift": '["x - x^3 + 0.3*sin(t)"]', "solver__method": '"tr-bdf2"',
            "reverse__particles": 2e4, "reverse__steps": 40, "time__snapshots": 5, "output__checkpoint": 0.1})


def results(out):
    found = {}
    with h5py.File(out / "run.h5") as f:
        for group in ("mesh", "forward", "reverse", "compare"):
            f[group].visititems(lambda name, item, g=group: found.update({f"{g}/{name}": item[()].tobytes()})
                                if isinstance(item, h5py.Dataset) else None)
    return found


class Stops(RunTest):
    """Runs that are stopped and continued."""

    def whole(self, case, keys, ranks=None):
        began = time.monotonic()
        out = self.run_case(case, name="whole", ranks=ranks, **keys)
        self.assertIn(self.last.returncode, (0, 1, 5), self.last.stderr)
        return results(out), self.last.returncode, time.monotonic() - began

    def stopped(self, case, keys, after, how, ranks=None, restart=True, listening=True):
        """Starts the run, sends a signal some seconds later, and returns how it ended. listening: they count from when
        the run notes signals, which is before its first stage; otherwise from its start."""
        log = self.directory / "log"
        log.unlink(missing_ok=True)
        launcher = [] if ranks is None else [MPIEXEC, "-n", str(ranks)]
        command = [*launcher, PROGRAM, "run", str(CASES / f"{case}.toml"), "-o", str(self.directory / "run"), "--quiet",
                   "--log-json", str(log), *settings(**keys), *(["--restart"] if restart else [])]
        with tempfile.TemporaryDirectory(prefix="ompi-") as files:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                       env=os.environ | {"OMPI_MCA_orte_tmpdir_base": files})
            while listening and process.poll() is None and not (log.exists() and '"begin"' in log.read_text()):
                time.sleep(0.02)
            try:
                process.communicate(timeout=after)
            except subprocess.TimeoutExpired:
                process.send_signal(how)
            self.error = process.communicate()[1]
        return process.returncode

    def finish(self, case, keys, ranks=None):
        done = start("run", CASES / f"{case}.toml", "-o", self.directory / "run", "--quiet", "--restart",
                     *settings(**keys), ranks=ranks)
        self.assertIn(done.returncode, (0, 1, 5), done.stderr)
        self.assertFalse((self.directory / "run" / "checkpoint").exists())
        return results(self.directory / "run"), done.returncode

    def check_readable(self):
        file = self.directory / "run" / "run.h5"
        if file.exists():
            with h5py.File(file) as f:
                # Whatever the run was about to write reads as missing, not as damaged.
                f.visititems(lambda name, item: item[()] if isinstance(item, h5py.Dataset) else None)
                written = f["forward"].attrs["written"]
                density = f["forward/density"][:written]
            self.assertTrue((density == density).all())

    def check_kills(self, moments, hows):
        expected, code, seconds = self.whole(CASE, SMALL)
        chance = random.Random(82)
        ends = []
        for k in range(moments):
            how = hows[k % len(hows)]
            ends.append(self.stopped(CASE, SMALL, chance.uniform(0.05, 0.9) * seconds, how, listening=False))
            self.assertIn(ends[-1], (code, STOPPED if how == signal.SIGUSR1 else -how), self.error)
            self.check_readable()
            if ends[-1] == code:  # came to its end; the next one begins anew
                self.assertEqual(results(self.directory / "run"), expected)
                shutil.rmtree(self.directory / "run")
        print(f"  whole: {seconds:.1f} s; ends: { {end: ends.count(end) for end in set(ends)} }")
        self.assertEqual(self.finish(CASE, SMALL), (expected, code))

    def check_stopped_twice(self, case, keys, ranks=None):
        """Twice at output.max_walltime."""
        expected, code, seconds = self.whole(case, keys, ranks)
        for _ in range(2):
            limited = {**keys, "output__max_walltime": 0.2 * seconds}
            self.assertEqual(self.stopped(case, limited, 60, signal.SIGKILL, ranks=ranks), STOPPED, self.error)
            self.assertIn("output.max_walltime", self.error)
        self.assertEqual(self.finish(case, keys, ranks), (expected, code))


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


class WhatIsThere(Stops):
    """--restart by what it finds in the directory."""

    KEYS = {"mesh__cells": "[64]", "reverse__particles": 2e4, "reverse__steps": 20, "validation__roads": '["ensemble"]'}

    def restarted(self, expected, ranks=None, **keys):
        done = start("run", CASES / "vp_two_gaussians.toml", "-o", self.directory / "run", "--restart",
                     *settings(**{**self.KEYS, **keys}), ranks=ranks)
        self.assertEqual(done.returncode, expected, done.stderr)
        return done

    def stop_at_once(self, **keys):
        done = start("run", CASES / "vp_two_gaussians.toml", "-o", self.directory / "run",
                     *settings(**{**self.KEYS, **keys, "output__max_walltime": 1e-3}))
        self.assertEqual(done.returncode, STOPPED, done.stderr)

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
        if last.name != "000000.h5":
            self.assertIn("a damaged part", done.stderr)
        self.assertEqual(results(self.directory / "run"), expected)

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
            self.stopped("vp_two_gaussians", self.KEYS, 0.01 * k, signal.SIGUSR1, restart=False, listening=False)
            if "before anything was computed" in self.error:
                break
            self.assertEqual(file.read_bytes(), before)
        else:
            self.fail("no signal came early enough")
        self.assertEqual(file.read_bytes(), before)
        self.assertTrue((self.directory / "run" / "verdict.json").exists())

    def test_a_checkpoint_that_lost_its_beginning(self):
        self.stop_at_once(output__checkpoint=1e-3)
        files = sorted((self.directory / "run" / "checkpoint").glob("0*.h5"))
        files[0].rename(files[0].with_name("000007.h5"))
        done = self.restarted(5)
        self.assertIn("nothing to continue in", done.stderr)

    def test_a_signal_while_another_run_has_the_directory(self):
        with subprocess.Popen([PROGRAM, "run", CASES / "vp_two_gaussians.toml", "-o", self.directory / "run", "--quiet",
                               *settings(reverse__particles=1e8)], stdout=subprocess.DEVNULL) as other:
            try:
                lock = self.directory / "run" / "run.h5"
                while not lock.exists():
                    time.sleep(0.02)
                self.assertEqual(self.stopped("vp_two_gaussians", self.KEYS, 1, signal.SIGUSR1, listening=False), STOPPED)
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
        stopped = start("run", CASES / "vp_two_gaussians.toml", "-o", self.directory / "run", "--log-json", log, "--quiet",
                        *settings(**limited, output__max_walltime=1e-3))
        self.assertEqual(stopped.returncode, STOPPED, stopped.stderr)
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


class Full(Stops):
    def test_killed_at_twenty_moments(self):
        self.check_kills(20, (signal.SIGKILL,))

    def test_asked_to_stop_at_twenty_moments(self):
        self.check_kills(20, (signal.SIGUSR1,))


if __name__ == "__main__":
    main()
