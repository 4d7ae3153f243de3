"""Where what comes back is not the forward density: axes that absorb, and a start of its own."""
import json
import math
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import ENSEMBLE_ALONE, FALSIFIED, NUMERICS, RunTest, UNDECIDED, VERIFIED, at_time, dataset, main  # noqa: E402

# Drift and noise that vary up to the ends; a good half of the mass is absorbed.
ABSORBING = """
[mesh]
lower = [0.0]
upper = [1.0]
cells = [64]
boundary = ["absorbing"]
[sde]
drift = [-1]
diffusion = "sqrt(0.5 + 0.5*x)"
[initial]
mixture = [{ weight = 1, mean = [0.5], std = [0.12] }]
[time]
end = 0.25
snapshots = 3
[reverse]
particles = 2e5
steps = 100
"""

# Absorbed along x, carried around along y.
MIXED = """
[mesh]
lower = [0.0, 0.0]
upper = [1.0, 1.0]
cells = [32, 32]
boundary = ["absorbing", "periodic"]
[sde]
drift = ["-0.5", "1"]
diffusion = [0.6, 0.4]
[initial]
mixture = [{ weight = 1, mean = [0.4, 0.3], std = [0.1, 0.12] }]
[time]
end = 0.3
snapshots = 3
[solver]
extrapolation = true
[reverse]
particles = 1e5
steps = 100
"""

# What a wrong reversal needs: the control says nothing of it.
WAY_BACK = {"validation__roads": '["ensemble"]', "reverse__particles": 1e5}
FEW = {**WAY_BACK, "reverse__particles": 2e4}  # for what is far off
WRONG = ("naive", "half-score", "flipped-score", "unnegated-drift")


def masses(run, t):
    return at_time(run, "/forward/density", t) * dataset(run, "/mesh/volume")


class AbsorbingAxes(RunTest):
    def test_all_roads_are_verified(self):
        run = self.run_case(self.write_case(ABSORBING), VERIFIED)
        self.check_absorption(run)
        self.check_survival(run)
        self.check_survivors(run)

    def check_absorption(self, run):
        mass = dataset(run, "/diagnostics/mass")
        self.assertTrue((np.diff(mass) < 0).all())
        self.assertLess(mass[-1], 0.5)
        absorbed = dataset(run, "/forward/outside")[-1]
        self.assertLess(abs(absorbed - 2e5 * (1 - mass[-1])), 5 * math.sqrt(2e5 * mass[-1] * (1 - mass[-1])))
        self.assertTrue((dataset(run, "/reverse/outside") == 0).all())
        self.assertTrue(np.isfinite(dataset(run, "/forward/score")).all())
        self.assertIn(f"mass that survives to t = 0.25: {mass[-1]:.6g}", self.last.stdout)

    def check_survival(self, run):
        survival = dataset(run, "/forward/survival")
        self.assertTrue((survival[-1] == 1).all())
        self.assertTrue(((survival[:-1] > 0) & (survival[:-1] < 1)).all())
        surviving = masses(run, 0.25).sum()
        for k, t in enumerate(dataset(run, "/forward/time")):
            self.assertAlmostEqual((masses(run, t) * survival[k]).sum(), surviving, delta=1e-12)

    def check_survivors(self, run):
        # What comes back are the survivors, and not all.
        counts = dataset(run, "/reverse/counts")[-1]
        back = counts / counts.sum()
        law = masses(run, 0) * dataset(run, "/forward/survival")[0]
        law /= law.sum()
        floor = dataset(run, "/compare/ensemble/total_variation_floor")[-1]
        self.assertLess(0.5 * abs(back - law).sum(), 1.4 * floor)
        self.assertGreater(0.5 * abs(back - masses(run, 0)).sum(), 10 * floor)
        difference = at_time(run, "/paraview/difference", 0) * dataset(run, "/mesh/volume")
        self.assertLess(abs(difference - (back - law)).max(), 1e-12)

    def test_wrong_reversals_are_falsified(self):
        case = self.write_case(ABSORBING)
        for reversal in WRONG + ("missing-divergence",):
            self.run_case(case, FALSIFIED, reverse__reversal=reversal, time__snapshots=2, **FEW)
        for reversal in ("{ score = 0.9 }", "{ score = 1.1 }"):
            self.run_case(case, FALSIFIED, reverse__reversal=reversal, time__snapshots=2, **WAY_BACK)

    def test_few_steps_never_falsify(self):
        case = self.write_case(ABSORBING)
        for steps in (4, 8, 20):
            self.run_case(case, reverse__steps=steps, **WAY_BACK)
            self.assertNotEqual(self.last.returncode, FALSIFIED, self.last.stdout)

    def test_kinds_mixed_and_extrapolated(self):
        self.run_case(self.write_case(MIXED), VERIFIED)
        self.run_case(self.write_case(MIXED), FALSIFIED, reverse__reversal="half-score", **FEW)

    def test_coefficients_that_do_not_factorise(self):
        case = self.write_case(ABSORBING)
        keys = {"sde__drift": '["-1 + 2*sin(20*t)"]', "sde__diffusion": 0.8}
        # Magnus steps go back by their transposes, implicit ones within their tolerance.
        for method, difference in (("uniformization", 1e-12), ("tr-bdf2", 1e-5)):
            run = self.run_case(case, VERIFIED, solver__method=method, reverse__particles=1e5, **keys)
            self.assertAlmostEqual((masses(run, 0) * dataset(run, "/forward/survival")[0]).sum(),
                                   masses(run, 0.25).sum(), delta=difference)
        self.run_case(case, FALSIFIED, reverse__reversal="half-score", **FEW, **keys)

    def test_from_a_prior_as_well(self):
        case = self.write_case(ABSORBING)
        self.run_case(case, VERIFIED, reverse__start="1 + x")
        for reversal, size in (("half-score", FEW), ("{ score = 1.1 }", WAY_BACK)):
            self.run_case(case, FALSIFIED, reverse__start="1 + x", reverse__reversal=reversal, **size)


class EverythingAbsorbed(RunTest):
    """Long after the last particle: nothing, or less than numbers can resolve, or a law of survivors that no control sees."""
    always = {"time__snapshots": 3, "reverse__particles": 2000, "reverse__steps": 20, "mesh__cells": "[12]", "sde__drift": "[0]",
              **ENSEMBLE_ALONE}

    def test_no_mass_is_left(self):
        case = self.write_case(ABSORBING)
        for method in ("uniformization", "tr-bdf2"):
            for end in (200, 2000):  # 1e-300 and nothing at all
                self.run_case(case, NUMERICS, time__end=end, solver__method=method)
                self.assertIn("all mass is absorbed by t = ", self.last.stderr)
                self.assertIn("set time.end earlier", self.last.stderr)

    def test_survivors_beyond_any_control_falsify_nothing(self):
        run = self.run_case(self.write_case(ABSORBING), UNDECIDED, time__end=60)
        self.assertLess(dataset(run, "/diagnostics/mass")[-1], 1e-20)
        self.assertIn("none survives to time.end", self.last.stdout)


class Prior(RunTest):
    particles = WAY_BACK["reverse__particles"]

    def test_a_prior_is_no_wrong_reversal(self):
        run = self.run_case("vp_prior", VERIFIED, reverse__particles=self.particles)
        counts = dataset(run, "/reverse/counts")[-1]
        floor = dataset(run, "/compare/ensemble/total_variation_floor")[-1]
        # What came back is not the forward density, by far.
        self.assertGreater(0.5 * abs(counts / counts.sum() - masses(run, 1e-3)).sum(), 10 * floor)

    def test_a_wrong_reversal_from_a_prior_is_falsified(self):
        for reversal in WRONG:
            self.run_case("vp_prior", FALSIFIED, reverse__reversal=reversal, time__snapshots=2, **FEW)
        for reversal in ("{ score = 1.1 }", "{ score = 0.9 }"):
            self.run_case("vp_prior", FALSIFIED, reverse__reversal=reversal, time__snapshots=2, **WAY_BACK)

    def test_its_distance_is_reported(self):
        run = self.run_case("vp_prior", reverse__particles=1000, validation__roads='["ensemble"]')
        p = masses(run, 1)
        x = dataset(run, "/mesh/x_edges")
        normal = np.diff([0.5 * math.erfc(-v / math.sqrt(2)) for v in x])
        inside = normal > 1e-12
        expected = (p[inside] * np.log(p[inside] / normal[inside])).sum()
        verdict = json.loads((run / "verdict.json").read_text())["verdict"]
        self.assertAlmostEqual(verdict["start_divergence"], expected, delta=1e-4)
        self.assertIn("KL(density at t = 1 || reverse.start): ", self.last.stdout)

    def test_the_density_itself_written_as_a_formula_changes_nothing_but_draws(self):
        p = "(normal(x, -2*m, s) + normal(x, 2*m, s))/2"
        run = self.run_case("vp_two_gaussians", VERIFIED, reverse__particles=self.particles, reverse__start=p,
                            sde__definitions='{ beta = "0.1 + 19.9*t", m = "exp(-0.5*(0.1*t + 9.95*t^2))", s = "sqrt(1 - 0.9375*m^2)" }')
        self.assertLess(json.loads((run / "verdict.json").read_text())["verdict"]["start_divergence"], 1e-8)

    def test_a_start_beyond_what_the_mesh_resolves_is_undecided(self):
        # The density is N(0, 0.05) and the start uniform on [-8, 8]: log p changes by 2 from cell to cell.
        self.run_case("point_source", UNDECIDED, reverse__start="1", sde__diffusion=0.01, reverse__particles=self.particles)
        self.assertIn("if reverse.start is a formula, choose one closer to the density at time.end", self.last.stdout)

    def test_a_start_the_forward_process_never_gets_to_is_refused(self):
        self.run_case("point_source", NUMERICS, reverse__start="1", sde__diffusion=0.01, mesh__lower="[-16]", mesh__upper="[16]")
        self.assertIn("reverse.start lies where the density at time.end is 0", self.last.stderr)
        self.assertNotIn("verdict", self.last.stdout)


if __name__ == "__main__":
    main()
