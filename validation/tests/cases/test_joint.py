"""The joint law of two times: what it should be, and that it sees what all marginals hide."""
import json
import math
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, INPUT, RunTest, UNDECIDED, VERIFIED, dataset, main  # noqa: E402

TIMES = (0.1, 0.3)
KEYS = {"validation__joint_times": list(TIMES), "validation__roads": '["ensemble"]', "reverse__particles": 2e5,
        "time__snapshots": "[0.1, 0.3, 1.0]", "reverse__steps": 100}


def normal_law(x):
    return 0.5 * (1 + math.erf(x / math.sqrt(2)))


def exact_joint(edges):
    """Of vp_two_gaussians: X_s is a mixture, X_t = r X_s + sqrt(1 - r^2) Z; by quadrature over X_s."""
    def m(t):
        return math.exp(-0.5 * (0.1 * t + 9.95 * t * t))
    s, t = TIMES
    r = m(t) / m(s)
    variance = m(s) ** 2 * 0.0625 + 1 - m(s) ** 2
    nodes, weights = np.polynomial.legendre.leggauss(12)
    table = np.zeros((len(edges) - 1, len(edges) - 1))
    for i, (low, high) in enumerate(zip(edges[:-1], edges[1:])):
        for piece in range(16):
            a = low + (high - low) * piece / 16
            b = low + (high - low) * (piece + 1) / 16
            for x, w in zip(0.5 * (a + b) + 0.5 * (b - a) * nodes, 0.5 * (b - a) * weights):
                p = sum(0.5 * math.exp(-0.5 * (x - c * m(s)) ** 2 / variance) for c in (-2, 2))
                p *= w / math.sqrt(2 * math.pi * variance)
                law = np.array([normal_law((e - r * x) / math.sqrt(1 - r * r)) for e in edges])
                table[i] += p * np.diff(law)
    return table


def verdict_of(run):
    return json.loads((run / "verdict.json").read_text())["verdict"]


class Joint(RunTest):
    def test_the_expected_law_is_the_exact_one_at_order_two_and_extrapolated_at_four(self):
        errors = []
        extrapolated = {"solver__extrapolation": "true"}
        for cells, more in ((256, {}), (512, {}), (128, extrapolated), (256, extrapolated)):
            run = self.run_case("vp_two_gaussians", mesh__cells=f"[{cells}]", **{**KEYS, **more})
            expected = dataset(run, "/reverse/joint_expected")
            self.assertLess(abs(expected.sum() - 1), 1e-12)
            errors.append(abs(expected - exact_joint(dataset(run, "/reverse/joint_edges"))).sum())
        orders = [math.log2(coarse / fine) for coarse, fine in (errors[:2], errors[2:])]
        print(f"  L1 256, 512 cells and 128, 256 extrapolated: {errors}, orders {orders}")
        self.assertLess(abs(orders[0] - 2), 0.1)
        self.assertLess(abs(orders[1] - 4), 0.3)

    def test_every_particle_is_counted_once_for_each_pair_of_axes(self):
        run = self.run_case("vp_eight_gaussians", mesh__cells="[32,48]", **{**KEYS, "reverse__particles": 1000})
        counts, edges = dataset(run, "/reverse/joint_counts"), dataset(run, "/reverse/joint_edges")
        x, y = (int(np.isfinite(row).sum()) - 1 for row in edges)
        self.assertEqual(counts.shape, (x + y, x + y))
        for rows in (slice(0, x), slice(x, x + y)):
            for columns in (slice(0, x), slice(x, x + y)):
                self.assertEqual(counts[rows, columns].sum(), 1000)
        self.assertEqual(len(dataset(run, "/compare/joint/chi2")), 4)

    def test_other_noise_passes_the_marginals_and_fails_the_joint_law(self):
        self.run_case("vp_two_gaussians", VERIFIED, **KEYS)
        self.assertNotIn("marginals were tested", self.last.stdout)
        for noise in (0.9, 1.1):
            run = self.run_case("vp_two_gaussians", FALSIFIED, reverse__reversal=f"{{ noise = {noise} }}", **KEYS)
            self.assertTrue(verdict_of(run)["reason"].startswith("joint at t = 0.1"), verdict_of(run))
            self.assertGreater(dataset(run, "/compare/ensemble/p_value").min(), 1e-4)

    def test_where_axes_absorb_and_from_a_prior_the_joint_law_is_that_of_what_comes_back(self):
        survivors = {"validation__joint_times": "[0.068, 0.136]", "time__snapshots": "[0.034, 0.17]",
                     "reverse__steps": 200}
        prior = {"validation__joint_times": "[0.3, 0.7]"}
        for case, keys in (("absorbing_brownian", survivors), ("vp_prior", prior)):
            run = self.run_case(case, **{**KEYS, **keys})
            self.assertIn(self.last.returncode, (VERIFIED, UNDECIDED), self.last.stdout)
            chi2, dof = (dataset(run, f"/compare/joint/{name}")[0] for name in ("chi2", "dof"))
            self.assertLess(chi2, dof + 5 * math.sqrt(2 * dof))  # no allowance taken

    def test_what_a_wrong_reversal_throws_out_of_an_absorbing_end_is_missing_and_not_impossible(self):
        run = self.run_case("absorbing_brownian", FALSIFIED, **{
            **KEYS, "validation__joint_times": "[0.068, 0.136]", "time__snapshots": "[0.034, 0.17]",
            "reverse__reversal": "naive", "reverse__particles": 2e4})
        self.assertGreater(dataset(run, "/reverse/outside").max(), 0)
        self.assertTrue(np.isfinite(dataset(run, "/compare/joint/chi2")).all())

    def test_too_few_particles_for_the_joint_law_decide_nothing(self):
        self.run_case("vp_two_gaussians", UNDECIDED, **{**KEYS, "reverse__particles": 2e4})
        self.assertIn("noise 10 % off, with the drift that belongs to it", self.last.stdout)

    def test_times_it_cannot_take_are_refused(self):
        for times, word in (("[0.1]", "two different"), ("[0.3, 0.3]", "two different"), ("[0.1, 1.5]", "must lie in"),
                            ("[1e-4, 0.3]", "must lie in")):
            self.run_case("vp_two_gaussians", INPUT, **{**KEYS, "validation__joint_times": times})
            self.assertIn(word, self.last.stderr)
        self.run_case("vp_two_gaussians", INPUT, **{**KEYS, "validation__roads": '["chain"]'})
        self.assertIn("needs the road", self.last.stderr)


if __name__ == "__main__":
    main()
