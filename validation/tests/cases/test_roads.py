"""The roads without particles: the exactly reversed chain, and the reverse process's own Fokker-Planck equation."""
import json
import math
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, RunTest, UNDECIDED, VERIFIED, dataset, main  # noqa: E402

FEW = {"reverse__particles": 1000}
LAWS = {"validation__roads": '["chain", "fokker-planck"]', **FEW}

# A decision between two bounds that close in, in units of the bounds.
CLOSING_BOUNDS = """
[mesh]
lower = [-1.0]
upper = [1.0]
cells = [400]
boundary = ["absorbing"]
[sde]
drift = ["(1 + 0.25*x)/B"]
diffusion = "1.34/B"
definitions = { B = "2 - 0.25*t" }
[initial]
mixture = [{ weight = 1, mean = [0.0], std = [0.02] }]
[time]
end = 4.0
snapshots = 41
"""
# Noise from 0.01 to 5 between reflecting walls, stepped implicitly.
EXPLODING = """
[mesh]
lower = [0.0]
upper = [1.0]
cells = [512]
[sde]
drift = [0]
diffusion = "0.01*500^t*sqrt(2*ln(500))"
[initial]
density = "0.7*normal(x, 0.05, 0.03) + 0.3*normal(x, 0.8, 0.05)"
[time]
end = 1.0
snapshots = 6
[solver]
extrapolation = true
[reverse]
steps = 300
time_grid = "log-snr"
start = "1"
"""


def error(run, road="fokker_planck", measure="error_l1"):
    return dataset(run, f"/compare/{road}/{measure}")


class Chain(RunTest):
    def returns(self, case, **keys):
        run = self.run_case(case, UNDECIDED, **LAWS, **keys)
        for measure in ("error_relative", "error_l1", "error"):  # the last one sees steps of the wrong length too
            self.assertLess(error(run, "chain", measure).max(), 1e-11, case)
        return run

    def test_it_returns_to_roundoff(self):
        for case, keys in {"vp_two_gaussians": {}, "wright_fisher": {}, "absorbing_brownian": {}, "circle": {},
                           "vp_prior": {}, "multiplicative": {"solver__extrapolation": "true"},
                           "shear_map": {"mesh__cells": "[32, 32]", "reverse__steps": 20},
                           "sub_vp_two_gaussians": {"mesh__cells": "[128]"},
                           "ornstein_uhlenbeck_3d": {"mesh__cells": "[16, 16, 16]", "reverse__steps": 12}}.items():
            self.returns(case, **keys)

    def test_what_is_written_is_the_density(self):
        run = self.returns("vp_two_gaussians")
        chain, density = dataset(run, "/reverse/chain"), dataset(run, "/forward/density")
        # The reverse run ends at t = 0.001, after the first forward time.
        self.assertLess(abs(chain[::-1] - density[1:]).max(), 1e-11 * density.max())

    def test_its_current_through_every_face_is_minus_the_forward_one(self):
        # What flows through a face between two snapshots is the change of the mass to its left.
        for case in ("vp_two_gaussians", "wright_fisher"):
            run = self.returns(case)
            volume = dataset(run, "/mesh/volume")
            stops = len(dataset(run, "/reverse/time"))
            forward = np.cumsum(dataset(run, "/forward/density")[-stops:] * volume, axis=1)
            reverse = np.cumsum(dataset(run, "/reverse/chain")[::-1] * volume, axis=1)
            flow, back = -np.diff(forward, axis=0), np.diff(reverse, axis=0)
            self.assertGreater(abs(flow).max(), 1e-2)
            self.assertLess(abs(flow + back).max(), 1e-13)

    def test_implicit_steps_return_within_their_tolerance(self):
        for case in ("circle", "absorbing_brownian"):
            run = self.run_case(case, UNDECIDED, solver__method="tr-bdf2", **LAWS)
            self.assertLess(error(run, "chain", "error").max(), 1e-5)
            self.assertGreater(error(run, "chain", "error").max(), 1e-11)  # not exact, and it shows


class FokkerPlanck(RunTest):
    def solved(self, case, **keys):
        run = self.run_case(case, UNDECIDED, **LAWS, **keys)
        self.assertTrue((error(run) <= error(run, measure="error_limit")).all(), self.last.stdout)
        return run

    def test_second_order(self):
        at_stop = {n: error(self.solved("vp_two_gaussians", mesh__cells=f"[{n}]"))[-1] for n in (256, 512, 1024)}
        for n in (256, 512):
            self.assertLess(abs(math.log2(at_stop[n] / at_stop[2 * n]) - 2), 0.1, at_stop)

    def test_extrapolated(self):
        run = self.solved("vp_two_gaussians", mesh__cells="[512]", solver__extrapolation="true")
        self.assertLess(error(run).max(), 1e-5)

    def test_walls_that_absorb_and_priors(self):
        for case in ("absorbing_brownian", "vp_prior", "wall_with_drift"):
            self.solved(case)

    def test_every_noise_of_the_family(self):
        for noise in (0, 0.5, 2):
            self.solved("double_well", reverse__reversal=f"{{ noise = {noise} }}")

    def test_where_the_difference_of_the_meshes_passes_through_zero(self):
        # What the first stop made is carried along while the difference falls to a seventh of what it was.
        case = self.write_case(CLOSING_BOUNDS)
        run = self.solved(case)
        self.assertLess(error(run)[-1], 1e-2)
        missed = self.run_case(case, UNDECIDED, name="wrong", reverse__reversal="{ score = 0.99 }", **LAWS)
        self.assertTrue((error(missed) > error(missed, measure="error_limit")).any(), self.last.stdout)

    def test_where_time_steps_are_all_there_is(self):
        # All but uniform at the end: both meshes agree to less than what the tolerance leaves.
        case = self.write_case(EXPLODING)
        self.solved(case)
        missed = self.run_case(case, UNDECIDED, name="wrong", reverse__reversal="{ score = 0.99 }", **LAWS)
        self.assertTrue((error(missed) > error(missed, measure="error_limit")).any(), self.last.stdout)

    def test_wrong_reversals_miss(self):
        for case, reversals in {"vp_two_gaussians": ("naive", "half-score", "flipped-score", "unnegated-drift"),
                                "multiplicative": ("missing-divergence", "half-divergence", "{ score = 1.1 }")}.items():
            for reversal in reversals:
                run = self.run_case(case, UNDECIDED, reverse__reversal=reversal, **LAWS)
                self.assertTrue((error(run) > 4 * error(run, measure="error_limit")).any(), reversal)
                self.assertIn("fokker-planck at t = ", self.last.stdout)


class Verdict(RunTest):
    def test_the_verdict_says_which_road_failed(self):
        run = self.run_case("vp_two_gaussians", FALSIFIED, reverse__reversal="half-score", reverse__particles=1e4)
        reason = json.loads((run / "verdict.json").read_text())["verdict"]["reason"]
        self.assertIn("prediction at t = ", reason)
        self.assertIn("fokker-planck at t = ", reason)
        self.assertIn("chain: within ", reason)

    def test_all_roads_by_default(self):
        run = self.run_case("vp_two_gaussians", VERIFIED, reverse__particles=1e5)
        compared = json.loads((run / "verdict.json").read_text())["compare"]
        self.assertEqual(set(compared), {"forward", "chain", "fokker_planck", "ensemble", "prediction", "directed"})


if __name__ == "__main__":
    main()
