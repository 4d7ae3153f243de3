"""`loschmidt compare`: docs/interface.md, section 5, on copies of a run in which one thing was changed."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import INPUT, MPIEXEC, OUTPUT, PROGRAM, RunTest, dataset, main, settings, start  # noqa: E402
from test_cli import SMALL  # noqa: E402

AGREE, DIFFER = 0, 1
JOINT = {"validation__joint_times": "[0.0, 0.5]"}
WALLS = {"mesh__boundary": '["absorbing"]', "mesh__lower": "[-2.0]", "mesh__upper": "[2.0]",
         "initial__mixture": "[{weight = 1, mean = [0], std = [0.4]}]"}


class CompareTest(RunTest):
    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.TemporaryDirectory(prefix="loschmidt-")
        cls.addClassCleanup(cls.shared.cleanup)
        cls.case = pathlib.Path(cls.shared.name) / "case.toml"
        cls.case.write_text(SMALL)
        cls.files = {}

    def made(self, name, ranks=None, **keys):
        """A run that several tests share."""
        if name not in self.files:
            out = pathlib.Path(self.shared.name) / name
            done = start("run", self.case, "-o", out, "--quiet", *settings(**keys), ranks=ranks)
            self.assertIn(done.returncode, (0, 1, 5), done.stderr)
            self.files[name] = out / "run.h5"
        return self.files[name]

    def base(self):
        return self.made("base", **JOINT)

    def plane(self, name="plane", **keys):
        return self.made(name, mesh__lower="[-4, -3]", mesh__upper="[4, 3]", mesh__cells="[16, 12]", sde__drift='["-x", "-y"]',
                         initial__mixture="[{weight = 1, mean = [1, 0], std = [0.5, 0.6]}]", **{"validation__roads": '["forward"]', **keys})

    def changed(self, change, source=None, name="changed.h5"):
        """A copy of a run file after change(file)."""
        copy = self.directory / name
        shutil.copy(source or self.base(), copy)
        with h5py.File(copy, "r+") as f:
            change(f)
        return copy

    def move(self, particles):
        def change(f):
            counts = f["/reverse/counts"][1]
            cell = int(np.argmax(counts))
            counts[cell] -= particles
            counts[cell + 1] += particles
            f["/reverse/counts"][1] = counts
        return change

    def compare(self, expected, reference, new, *options, ranks=None):
        done = start("compare", reference, new, *options, ranks=ranks)
        self.assertEqual(done.returncode, expected, done.stdout + done.stderr)
        return done

    def refuse(self, reference, new, *options, says, code=INPUT, ranks=None):
        done = self.compare(code, reference, new, *options, ranks=ranks)
        self.assertEqual(len(done.stderr.strip().splitlines() if ranks is None else
                             [line for line in done.stderr.splitlines() if line.startswith("loschmidt: ")]), 1, done.stderr)
        self.assertIn("loschmidt: ", done.stderr)
        self.assertIn(says, done.stderr)

    def row(self, done, path, measure):
        """Value, limit and pass of one row, as printed."""
        for line in done.stdout.splitlines():
            words = line.split()
            if words[:1] == [path] and measure.split() == words[1:1 + len(measure.split())]:
                return words[-3:]
        self.fail(f"no row {path} {measure} in\n{done.stdout}")


class Fields(CompareTest):
    def test_a_file_agrees_with_itself_and_with_runs_on_other_rank_counts(self):
        done = self.compare(AGREE, self.base(), self.base())
        self.assertIn("the files agree", done.stdout)
        self.assertNotIn("follows from counts", done.stdout)
        for path in ("/forward/score", "/reverse/chain", "/compare/joint/chi2", "/mesh/volume"):
            self.assertIn(path, done.stdout)
        for ranks in (2, 3):
            self.compare(AGREE, self.base(), self.made(f"ranks-{ranks}", ranks=ranks, **JOINT))

    def test_a_changed_density_is_shown_with_its_place(self):
        density = dataset(self.base().parent, "/forward/density")
        times, centers = (dataset(self.base().parent, path) for path in ("/forward/time", "/mesh/x_centers"))
        for k, t in enumerate(times):
            cell = int(np.argmax(density[k]))

            def change(f, factor=1 + 1e-6):
                f["/forward/density"][k, cell] *= factor
            done = self.compare(DIFFER, self.base(), self.changed(change))
            self.assertEqual(self.row(done, "/forward/density", "max")[-1], "NO")
            self.assertIn(f"worst at t = {t:.9g}, x = {centers[cell]:.9g}: {float(density[k, cell])}", done.stdout)
            self.compare(AGREE, self.base(), self.changed(lambda f: change(f, 1 + 1e-9)))

    def test_many_small_differences_add_up_in_l1(self):
        def change(f):
            density = f["/forward/density"][1]
            f["/forward/density"][1] = density + 0.9e-8 * density.max() * np.where(np.arange(64) % 2, 1, -1)
        done = self.compare(DIFFER, self.base(), self.changed(change))
        self.assertEqual(self.row(done, "/forward/density", "max")[-1], "yes")
        self.assertEqual(self.row(done, "/forward/density", "L1")[-1], "NO")

    def test_places_in_two_dimensions_and_components(self):
        plane = self.plane()

        def change(f):
            f["/forward/score"][2, 3, 5, 1] += 1
        done = self.compare(DIFFER, plane, self.changed(change, plane))
        self.assertIn("worst at t = 1, x = -1.25, y = -1.25 (component y)", done.stdout)

    def test_what_is_missing_or_extra_or_of_another_shape(self):
        for path in ("/forward/density", "/forward/outside", "/reverse/counts", "/reverse/joint_edges", "/compare/chain/error",
                     "/compare/ensemble", "/mesh/volume"):
            without = self.changed(lambda f, p=path: f.__delitem__(p))
            self.assertIn("missing", self.compare(DIFFER, self.base(), without).stdout)
            self.assertIn("extra", self.compare(DIFFER, without, self.base()).stdout)

        def shorten(f):
            del f["/compare/chain/error"]
            f["/compare/chain/error"] = np.zeros(2)
        self.assertIn("shape", self.compare(DIFFER, self.base(), self.changed(shorten)).stdout)
        for path in ("/diagnostics", "/performance", "/paraview", "/input", "/verdict"):
            self.compare(AGREE, self.base(), self.changed(lambda f, p=path: f.__delitem__(p)))
        self.compare(AGREE, self.base(), self.changed(lambda f: f.attrs.__setitem__("title", "another")))

    def test_nan(self):
        def spoil(f, path="/forward/density", place=(1, 7)):
            f[path][place] = np.nan
        spoiled = self.changed(spoil)
        self.assertIn("nan", self.compare(DIFFER, self.base(), spoiled).stdout)
        self.compare(DIFFER, spoiled, self.base())
        self.compare(DIFFER, spoiled, spoiled)  # it was never right
        self.compare(DIFFER, self.base(), self.changed(lambda f: spoil(f, "/compare/chain/error", 1)))

    def test_snapshots_that_are_not_written_are_not_compared(self):
        def stop(f, written=2):
            f.attrs["status"] = "interrupted"
            f["/forward"].attrs["written"] = written
            f["/forward/density"][written:] = np.nan
            for path in ("/forward/counts", "/forward/outside"):
                f[path][...] = 2**64 - 1

        def stop_otherwise(f):
            stop(f)
            f["/forward/density"][2:] = 7
        stopped = self.changed(stop)
        self.compare(AGREE, stopped, stopped)
        self.compare(AGREE, stopped, self.changed(stop_otherwise, name="otherwise.h5"))
        # Another number of them is a difference by itself.
        shorter = self.changed(lambda f: stop(f, 1), name="shorter.h5")
        done = self.compare(DIFFER, stopped, shorter)
        self.assertIn("2 snapshots in the reference, 1 in the new file", done.stdout)
        self.compare(AGREE, stopped, shorter, "--only", "/mesh/*", "--only", "/reverse/*")
        self.compare(DIFFER, self.base(), stopped)


class Counts(CompareTest):
    def test_another_seed_is_another_sample_of_one_law(self):
        done = self.compare(AGREE, self.base(), self.made("seed", reverse__seed=83, **JOINT))
        for path in ("/forward/counts", "/reverse/counts", "/reverse/joint_counts"):
            value, limit, passed = self.row(done, path, "p, Holm")
            self.assertTrue(passed == "yes" and float(limit) == 1e-4 < float(value) < 1)
        self.assertIn("total variation", done.stdout)
        self.assertRegex(done.stdout, "/compare/ensemble/chi2 .*follows from counts")
        self.assertRegex(done.stdout, "/compare/joint/chi2 .*follows from counts")
        self.assertEqual(self.row(done, "/compare/chain/error", "max")[-1], "yes")
        self.compare(AGREE, self.made("plain"), self.made("fewer", reverse__particles=7000))

    def test_another_reversal_is_another_law(self):
        other = self.made("half-score", reverse__seed=83, reverse__reversal="half-score", **JOINT)
        done = self.compare(DIFFER, self.base(), other, "--only", "/*/counts", "--only", "/reverse/joint_counts")
        self.assertEqual(self.row(done, "/forward/counts", "p, Holm")[-1], "yes")
        for path in ("/reverse/counts", "/reverse/joint_counts"):
            self.assertEqual(self.row(done, path, "p, Holm")[-1], "NO")

    def as_two_samples(self, change):
        """The same change, and nothing says that the particles are the same."""
        def both(f):
            change(f)
            del f["/input/resolved"]
        return both

    def test_a_shifted_histogram(self):
        for path in ("/forward/counts", "/reverse/counts"):
            for k in range(3):
                def shift(f):
                    f[path][k] = np.roll(f[path][k], 1)
                done = self.compare(DIFFER, self.base(), self.changed(shift))
                self.assertEqual(self.row(done, path, "moved")[-1], "NO")
                done = self.compare(DIFFER, self.base(), self.changed(self.as_two_samples(shift)))
                self.assertEqual(self.row(done, path, "p, Holm")[-1], "NO")

        def shift_slabs(f):
            f["/reverse/joint_counts"][...] = np.roll(f["/reverse/joint_counts"][...], 1, axis=1)
        done = self.compare(DIFFER, self.base(), self.changed(self.as_two_samples(shift_slabs)))
        self.assertEqual(self.row(done, "/reverse/joint_counts", "p, Holm")[-1], "NO")

    def test_joint_counts_are_a_histogram_per_pair_of_axes(self):
        plane = self.plane("plane-joint", validation__roads='["ensemble"]', **JOINT)
        slabs = np.sum(~np.isnan(dataset(plane.parent, "/reverse/joint_edges")), axis=1) - 1
        counts = dataset(plane.parent, "/reverse/joint_counts")
        blocks = {"x": slice(0, slabs[0]), "y": slice(slabs[0], slabs.sum())}
        for earlier, rows in blocks.items():
            for later, columns in blocks.items():
                def shift(f):
                    f["/reverse/joint_counts"][rows, columns] = np.roll(f["/reverse/joint_counts"][rows, columns], 1, axis=1)
                done = self.compare(DIFFER, plane, self.changed(shift, plane), "--only", "/reverse/joint_counts")
                self.assertIn(f"at {earlier} at the earlier time, {later} at the later: chi2", done.stdout)
                block = counts[rows, columns].astype(float)
                moved = 0.5 * abs(block - np.roll(block, 1, axis=1)).sum() / block.sum()
                self.assertIn(f"total variation {moved:.3g}", done.stdout)

    def test_a_few_particles_across_a_face(self):
        for particles, code, passed in ((2, AGREE, "yes"), (3, DIFFER, "NO")):  # of 20000
            done = self.compare(code, self.base(), self.changed(self.move(particles)))
            self.assertEqual(self.row(done, "/reverse/counts", "moved")[-1], passed)
            self.assertRegex(done.stdout, "/compare/ensemble/chi2 .*follows from counts")
            done = self.compare(AGREE, self.base(), self.changed(self.as_two_samples(self.move(particles))))
            self.row(done, "/reverse/counts", "p, Holm")

    def test_what_is_outside_belongs_to_the_counts(self):
        walls = self.made("walls", **WALLS)

        def lose(f):
            inside = f["/forward/counts"][2]
            taken = inside // 20
            f["/forward/counts"][2] = inside - taken
            f["/forward/outside"][2] += taken.sum()
        done = self.compare(DIFFER, walls, self.changed(lose, walls))
        self.assertEqual(self.row(done, "/forward/counts", "moved")[-1], "NO")
        done = self.compare(DIFFER, walls, self.changed(self.as_two_samples(lose), walls))
        self.assertEqual(self.row(done, "/forward/counts", "p, Holm")[-1], "NO")
        self.compare(AGREE, walls, self.made("walls-seed", reverse__seed=83, **WALLS))


class Files(CompareTest):
    def test_other_meshes_and_times(self):
        self.refuse(self.base(), self.made("coarse", mesh__cells="[32]"), says="64 and 32 cells along x")
        self.refuse(self.base(), self.made("moved", mesh__upper="[4.5]"), says="other edges along x")
        self.refuse(self.base(), self.plane(), says="1 and 2 axes")
        self.refuse(self.base(), self.made("later", time__end=1.1), says="times in /forward")
        self.refuse(self.base(), self.made("stop", time__stop=0.5), says="times in /reverse")

    def test_files_that_are_none(self):
        text = self.directory / "text.h5"
        text.write_text("no HDF5 at all")
        for new, says in ((text, "not an HDF5 file"), (self.directory / "absent.h5", "absent.h5"),
                          (self.changed(lambda f: f.attrs.__setitem__("schema_version", 2)), "schema version 2")):
            self.refuse(self.base(), new, says=says)
            self.refuse(new, self.base(), says=says)
        other = self.directory / "other.h5"
        with h5py.File(other, "w"):
            pass
        self.refuse(self.base(), other, says="not a run file")

    def test_a_damaged_file(self):
        cut = self.changed(lambda f: None)
        cut.write_bytes(cut.read_bytes()[:20000])
        self.refuse(self.base(), cut, says=str(cut), code=OUTPUT)
        timeless = self.changed(lambda f: f.__delitem__("/forward/time"), name="timeless.h5")
        self.refuse(self.base(), timeless, says="timeless.h5", code=OUTPUT)
        small = self.changed(lambda f: (f.__delitem__("/forward/density"), f.__setitem__("/forward/density", np.ones((3, 5)))))
        self.refuse(small, small, says="/forward/density", code=OUTPUT)

    def test_tolerances(self):
        def change(f):
            f["/forward/density"][...] *= 1 + 1e-6
        new = self.changed(change)
        file = self.directory / "tolerances.toml"
        self.compare(DIFFER, self.base(), new)
        for text, code in (('"/forward/density" = { rtol = 1e-5 }', AGREE), ('"/*" = { atol = 1e-3 }', AGREE),
                           ('"/reverse/*" = { rtol = 1 }', DIFFER), ('"*/densit?" = { rtol = 1e-5 }', AGREE),
                           ('"/z*" = { rtol = 1 }\n"/forward/*" = { rtol = 1e-5 }\n"*" = { rtol = 1e-7 }', DIFFER),
                           ('"*" = { rtol = 1e-7 }\n"/forward/*" = { rtol = 1e-5 }', AGREE)):
            file.write_text(text)
            self.compare(code, self.base(), new, "--tolerances", file)
        for text, says in (('\n"a" = 1', "tolerances.toml:2: a"), ('"a" = { rtl = 1 }', "rtl"), ('"a" = { rtol = -1 }', "rtol"),
                           ('"a" = { rtol = nan }', "rtol"), ('"a" = ', "TOML")):
            file.write_text(text)
            self.refuse(self.base(), new, "--tolerances", file, says=says)
        self.refuse(self.base(), new, "--tolerances", self.directory / "none.toml", says="none.toml")

    def test_only_and_ignore(self):
        def change(f):
            f["/forward/density"][...] *= 1.5
            f["/reverse/chain"][...] *= 1.5
        new = self.changed(change)
        self.compare(DIFFER, self.base(), new, "--ignore", "/forward/density")
        done = self.compare(AGREE, self.base(), new, "--ignore", "*density", "--ignore", "/reverse/*")
        self.assertNotIn("/reverse/counts", done.stdout)
        done = self.compare(AGREE, self.base(), new, "--only", "/mesh/*", "--only", "/forward/score")
        self.assertEqual({line.split()[0] for line in done.stdout.splitlines()[1:-1]},
                         {"/mesh/volume", "/mesh/x_centers", "/mesh/x_edges", "/forward/score"})
        self.compare(DIFFER, self.base(), new, "--only", "/forward/*")
        self.refuse(self.base(), new, "--only", "/forwrd/*", says="/forwrd/*")
        self.refuse(self.base(), new, "--ignore", "*", says="nothing")

    def test_json(self):
        def change(f):
            f["/forward/density"][1, 30] = np.nan
            f["/forward/score"][2, 20] += 1
        table = self.directory / "table.json"
        self.compare(DIFFER, self.base(), self.changed(change), "--json", table)
        said = json.loads(table.read_text())
        self.assertEqual((said["schema"], said["schema_version"], said["agree"]), ("loschmidt-comparison", 1, False))
        rows = {(row["dataset"], row["measure"]): row for row in said["rows"]}
        self.assertFalse(rows["/forward/density", "max"]["pass"])
        self.assertIsNone(rows["/forward/density", "max"]["worst"]["new"])
        self.assertAlmostEqual(rows["/forward/score", "max"]["value"], 1)
        self.assertEqual(rows["/forward/score", "max"]["worst"]["place"], "t = 1, x = -1.4375")
        self.assertTrue(rows["/reverse/chain", "L1"]["pass"])
        self.compare(AGREE, self.base(), self.base(), "--json", table)
        self.assertTrue(json.loads(table.read_text())["agree"])
        self.refuse(self.base(), self.base(), "--json", self.directory / "no" / "where.json", says="where.json", code=OUTPUT)

    def test_every_rank_ends_with_the_same_code(self):
        changed = self.changed(self.move(0))
        for ranks in (2, 3):
            done = self.compare(AGREE, self.base(), changed, ranks=ranks)
            self.assertEqual(done.stdout.count("the files agree"), 1)
            self.compare(DIFFER, self.base(), self.made("half-score", reverse__seed=83, reverse__reversal="half-score", **JOINT),
                         ranks=ranks)
            self.refuse(self.base(), self.directory / "absent.h5", says="absent.h5", ranks=ranks)
        # The launcher passes on what any rank ends with; here each one says it.
        words = f"{PROGRAM} compare {self.base()} {self.made('half-score')} > {os.devnull}; echo code $?"
        done = subprocess.run([MPIEXEC, "-n", "2", "sh", "-c", words], capture_output=True, text=True, check=True)
        self.assertEqual(done.stdout.split("\n")[:2], ["code 1", "code 1"])


if __name__ == "__main__":
    main()
