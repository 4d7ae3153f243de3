"""How often a true reversal is rejected: as often as the significance says, over many small runs with seeds of
their own. Bounds are quantiles of the binomial law beyond which one in ten thousand studies would fall."""
import concurrent.futures
import json
import math
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, RunTest, main, settings, start  # noqa: E402

SIGNIFICANCE = 0.01
SMALL = {"reverse__particles": 4000, "reverse__steps": 60, "validation__roads": '["ensemble"]',
         "validation__significance": SIGNIFICANCE, "solver__extrapolation": "true", "solver__method": "uniformization"}
WAVES = '["1 + 0.3*sin(y)", "1 + 0.3*cos(x)"]'
TORUS = {"mesh__cells": "[40, 40]", "time__snapshots": 2, "reverse__steps": 60}
LAWS = {
    "1-D, additive": ("vp_two_gaussians", {"mesh__cells": "[128]", "time__snapshots": "[0.3]"}),
    "1-D, multiplicative": ("wright_fisher", {"mesh__cells": "[96]", "time__snapshots": "[0.1]"}),
    "2-D, additive": ("torus", {**TORUS}),
    "2-D, multiplicative": ("torus", {**TORUS, "sde__diffusion": WAVES}),
}


def at_least(count, runs, rate):
    """P(Binomial(runs, rate) >= count)."""
    def logarithm(k):  # binomial coefficients of thousands are beyond floating point
        choices = math.lgamma(runs + 1) - math.lgamma(k + 1) - math.lgamma(runs - k + 1)
        return choices + k * math.log(rate) + (runs - k) * math.log1p(-rate)

    return sum(math.exp(logarithm(k)) for k in range(count, runs + 1))


class Reduced(RunTest):
    runs = 12  # of each law

    def p_values(self, law, runs, **more):
        """Per seed: of the test at `stop`, and the smallest of all after Holm's rule."""
        case, keys = LAWS[law]

        def one(seed):
            out = self.directory / f"{abs(hash(law))}-{seed}"
            done = start("run", CASES / f"{case}.toml", "-o", out, "--quiet",
                         *settings(**{**SMALL, **keys, **more, "reverse__seed": seed}))
            self.assertIn(done.returncode, (0, 1, 5), done.stderr)
            results = json.loads((out / "verdict.json").read_text())
            (out / "run.h5").unlink()
            return results["compare"]["ensemble"]["p_value"][-1], results["verdict"]["p_value"]

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(one, range(1, runs + 1)))

    def check_at_most(self, what, count, runs, rate):
        print(f"  {what}: {count} of {runs} below {rate} ({count / runs:.4f})")
        self.assertGreater(at_least(count, runs, rate), 1e-4)

    def check_as_often_as(self, what, count, runs, rate):
        self.check_at_most(what, count, runs, rate)
        self.assertGreater(1 - at_least(count + 1, runs, rate), 1e-4)

    def test_one_test_rejects_as_often_as_its_level_and_all_together_no_more(self):
        alone = []
        for law in LAWS:  # a tolerance of next to nothing: no allowance for the steps
            found = self.p_values(law, self.runs, validation__tolerance=1e-9)
            self.check_at_most(law + ", all tests", sum(p < SIGNIFICANCE for _, p in found), self.runs, SIGNIFICANCE)
            alone += [p for p, _ in found]
        for rate in (0.01, 0.1, 0.5):
            self.check_as_often_as("tests at stop", sum(p < rate for p in alone), len(alone), rate)

    def test_allowances_do_not_make_it_reject_more_often(self):
        runs = self.runs // 4
        for law in LAWS:
            found = self.p_values(law, runs)
            self.check_at_most(law + ", with twin", sum(p < SIGNIFICANCE for _, p in found), runs, SIGNIFICANCE)


class Full(Reduced):
    runs = 500


if __name__ == "__main__":
    main()
