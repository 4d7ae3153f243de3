"""What a verdict says it would have seen is seen: runs with exactly the detectable error of the score, and with
a fifth of it."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, RunTest, UNDECIDED, VERIFIED, main  # noqa: E402

SNAPSHOTS = {"vp_two_gaussians": "[0.0, 0.3, 1.0]", "wright_fisher": "[0.0, 0.05, 0.2]"}


def way_back(case):
    return {"validation__roads": '["ensemble"]', "time__snapshots": SNAPSHOTS[case], "reverse__steps": 100,
            "reverse__particles": 1e5}


class Reduced(RunTest):
    seeds = 3
    may_be_missed = 0  # each with probability 0.01 at most

    def detectable(self, case):
        run = self.run_case(case, VERIFIED, **way_back(case))
        error = json.loads((run / "verdict.json").read_text())["verdict"]["detectable_score_error"]
        self.assertLess(error, 0.1)
        return error

    def outcomes(self, case, factor):
        for seed in range(1, self.seeds + 1):
            self.run_case(case, reverse__reversal=f"{{ score = {factor} }}", reverse__seed=seed, **way_back(case))
            yield self.last.returncode

    def check(self, case):
        error = self.detectable(case)
        for sign in (-1, 1):
            found = list(self.outcomes(case, 1 + sign * error)).count(FALSIFIED)
            print(f"  {case}: score x {1 + sign * error:.4f} falsified {found} times of {self.seeds}")
            self.assertGreaterEqual(found, self.seeds - self.may_be_missed)
            fifth = list(self.outcomes(case, 1 + sign * error / 5))
            self.assertTrue(set(fifth) <= {VERIFIED, UNDECIDED}, fifth)

    def test_additive_noise(self):
        self.check("vp_two_gaussians")


class Full(Reduced):
    seeds = 20
    may_be_missed = 2

    def test_multiplicative_noise(self):
        self.check("wright_fisher")


if __name__ == "__main__":
    main()
