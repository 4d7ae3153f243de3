"""`loschmidt compare` on files, options and exit codes: docs/interface.md, section 5."""
import json
import os
import pathlib
import subprocess
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from comparing import AGREE, CompareTest, DIFFER, JOINT  # noqa: E402
from running import MPIEXEC, OUTPUT, PROGRAM, main  # noqa: E402


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

    def test_globs_that_match_nothing_are_told(self):
        file = self.directory / "slip.toml"
        file.write_text('"/forwrd/*" = { rtol = 1 }\n"/forward/*" = { rtol = 1e-6 }\n')
        done = self.compare(AGREE, self.base(), self.base(), "--tolerances", file, "--ignore", "/revrse/*", "--ignore", "/reverse/*")
        self.assertIn(f"warning: {file}: /forwrd/* matches no dataset", done.stderr)
        self.assertIn("warning: --ignore: /revrse/* matches no dataset", done.stderr)
        self.assertEqual(done.stderr.count("warning"), 2)

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
        self.refuse(self.base(), self.base(), "--json", self.base(), says="one of the files that are compared")
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
