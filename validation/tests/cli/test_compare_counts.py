"""`loschmidt compare` on counts, which are samples: docs/interface.md, section 5."""
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from comparing import AGREE, CompareTest, DIFFER, JOINT, WALLS  # noqa: E402
from running import dataset, main  # noqa: E402


class Counts(CompareTest):
    def test_another_seed_is_another_sample_of_one_law(self):
        done = self.compare(AGREE, self.base(), self.made("seed", reverse__seed=83, **JOINT))
        values = []
        for path in ("/forward/counts", "/reverse/counts", "/reverse/joint_counts"):
            value, limit, passed = self.row(done, path, "p, Holm")
            values.append(float(value))
            self.assertTrue(passed == "yes" and float(limit) == 1e-4 < float(value) <= 1)
        self.assertLess(min(values), 1)  # Holm's correction ends at 1
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


if __name__ == "__main__":
    main()
