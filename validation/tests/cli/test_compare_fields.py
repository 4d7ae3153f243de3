"""`loschmidt compare` on fields: docs/interface.md, section 5."""
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from comparing import AGREE, CompareTest, DIFFER, JOINT  # noqa: E402
from running import dataset, main  # noqa: E402


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


if __name__ == "__main__":
    main()
