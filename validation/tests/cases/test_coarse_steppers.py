"""Far too few steps: an allowance for the stepper must neither excuse a wrong reversal nor leave the
right one to be falsified. Undecided is the right answer for both."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, RunTest, UNDECIDED, VERIFIED, main  # noqa: E402

CASES = {
    "vp_two_gaussians": {
        "snapshots": "[0.0, 0.3, 1.0]",
        "wrong": ("naive", "half-score", "flipped-score", "unnegated-drift"),
    },
    "multiplicative": {
        "snapshots": "[0.0, 0.5, 1.0]",
        "wrong": ("naive", "half-score", "flipped-score", "unnegated-drift", "missing-divergence", "half-divergence"),
    },
}


class Reduced(RunTest):
    particles = 50000

    def answers(self, case, reversal, steps, scheme="auto"):
        self.run_case(case, reverse__steps=steps, reverse__scheme=scheme, reverse__particles=self.particles, reverse__reversal=reversal,
                      time__snapshots=CASES[case]["snapshots"])
        code = self.last.returncode
        print(f"  {case} {reversal} {steps} steps {scheme}: exit {code}")
        return code

    def test_anderson_is_never_falsified(self):
        for case in CASES:
            for steps in (4, 8):
                self.assertIn(self.answers(case, "anderson", steps), (VERIFIED, UNDECIDED), self.last.stdout)

    def test_euler_maruyama_where_heun_is_the_default(self):
        case = "vp_two_gaussians"
        for steps in (4, 8, 16):
            self.assertIn(self.answers(case, "anderson", steps, "euler-maruyama"), (VERIFIED, UNDECIDED))
            for reversal in CASES[case]["wrong"]:
                self.assertIn(self.answers(case, reversal, steps, "euler-maruyama"), (FALSIFIED, UNDECIDED))

    def test_a_wrong_reversal_is_never_verified(self):
        for case, c in CASES.items():
            for reversal in c["wrong"]:
                for steps in (4, 8):
                    self.assertIn(self.answers(case, reversal, steps), (FALSIFIED, UNDECIDED), self.last.stdout)


class Full(Reduced):
    particles = 200000


if __name__ == "__main__":
    main()
