"""The right reversal is not falsified for what no mesh and no steps resolve, alone or together with the control; and
what excuses it there excuses no wrong one where the density is resolved."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, RunTest, UNDECIDED, VERIFIED, main  # noqa: E402

# A jump on an edge of every mesh, and the way back goes to where it is.
BOX = """
[mesh]
lower = [-3]
upper = [3]
cells = [120]
[sde]
drift = ["-x"]
diffusion = "0.7"
[initial]
density = "abs(x) < 1 ? 1 : 0"
[time]
end = 0.5
[reverse]
particles = 3e5
"""
# Refinement promises the fourth order, eight cells do not keep it.
EIGHT_CELLS = """
[mesh]
lower = [0]
upper = [1]
boundary = ["periodic"]
cells = [8]
[sde]
drift = ["1 + sin(2*pi*x)"]
diffusion = "0.4"
[initial]
density = "exp(2*cos(2*pi*x))"
[time]
end = 0.3
snapshots = 3
[solver]
extrapolation = true
[reverse]
particles = 1e5
steps = 20
"""
# Steps and half as many see the noise in the same phase.
PHASE = """
[mesh]
lower = [-5]
upper = [5]
cells = [120]
[sde]
drift = ["-x"]
diffusion = "sqrt(1 + 0.9*cos(2*pi*40*t))"
[initial]
density = "normal(x, 0.4, 0.5)"
[time]
end = 0.5
snapshots = [0, 0.25, 0.5]
[solver]
extrapolation = true
[reverse]
particles = 3e5
steps = 20
time_grid = "uniform"
"""


class BeforeFalsifying(RunTest):
    def check(self, text, expected, **keys):
        self.run_case(self.write_case(text), expected, **keys)

    def test_a_jump_of_the_density(self):
        self.check(BOX, UNDECIDED)
        self.assertIn("changes too much from one cell to the next", self.last.stdout)
        self.check(BOX, UNDECIDED, solver__extrapolation="true")

    def test_once_it_is_smooth_all_is_decided(self):
        for reversal, expected in (("anderson", VERIFIED), ("half-score", FALSIFIED), ("{score=1.05}", FALSIFIED)):
            self.check(BOX, expected, time__stop=0.01, solver__extrapolation="true", reverse__reversal=reversal)

    def test_gross_errors_are_falsified_even_at_the_jump(self):
        for reversal in ("naive", "half-score", "flipped-score", "unnegated-drift"):
            self.check(BOX, FALSIFIED, reverse__reversal=reversal)

    def test_too_few_cells_for_their_order(self):
        self.check(EIGHT_CELLS, UNDECIDED)
        self.check(EIGHT_CELLS, VERIFIED, mesh__cells="[64]")

    def test_the_control_fails_too(self):
        self.check(PHASE, UNDECIDED)
        self.assertIn("the control failed", self.last.stdout)


if __name__ == "__main__":
    main()
