"""Ends where the noise vanishes: densities that are infinite there, or absorbed, against closed forms, and verdicts."""
import math
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, INPUT, RunTest, UNDECIDED, VERIFIED, dataset, main, settings, start  # noqa: E402

# A short rate with 2ab/sigma² = 1/2: the square root of x is the distance of a Gaussian from 0.
SHORT_RATE = """
[mesh]
lower = [0.0]
upper = [8.0]
cells = [128]
grading = [{ kind = "sinh", center = 0.0, strength = 4 }]
[sde]
drift = ["a*(b - x)"]
diffusion = "sigma*sqrt(x)"
definitions = { a = 0.1, b = 0.225, sigma = 0.3 }
[initial]
mixture = [{ weight = 1, mean = [0.1], std = [0.01] }]
[time]
end = 5.0
snapshots = [0.5, 5]
"""

# The share of a gene under rare mutation; it comes to the law of the arcsine.
RARE_MUTATION = """
[mesh]
lower = [0.0]
upper = [1.0]
cells = [64]
[sde]
drift = ["0.25*(1 - 2*x)"]
diffusion = "sqrt(x*(1 - x))"
[initial]
mixture = [{ weight = 1, mean = [0.5], std = [0.1] }]
[time]
end = 20.0
snapshots = [0.5, 20]
"""

# The same without mutation: it is lost or fixed, after Kimura.
NEUTRAL = """
[mesh]
lower = [0.0]
upper = [1.0]
cells = [100]
boundary = ["absorbing"]
[sde]
drift = [0]
diffusion = "sqrt(x*(1 - x))"
[initial]
mixture = [{ weight = 1, mean = [0.3], std = [0.03] }]
[time]
end = 2.0
snapshots = [0.5, 1, 2]
"""


def normal_below(x):
    return 0.5 * math.erfc(-x / math.sqrt(2))


def short_rate_below(x, time):
    """The mean over the start of the law of (√λ + N)² in units of sigma² (1 − exp(−at))/4a."""
    unit = 0.09 * (1 - math.exp(-0.1 * time)) / 0.4
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    root = math.sqrt(x / unit)
    sum_ = 0
    for node, weight in zip(nodes, weights / weights.sum()):
        center = math.sqrt((0.1 + 0.01 * node) * math.exp(-0.1 * time) / unit)
        sum_ += weight * (normal_below(root - center) - normal_below(-root - center))
    return sum_


def neutral_survival(time, order=60):
    """Kimura's expansion: integrated over the segregating shares, for a start from the Gaussian of the case."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    total = 0
    for node, weight in zip(nodes, weights / weights.sum()):
        p = 0.3 + 0.03 * node
        for i in range(1, order):
            # ∫ of the eigenfunction is 0 for even i; F = the Gegenbauer polynomial C^(3/2)_(i−1) at 1 − 2p.
            z = 1 - 2 * p
            before, now = 0.0, 1.0
            for n in range(1, i):
                before, now = now, ((2 * n + 1) * z * now - (n + 1) * before) / n
            if i % 2 == 1:
                total += weight * 2 * p * (1 - p) * (2 * i + 1) / (i * (i + 1)) * 2 * now * math.exp(
                    -0.5 * i * (i + 1) * time)
    return total


class SingularEnds(RunTest):
    def masses(self, text, **keys):
        """Those at the last snapshot, and the edges of the cells."""
        run = self.run_case(self.write_case(text), UNDECIDED, validation__roads='["chain"]', reverse__steps=20, **keys)
        edges = dataset(run, "/mesh/x_edges")
        return dataset(run, "/forward/density")[-1] * np.diff(edges), edges

    def orders(self, text, below, cells, **keys):
        errors = []
        for n in cells:
            mass, edges = self.masses(text, mesh__cells=f"[{n}]", **keys)
            errors.append(abs(mass - np.diff([below(x) for x in edges])).sum())
        print(f"L1 on {cells} cells: {errors}")
        return errors, [math.log2(a / b) for a, b in zip(errors, errors[1:])]

    def test_an_infinite_density_is_of_second_order(self):
        errors, orders = self.orders(SHORT_RATE, lambda x: short_rate_below(x, 5), [64, 128, 256])
        self.assertLess(errors[-1], 5e-5)
        self.assertGreater(min(orders), 1.9)

    def test_the_law_of_the_arcsine_stays(self):
        errors, _ = self.orders(RARE_MUTATION, lambda x: 2 / math.pi * math.asin(math.sqrt(x)), [64])
        self.assertLess(errors[0], 1e-9)

    def test_extrapolation_helps_there_too(self):
        errors, _ = self.orders(SHORT_RATE, lambda x: short_rate_below(x, 5), [128], solver__extrapolation="true")
        self.assertLess(errors[0], 1e-6)

    def test_an_absorbing_end_takes_its_share(self):
        for time, left in ((0.5, 0.753605), (1, 0.461186), (2, 0.169791)):
            self.assertAlmostEqual(neutral_survival(time), left, delta=2e-6)
        errors = []
        for cells in (50, 100):
            run = self.run_case(self.write_case(NEUTRAL), UNDECIDED, validation__roads='["chain"]', reverse__steps=20,
                                mesh__cells=f"[{cells}]")
            left = (dataset(run, "/forward/density") * dataset(run, "/mesh/volume")).sum(axis=1)
            exact = np.array([neutral_survival(t) for t in dataset(run, "/forward/time")[1:]])
            errors.append(abs(left[1:] - exact))
            print(f"{cells} cells: {left[1:]}, exact {exact}")
        # The order is that of h² log h.
        self.assertGreater(np.log2(errors[0] / errors[1]).min(), 1.7)
        self.assertLess(errors[1].max(), 5e-4)

    def test_anderson_is_right_and_half_of_the_divergence_wrong(self):
        for text in (SHORT_RATE, RARE_MUTATION, NEUTRAL):
            case = self.write_case(text)
            common = {"reverse__particles": 20000, "reverse__steps": 200, "time__end": 2.0, "time__snapshots": "[0.5, 2]",
                      "validation__roads": '["forward", "ensemble"]'}
            self.run_case(case, name="right", ranks=2, **common)
            self.assertIn(self.last.returncode, (VERIFIED, UNDECIDED), self.last.stdout)
            counts = dataset(self.directory / "right", "/compare/ensemble/p_value")
            self.assertGreater(counts.min(), 1e-5)
            self.run_case(case, FALSIFIED, name="wrong", ranks=2, reverse__reversal='"missing-divergence"', **common)

    def test_an_end_that_keeps_what_reaches_it_must_absorb(self):
        done = start("run", self.write_case(NEUTRAL), "--dry-run", *settings(mesh__boundary='["reflecting"]'))
        self.assertEqual(done.returncode, INPUT)
        self.assertIn("mesh.boundary[0]", done.stderr)
        self.assertIn("exit end", done.stderr)

    def test_a_power_that_changes_in_time_verifies_nothing(self):
        run = self.run_case(self.write_case(SHORT_RATE), UNDECIDED, ranks=2, reverse__particles=20000,
                            reverse__steps=200, time__end=1.0, time__snapshots=2, validation__roads='["ensemble"]',
                            solver__extrapolation="true",
                            sde__drift='["a*(1 + t)*(b - x)"]')
        told = start("run", self.write_case(SHORT_RATE), "--dry-run",
                     *settings(sde__drift='["a*(1 + t)*(b - x)"]')).stdout
        self.assertIn("so nothing is verified", told)
        verdict = (run / "verdict.json").read_text()
        self.assertIn("the noise vanishes at an end of the mesh", verdict)

    def test_a_dry_run_tells_the_class_of_the_ends(self):
        told = start("run", self.write_case(SHORT_RATE), "--dry-run").stdout
        self.assertIn("# end: x = 0 is regular, D ~ r^1, 2 f r/D -> 0.5; the density ~ r^-0.5", told)
        told = start("run", self.write_case(NEUTRAL), "--dry-run").stdout
        self.assertIn("# end: x = 1 is exit", told)


if __name__ == "__main__":
    main()
