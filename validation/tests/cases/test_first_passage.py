"""The passage times in the run file, /forward/exit_rate and /forward/exit_probability, against closed forms."""
import pathlib
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import RunTest, UNDECIDED, at_time, dataset, main  # noqa: E402

# Without an ensemble a run is undecided.
DENSITY_ALONE = {"validation__roads": '["chain"]', "reverse__steps": 40}

# Brownian motion with drift between fixed bounds.
FIXED = """
[mesh]
lower = [0.0]
upper = [1.5]
cells = [150]
boundary = ["absorbing"]
[sde]
drift = [0.8]
diffusion = 1.2
[initial]
mixture = [{ weight = 1, mean = [0.6], std = [0.06] }]
[time]
end = 1.0
snapshots = [0.05, 0.1, 0.2, 0.5]
"""

# Through all four ends, along x and along y.
PLANE = """
[mesh]
lower = [0.0, 0.0]
upper = [1.5, 1.0]
cells = [30, 24]
boundary = ["absorbing", "absorbing"]
[sde]
drift = [0.8, "0.3*sin(5*t)"]
diffusion = [1, 0.7]
[initial]
mixture = [{ weight = 1, mean = [0.6, 0.5], std = [0.1, 0.1] }]
[time]
end = 0.5
snapshots = 5
"""


def sine_series(coefficients, length, noise, time):
    """Slopes at both ends of Σ c_n sin(nπx/L) exp(−½ g² (nπ/L)² t)."""
    n = np.arange(1, len(coefficients) + 1)
    terms = coefficients * n * np.pi / length * np.exp(-0.5 * noise**2 * (n * np.pi / length)**2 * time)
    return terms.sum(), (terms * (-1.0)**n).sum()


def coefficients(function, lower, length, count=400):
    """Those of the sine series of a function on [lower, lower + length], which vanishes at the ends."""
    y = (np.arange(40000) + 0.5) / 40000
    values = function(lower + length * y)
    return np.array([2 * np.mean(values * np.sin(n * np.pi * y)) for n in range(1, count)])


def normal(x, mean, std):
    return np.exp(-0.5 * ((x - mean) / std)**2) / (std * np.sqrt(2 * np.pi))


def rates_between_fixed_bounds(times):
    a, g, length = 0.8, 1.2, 1.5
    start = coefficients(lambda x: np.exp(-a * x / g**2) * normal(x, 0.6, 0.06), 0, length)
    slopes = np.array([sine_series(start, length, g, t) for t in times])
    decay = np.exp(-0.5 * (a / g)**2 * np.asarray(times))
    return 0.5 * g**2 * np.stack([slopes[:, 0] * decay, -slopes[:, 1] * decay * np.exp(a * length / g**2)], axis=1)


def rates_between_closing_bounds(times):
    """Bounds ±B, B = 2 − t/4: without drift p = B^(−1/2) exp(−B'x²/(2g²B)) v(x/B, t/(2B)), v from the heat equation
    between −1 and 1; the drift mu multiplies it by exp(mu x/g² − mu² t/(2g²))."""
    mu, g, first, speed = 1.0, 1.34, 2.0, -0.25

    def start(y):
        x = first * y
        return np.sqrt(first) * np.exp(0.5 * speed * x * x / (g * g * first) - mu * x / g**2) * normal(x, 0, 0.04)

    series = coefficients(start, -1, 2)
    result = []
    for t in times:
        width = first + speed * t
        slopes = sine_series(series, 2, g, t / (first * width))
        factor = np.exp(-0.5 * speed * width / g**2 - 0.5 * mu**2 * t / g**2) / width**1.5
        result.append([0.5 * g * g * factor * np.exp(-mu * width / g**2) * slopes[0],
                       -0.5 * g * g * factor * np.exp(mu * width / g**2) * slopes[1]])
    return np.array(result)


def survival(rates, time):
    """1 − ∫ of both rates, by the rule of Gauss and Legendre."""
    nodes, weights = np.polynomial.legendre.leggauss(400)
    return 1 - 0.5 * time * (weights @ rates(0.5 * time * (nodes + 1)).sum(axis=1))


class FirstPassage(RunTest):
    always = DENSITY_ALONE

    def errors(self, case, rates, **keys):
        """The largest errors of the rates and of the probability to have met no bound."""
        run = self.run_case(case, **keys)
        self.assertEqual(self.last.returncode, UNDECIDED, self.last.stderr)
        times = dataset(run, "/forward/time")[1:]
        self.check_sums(run)
        rate = abs(dataset(run, "/forward/exit_rate")[1:] - rates(times)).max()
        left = 1 - dataset(run, "/forward/exit_probability")[1:].sum(axis=1)
        worst = max(abs(s - survival(rates, t)) for s, t in zip(left, times))
        print(f"{keys}: rate {rate:.2e}, survival {worst:.2e}")
        return rate, worst

    def check_sums(self, run):
        left = (dataset(run, "/forward/density") * dataset(run, "/mesh/volume")).reshape(
            len(dataset(run, "/forward/time")), -1).sum(axis=1)
        self.assertLess(abs(dataset(run, "/forward/exit_probability").sum(axis=1) + left - 1).max(), 1e-11)

    def test_fixed_bounds(self):
        case = self.write_case(FIXED)
        rate, left = self.errors(case, rates_between_fixed_bounds, mesh__cells="[400]")
        self.assertLess(max(rate, left), 1e-4)
        rate, left = self.errors(case, rates_between_fixed_bounds, mesh__cells="[75]", solver__extrapolation="true")
        self.assertLess(max(rate, left), 1e-4)

    def test_closing_bounds(self):
        for t, left in ((1, 0.535125), (2, 0.157355), (4, 0.003674)):
            self.assertAlmostEqual(survival(rates_between_closing_bounds, t), left, delta=1e-6)
        np.testing.assert_allclose(rates_between_closing_bounds([1.0]), [[0.07242, 0.50815]], atol=6e-6)
        snapshots = {"time__snapshots": "[0.5, 1, 2, 3]"}
        rate, left = self.errors("closing_bounds", rates_between_closing_bounds, **snapshots)
        self.assertLess(max(rate, left), 1e-4)
        rate, left = self.errors("closing_bounds", rates_between_closing_bounds, mesh__cells="[100]",
                                 solver__extrapolation="true", **snapshots)
        self.assertLess(max(rate, left), 1e-4)

    def test_the_file_names_the_ends(self):
        run = self.run_case(self.write_case(PLANE), UNDECIDED)
        with h5py.File(run / "run.h5") as file:
            for name in ("exit_rate", "exit_probability"):
                data = file["forward"][name]
                self.assertEqual(data.attrs["ends"], "x lower, x upper, y lower, y upper")
                self.assertEqual(data.shape, (5, 4))
                self.assertTrue(np.isfinite(data[()]).all())
        probability = dataset(run, "/forward/exit_probability")
        self.assertTrue((probability[0] == 0).all())
        self.assertTrue((np.diff(probability, axis=0) > 0).all())
        self.check_sums(run)
        # The drift along x pushes to the upper end, though the start is nearer to the lower one.
        self.assertGreater(at_time(run, "/forward/exit_rate", 0.5)[1], at_time(run, "/forward/exit_rate", 0.5)[0])

    def test_any_number_of_ranks_finds_the_same_bits(self):
        runs = [self.run_case(self.write_case(PLANE), UNDECIDED, ranks=ranks, name=f"np{ranks}",
                              solver__extrapolation="true") for ranks in (1, 2, 3, 4)]
        for path in ("/forward/exit_rate", "/forward/exit_probability"):
            for run in runs[1:]:
                np.testing.assert_array_equal(dataset(runs[0], path), dataset(run, path))


if __name__ == "__main__":
    main()
