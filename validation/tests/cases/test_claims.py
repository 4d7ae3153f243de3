"""Every claim and warning of the two texts behind this program, run: cases/claims/ and docs/claims.md."""
import concurrent.futures
import pathlib
import re
import sys
import tomllib

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, FALSIFIED, ROOT, RunTest, VERIFIED, dataset, main  # noqa: E402

CLAIMS = {path.stem: path for path in sorted((CASES / "claims").glob("*.toml"))}
CODES = {"verified": VERIFIED, "falsified": FALSIFIED}


def expected(path):
    return tomllib.loads(path.read_text())["expect"]


class Table(RunTest):
    def test_every_case_has_a_row_with_its_verdict(self):
        rows = dict(re.findall(r"^\|.*\| `(\w+)` \| (\w+) \|", (ROOT / "docs/claims.md").read_text(), re.MULTILINE))
        self.assertEqual(rows, {name: expected(path) for name, path in CLAIMS.items()})


class Claims(RunTest):
    def test_every_case_ends_as_expected(self):
        self.assertGreaterEqual(len(CLAIMS), 24)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:  # a core each
            runs = [pool.submit(self.run_case, path, CODES[expected(path)], name=name) for name, path in CLAIMS.items()
                    if name != "weak_form"]
            for run in runs:
                run.result()

    def test_less_noise_shows_in_no_marginal(self):
        out = self.run_case(CLAIMS["path_law_with_less_noise"], FALSIFIED)
        self.assertGreater(dataset(out, "/compare/ensemble/p_value").min(), 1e-3)
        self.assertLess(dataset(out, "/compare/joint/p_value").max(), 1e-12)


class WeakForm(RunTest):
    """d/dt E phi(X) = E [f phi' + g^2 phi''/2] for phi = cos(k asinh x + k), by density and by particles."""

    def setUp(self):
        super().setUp()
        self.out = self.run_case(CLAIMS["weak_form"], VERIFIED)
        self.t = dataset(self.out, "/forward/time")
        self.x = dataset(self.out, "/mesh/x_centers")
        self.mass = dataset(self.out, "/forward/density") * dataset(self.out, "/mesh/volume")

    def test_expectations_change_as_ito_says(self):
        u, root = np.arcsinh(self.x), np.sqrt(1 + self.x**2)
        drift, tensor = self.x / 2 - root * u, root**2  # times beta = 1 + t
        for k in range(1, 7):
            phase = k * u + k
            phi, first = np.cos(phase), -k * np.sin(phase) / root
            second = -k**2 * np.cos(phase) / root**2 + k * np.sin(phase) * self.x / root**3
            rate = (1 + self.t) * (self.mass @ (drift * first + tensor * second / 2))
            # Simpson's rule over all snapshots.
            width = self.t[1] - self.t[0]
            integral = width / 3 * (rate[0] + rate[-1] + 4 * rate[1:-1:2].sum() + 2 * rate[2:-1:2].sum())
            change = self.mass[-1] @ phi - self.mass[0] @ phi
            print(f"  k = {k}: E phi changes by {change:.6f}, Ito's formula says {integral:.6f}")
            # Averages at centres miss what cells of width h are across: h^2/24 of the second derivative.
            self.assertLess(abs(change - integral), 1e-3)

    def test_particles_have_the_same_expectations(self):
        u = np.arcsinh(self.x)
        counts = dataset(self.out, "/forward/counts")
        particles = counts[0].sum() + dataset(self.out, "/forward/outside")[0]
        worst = 0
        for k in range(1, 7):
            phi = np.cos(k * u + k)
            mean = self.mass @ phi
            sd = np.sqrt((self.mass @ phi**2 - mean**2) / particles)
            worst = max(worst, (abs(counts @ phi / particles - mean) / sd).max())
        print(f"  largest of {6 * len(self.t)} differences: {worst:.2f} standard deviations")
        self.assertLess(worst, 5)


if __name__ == "__main__":
    main()
