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
            runs = {name: pool.submit(self.run_case, path, CODES[expected(path)], name=name)
                    for name, path in CLAIMS.items() if name != "weak_form"}
        outs = {name: run.result() for name, run in runs.items()}
        # What the joint law alone sees: as many marginals as there are agree, by Bonferroni at one in a thousand.
        p = dataset(outs["path_law_with_less_noise"], "/compare/ensemble/p_value")
        self.assertGreater(p.min(), 1e-3 / len(p))


class WeakForm(RunTest):
    """d/dt E phi(X) = E [f phi' + g^2 phi''/2] for phi = cos(k asinh x + k), by density and by particles."""

    def solved(self, cells, **keys):
        out = self.run_case(CLAIMS["weak_form"], name=str(cells), mesh__cells=f"[{cells}]", **keys)
        return out, dataset(out, "/forward/time"), dataset(out, "/mesh/x_centers"), \
            dataset(out, "/forward/density") * dataset(out, "/mesh/volume")

    def residuals(self, cells, **keys):
        """The change of E phi less the integral of the right-hand side, for every k."""
        _, t, x, mass = self.solved(cells, **keys)
        u, root = np.arcsinh(x), np.sqrt(1 + x**2)
        drift, tensor = x / 2 - root * u, root**2  # times beta = 1 + t
        for k in range(1, 7):
            phase = k * u + k
            phi, first = np.cos(phase), -k * np.sin(phase) / root
            second = -k**2 * np.cos(phase) / root**2 + k * np.sin(phase) * x / root**3
            rate = (1 + t) * (mass @ (drift * first + tensor * second / 2))
            # Simpson's rule over all snapshots.
            integral = (t[1] - t[0]) / 3 * (rate[0] + rate[-1] + 4 * rate[1:-1:2].sum() + 2 * rate[2:-1:2].sum())
            yield mass[-1] @ phi - mass[0] @ phi - integral

    def test_expectations_change_as_ito_says(self):
        # Exactly, but for values at centres in place of averages over cells: second order in their width.
        few = {"validation__roads": '["chain"]'}
        coarse, fine = (np.abs(list(self.residuals(cells, **few))).sum() for cells in (200, 400))
        print(f"  sum of |d E phi - Ito's formula| on 200 cells {coarse:.2e}, on 400 {fine:.2e}")
        self.assertLess(abs(np.log2(coarse / fine) - 2), 0.1)

    def test_particles_have_the_same_expectations(self):
        out, t, x, mass = self.solved(400)
        self.assertEqual(self.last.returncode, VERIFIED, self.last.stdout)
        u = np.arcsinh(x)
        counts = dataset(out, "/forward/counts")
        particles = counts[0].sum() + dataset(out, "/forward/outside")[0]
        worst = 0
        for k in range(1, 7):
            phi = np.cos(k * u + k)
            mean = mass @ phi
            sd = np.sqrt((mass @ phi**2 - mean**2) / particles)
            worst = max(worst, (abs(counts @ phi / particles - mean) / sd).max())
        print(f"  largest of {6 * len(t)} differences: {worst:.2f} standard deviations")
        self.assertLess(worst, 5)  # 246 of them: one study in seven thousand


if __name__ == "__main__":
    main()
