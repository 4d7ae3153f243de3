"""One process, written in each calculus, is one run."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import RunTest, VERIFIED, dataset, main  # noqa: E402

OTHERS = ("stratonovich", "hanggi-klimontovich")
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
    def same(self, ito, other):
        for path in ("/forward/density", "/forward/current"):
            a, b = dataset(ito, path), dataset(other, path)
            self.assertLess(abs(a - b).max(), 1e-12 * abs(a).max(), path)
        # A particle on the edge of a cell may be counted on the other side.
        counts = dataset(ito, "/reverse/counts").astype(float) - dataset(other, "/reverse/counts")
        self.assertLessEqual(abs(counts).sum(), 4)

    def test_on_the_line(self):
        # g g' = x: Stratonovich's drift is the case's less x/2, Hänggi's and Klimontovich's less x.
        drift = {"stratonovich": '["-sqrt(1 + x^2)*asinh(x)"]',
                 "hanggi-klimontovich": '["-sqrt(1 + x^2)*asinh(x) - x/2"]'}
        ito = self.run_case("multiplicative", VERIFIED, name="ito", **LINE)
        for calculus in OTHERS:
            self.same(ito, self.run_case("multiplicative", VERIFIED, name=calculus, **LINE,
                                         sde__interpretation=calculus, sde__drift=drift[calculus]))

    def test_with_matrix_noise(self):
        # The sum over j, k of g_jk d_j g_ik: the columns depend on x by g_22 and on y by g_11.
        drift = {"ito": ["-x + 0.5*0.3*0.2*cos(y)", "-y - 0.5*0.3*0.2*sin(x)"],
                 "stratonovich": ["-x", "-y"],
                 "hanggi-klimontovich": ["-x - 0.5*0.3*0.2*cos(y)", "-y + 0.5*0.3*0.2*sin(x)"]}
        run = {}
        for calculus, formulas in drift.items():
            text = PLANE.format(drift=str(formulas).replace("'", '"'), interpretation=calculus)
            run[calculus] = self.run_case(self.write_case(text, f"{calculus}.toml"), VERIFIED, name=calculus)
        for calculus in OTHERS:
            self.same(run["ito"], run[calculus])


if __name__ == "__main__":
    main()
