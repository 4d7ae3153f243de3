"""The command line and its exit codes, as docs/interface.md promises them."""
import json
import pathlib
import sys
import tomllib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, FALSIFIED, INPUT, RunTest, UNDECIDED, VERIFIED, dataset, main, start  # noqa: E402

SMALL = """
title = "small"
[mesh]
lower = [-4.0]
upper = [4.0]
cells = [64]
[sde]
drift = ["-x"]
diffusion = 1
[initial]
mixture = [{ weight = 1.0, mean = [1.0], std = [0.5] }]
[time]
end = 1.0
snapshots = 3
[reverse]
particles = 20000
steps = 40
"""


class CommandLine(RunTest):
    def refuse(self, *arguments, says, code=INPUT, cwd=None):
        done = start(*arguments, cwd=cwd)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertTrue(done.stderr.startswith("loschmidt: "), done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        self.assertIn(says, done.stderr)
        return done

    def test_help_and_version(self):
        for arguments in (["--help"], ["run", "--help"], ["converge", "--help"], ["info", "--help"], ["compare", "--help"]):
            done = start(*arguments)
            self.assertEqual(done.returncode, 0)
            self.assertIn("Usage", done.stdout)
        alone = start()
        self.assertEqual((alone.returncode, alone.stdout), (INPUT, start("--help").stdout))
        version = start("--version").stdout
        for name in ("loschmidt", "PETSc", "HDF5", "MPI", "git"):
            self.assertIn(name, version)

    def test_what_comes_later_says_so(self):
        for arguments in (["report", "a.h5"], ["report", "a.h5", "-o", "x.html"]):
            self.refuse(*arguments, says="not available yet")

    def test_wrong_words(self):
        self.refuse("walk", says="walk")
        self.refuse("run", says="case is required")
        self.refuse("run", self.directory / "missing.toml", says="missing.toml")

    def test_empty_names(self):
        case, out = self.write_case(SMALL), ["-o", self.directory / "out"]
        for arguments in (["run", ""], ["run", case, "-o", ""], ["run", case, *out, "--log-json", ""], ["info", ""],
                          ["compare", "", "a.h5"], ["compare", "a.h5", ""], ["compare", "a.h5", "b.h5", "--json", ""],
                          ["compare", "a.h5", "b.h5", "--tolerances", ""]):
            self.refuse(*arguments, says="the name is empty", cwd=self.directory)
        for key, value in (("output.directory", '""'), ("initial", '{ file = "" }'), ("initial", '{ samples = ":/x" }'),
                           ("reverse.score", '":/x"'), ("mesh.grading", '[{ kind = "file", path = "" }]')):
            for name in (case, "case.toml"):
                done = self.refuse("run", name, *out[:0 if key == "output.directory" else 2], "--set", f"{key}={value}",
                                   says=f"--set: {key}", cwd=self.directory)
                self.assertIn("is empty", done.stderr)
        self.assertEqual([path.name for path in self.directory.iterdir()], ["case.toml"])

    def test_names_that_the_system_does_not_take(self):
        long = "n" * 300
        for arguments in (["info", long], ["compare", long, long], ["run", long], ["compare", "a", "b", "--tolerances", long]):
            self.refuse(*arguments, says="cannot be read")
        case = self.write_case(SMALL)
        for law in (f'{{ file = "{long}" }}', f'{{ samples = "{long}.csv" }}', f'{{ samples = "{long}:/x" }}'):
            self.refuse("run", case, "--set", f"initial={law}", says="initial")
        self.refuse("run", case, "-o", long, says="cannot use directory", code=4)

    def test_a_bad_case_names_file_line_and_key_and_writes_nothing(self):
        out = self.directory / "out"
        bad = self.write_case(SMALL.replace("cells = [64]", "cells = [2]"), "bad.toml")
        done = self.refuse("run", bad, "-o", out, says="mesh.cells")
        self.assertIn("bad.toml:6:", done.stderr)
        for change, says in ((("cells", "cels"), "cells"), (('["-x"]', '["-x +"]'), "sde.drift"),
                             (("end = 1.0", 'end = "soon"'), "time.end"), (("diffusion = 1", 'diffusion = "sqrt(x)"'), "sde"),
                             (("mean = [1.0]", "mean = [3.9]"), "outside"), (("diffusion = 1", "diffusion = 0"), "noise")):
            case = self.write_case(SMALL.replace(*change))
            self.refuse("run", case, "-o", out, says=says)
        self.assertFalse(out.exists())

    def test_formulas_are_looked_at_wherever_the_run_will(self):
        out = self.directory / "out"
        exact = '[exact]\ndensity = "normal(x, 0, sqrt(t))"\n'
        # Infinite on one face; on one vertex of the finer tables only; in [exact] at the start.
        for change, says in ((('["-x"]', '["1/x"]'), "sde"), (('["-x"]', '["1/(x - 0.03125)"]'), "sde"),
                             (('["-x"]', '["abs(t - 0.5) < 1e-12 ? 1/(x - 0.125) : sin(t)"]'), "sde"),
                             (("[reverse]", exact + "[reverse]"), "exact")):
            self.refuse("run", self.write_case(SMALL.replace(*change)), "-o", out, says=says)
        self.assertFalse(out.exists())

    def test_noise_that_no_mesh_carries_is_refused(self):
        out = self.directory / "out"
        case = CASES / "ornstein_uhlenbeck_rotation.toml"
        turning = '[["cos(t)", "-0.01*sin(t)"], ["sin(t)", "0.01*cos(t)"]]'
        for diffusion, words in (('[[1], ["sqrt(2)/2"]]', ("x = ", "y = ", "t = ", "none across")),
                                 (turning, ("x = ", "t = 0.", "1e+04 times stronger"))):
            done = self.refuse("run", case, "-o", out, "--set", "mesh.cells=[40, 40]", "--set", f"sde.diffusion={diffusion}",
                               says="sde.diffusion")
            for word in words:
                self.assertIn(word, done.stderr)
        self.assertFalse(out.exists())
        # Cells as elongated as the noise carry it.
        slanted = ["--dry-run", "--set", "sde.diffusion=[[1, 0], [0.1, 0.01]]", "--set", "solver.method=uniformization"]
        self.refuse("run", case, *slanted, "--set", "mesh.cells=[64, 64]", says="times stronger")
        self.assertEqual(start("run", case, *slanted, "--set", "mesh.cells=[16, 160]").returncode, 0)

    def test_the_stop_of_a_picture_is_where_noise_has_crossed_two_cells(self):
        done = start("run", CASES / "ink.toml", "--dry-run", "--set", "mesh.cells=[96, 96]")
        stop = tomllib.loads(done.stdout)["time"]["stop"]
        crossed = 0.1 * stop + 4.95 * stop**2  # ∫β, and a cell is 1/8 wide
        self.assertGreaterEqual(crossed, 0.25**2)
        self.assertLess(crossed, 0.25**2 * 1.1)

    def test_overrides(self):
        case = self.write_case(SMALL)
        self.refuse("run", case, "--set", "mesh.cels=[8]", says="--set: ")
        self.refuse("run", case, "--set", "reverse.reversal=backwards", says="reverse.reversal")
        done = start("run", case, "--dry-run", "--set", "mesh.cells=[32]", "--set", "mesh.cells=[48]",
                     "--set", "reverse.reversal=naive", "--set", "reverse.particles=1e5")
        self.assertEqual(done.returncode, 0, done.stderr)
        resolved = tomllib.loads(done.stdout)
        self.assertEqual(resolved["mesh"]["cells"], [48])
        self.assertEqual(resolved["reverse"]["reversal"], "naive")
        self.assertEqual(resolved["reverse"]["particles"], 100000)

    def test_dry_run_shows_every_key_and_writes_nothing(self):
        done = start("run", self.write_case(SMALL), "--dry-run", cwd=self.directory)
        self.assertEqual(done.returncode, 0, done.stderr)
        for word in ("significance", "time_grid", "seed", "cells", "memory", "work", "# time: about "):
            self.assertIn(word, done.stdout)
        self.assertFalse((self.directory / "output").exists())

    def test_verified_falsified_undecided(self):
        case = self.write_case(SMALL)
        for reversal, particles, code, word in (("anderson", 20000, VERIFIED, "VERIFIED"),
                                                ("naive", 20000, FALSIFIED, "FALSIFIED ("),
                                                ("anderson", 200, UNDECIDED, "UNDECIDED (")):
            out = self.run_case(case, code, reverse__reversal=reversal, reverse__particles=particles)
            self.assertIn(f"verdict: {word}", self.last.stdout)
            verdict = json.loads((out / "verdict.json").read_text())
            self.assertEqual(verdict["verdict"]["verified"], {VERIFIED: 1, FALSIFIED: 0, UNDECIDED: -1}[code])
            self.assertEqual(self.last.stderr, "")

    def test_the_default_directory_and_a_second_run(self):
        case = self.write_case(SMALL)
        for _ in range(2):
            done = start("run", case, "--quiet", cwd=self.directory)
            self.assertEqual(done.returncode, VERIFIED, done.stderr)
        out = self.directory / "output" / "runs" / "case"
        for name in ("run.h5", "run.xdmf", "verdict.json"):
            self.assertTrue((out / name).exists(), name)

    def test_a_given_tolerance_replaces_the_twin(self):
        case = self.write_case(SMALL)
        out = self.run_case(case, UNDECIDED, validation__tolerance=0.5)  # nothing could be seen
        particles, tolerance = 20000, 0.5
        allowed = dataset(out, "/compare/ensemble/noncentrality") / (particles * (2 * tolerance) ** 2)
        self.assertAlmostEqual(allowed[0], 1, delta=1e-12)  # where the way back begins the mesh has done nothing yet
        self.assertTrue((allowed[1:] > 1).all() and (allowed < 1.1).all(), allowed)
        self.run_case(case, VERIFIED, validation__tolerance=1e-4)

    def test_info(self):
        out = self.run_case(self.write_case(SMALL), VERIFIED)
        done = start("info", out / "run.h5")
        self.assertEqual(done.returncode, 0, done.stderr)
        for word in ("loschmidt-run", "complete", "small", "/forward/density", "/reverse/counts"):
            self.assertIn(word, done.stdout)
        self.refuse("info", CASES / "ink.toml", says="not an HDF5 file")
        self.refuse("info", self.directory / "none.h5", says="cannot be read")

    def test_progress_is_silent_when_quiet_and_results_go_to_stdout(self):
        self.run_case(self.write_case(SMALL), VERIFIED)
        self.assertEqual(self.last.stderr, "")
        self.assertIn("ensemble", self.last.stdout)

    def test_petsc_options_arrive(self):
        out = self.directory / "run"
        done = start("run", self.write_case(SMALL), "-o", out, "--quiet", "--", "-log_view")
        self.assertEqual(done.returncode, VERIFIED, done.stderr)
        self.assertIn("reverse ensemble", done.stdout)  # a named stage of PETSc's log


if __name__ == "__main__":
    main()
