"""validation.sensitivity chooses as many particles as it takes to see a score error of that size, and not many more."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import FALSIFIED, INPUT, RunTest, UNDECIDED, VERIFIED, main  # noqa: E402

CASES = {
    "vp_two_gaussians": {"solver__extrapolation": "true", "reverse__steps": 200, "time__snapshots": "[0.0, 0.3, 1.0]"},
    "wright_fisher": {"time__snapshots": "[0.0, 0.1, 0.2]"},
}


class Sensitivity(RunTest):
    def verdict(self, case, expected, sensitivity, **keys):
        out = self.run_case(case, expected, validation__sensitivity=sensitivity,
                            **{"validation__roads": '["ensemble"]', **CASES[case], **keys})
        verdict = json.loads((out / "verdict.json").read_text())["verdict"]
        print(f"  {case} {sensitivity}: {verdict['particles']} particles, {verdict['detectable_score_error']:.4f} detectable")
        return verdict

    def test_what_is_asked_for_is_detectable_and_little_more(self):
        # There are no directed tests to count on where the noise vanishes at the ends.
        verdict = self.verdict("wright_fisher", VERIFIED, 0.06)
        self.assertLessEqual(verdict["detectable_score_error"], 0.06)
        # Particles are tried in steps of 10 % and have a reserve of 5 %; the error goes with their root.
        self.assertGreater(verdict["detectable_score_error"], 0.06 / 1.1)
        self.assertIn(f"particles: {verdict['particles']}, for validation.sensitivity", self.last.stdout)

    def test_directed_tests_take_few_particles(self):
        coarse = self.verdict("vp_two_gaussians", VERIFIED, 0.06)
        fine = self.verdict("vp_two_gaussians", VERIFIED, 0.01)
        # As many as the counts take to detect the verdict's own 10 %.
        self.assertEqual(fine["particles"], coarse["particles"])
        self.assertLess(fine["particles"], 20000)
        self.assertLessEqual(fine["detectable_score_error"], 0.01)
        # What is asked for, not less, where it takes more than that.
        finest = self.verdict("vp_two_gaussians", VERIFIED, 0.001)
        self.assertGreater(finest["particles"], fine["particles"])
        self.assertLessEqual(finest["detectable_score_error"], 0.001)
        self.assertGreater(finest["detectable_score_error"], 0.001 / 1.2)

    def test_an_error_of_that_size_is_falsified(self):
        for factor in (0.999, 1.001):
            self.verdict("vp_two_gaussians", FALSIFIED, 0.001, reverse__reversal=f"{{ score = {factor} }}")

    def test_out_of_reach_is_undecided_and_says_why(self):
        # 1e5 particles have control variates, which is not enough for so small an error.
        verdict = self.verdict("vp_two_gaussians", UNDECIDED, 0.00002, reverse__particles=2e5, reverse__steps=60)
        self.assertEqual(verdict["particles"], 200000)
        self.assertIn("validation.sensitivity asks for 2e-05", verdict["reason"])
        self.assertIn("raise reverse.steps from", verdict["reason"])

    def test_it_needs_the_ensemble(self):
        self.run_case("vp_two_gaussians", INPUT, validation__sensitivity=0.1, validation__roads='["chain"]')
        self.assertIn("validation.sensitivity: needs the road", self.last.stderr)


if __name__ == "__main__":
    main()
