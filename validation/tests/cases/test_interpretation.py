"""One process, written in Itô's and in Stratonovich's calculus, is one run."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import RunTest, VERIFIED, dataset, main  # noqa: E402

LINE = {"reverse__particles": 1e5, "reverse__steps": 100, "time__snapshots": 3}
PLANE = """
[mesh]
lower = [-5.0, -5.0]
upper = [5.0, 5.0]
cells = [48, 48]
[sde]
drift = {drift}
interpretation = "{interpretation}"
diffusion = [["1 + 0.2*sin(y)", 0.3], [0.3, "1 + 0.2*cos(x)"]]
[solver]
extrapolation = true
[initial]
mixture = [{{ weight = 1, mean = [0.5, -0.5], std = [0.7, 0.7] }}]
[time]
end = 0.5
snapshots = 2
[reverse]
particles = 5e4
steps = 20
"""


class Interpretation(RunTest):
    def both(self, runs):
        ito, stratonovich = runs
        for path in ("/forward/density", "/forward/current"):
            a, b = dataset(ito, path), dataset(stratonovich, path)
            self.assertLess(abs(a - b).max(), 1e-12 * abs(a).max(), path)
        # A particle on the edge of a cell may be counted on the other side.
        counts = dataset(ito, "/reverse/counts").astype(float) - dataset(stratonovich, "/reverse/counts")
        self.assertLessEqual(abs(counts).sum(), 4)

    def test_on_the_line(self):
        # Half of g g' = x, so Stratonovich's drift is the case's less x/2.
        self.both([self.run_case("multiplicative", VERIFIED, name="ito", **LINE),
                   self.run_case("multiplicative", VERIFIED, name="stratonovich", **LINE,
                                 sde__interpretation="stratonovich", sde__drift='["-sqrt(1 + x^2)*asinh(x)"]')])

    def test_with_matrix_noise(self):
        # Half of the sum over j, k of g_jk d_j g_ik: the columns depend on x by g_22 and on y by g_11.
        drift = {"stratonovich": ["-x", "-y"],
                 "ito": ["-x + 0.5*0.3*0.2*cos(y)", "-y - 0.5*0.3*0.2*sin(x)"]}
        runs = []
        for interpretation, formulas in drift.items():
            text = PLANE.format(drift=str(formulas).replace("'", '"'), interpretation=interpretation)
            runs.append(self.run_case(self.write_case(text, f"{interpretation}.toml"), VERIFIED, name=interpretation))
        self.both(runs)


if __name__ == "__main__":
    main()
