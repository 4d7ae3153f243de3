"""Every shipped case, reduced, does what it did when its baseline was made: validation/baselines/README.md."""
import concurrent.futures
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(ROOT / "validation" / "baselines"))
from reduced import baseline, names, overrides  # noqa: E402
from running import CASES, RunTest, main, start  # noqa: E402

AGREE, DIFFER = 0, 1
TOLERANCES = ROOT / "validation" / "baselines" / "tolerances.toml"
# One, two and three axes, walls that absorb, periodic axes, full tensors, two meshes, an implicit method.
ON_MORE_RANKS = ("absorbing_brownian", "double_well", "lorenz_63", "ornstein_uhlenbeck_rotation", "torus", "vp_two_gaussians")


class Regression(RunTest):
    def judge(self, name, expected, *more, ranks=None):
        """Runs a reduced case and holds it against its baseline."""
        out = self.directory / f"{name}-{ranks}"
        done = start("run", CASES / f"{name}.toml", "-o", out, "--quiet", *overrides(name), *more, ranks=ranks)
        if done.returncode not in (0, 1, 5):
            return f"{name} on {ranks or 1} ranks: exit code {done.returncode}\n{done.stderr}"
        said = start("compare", baseline(name), out / "run.h5", "--tolerances", TOLERANCES)
        if said.returncode != expected:
            rows = [line for line in said.stdout.splitlines() if line.endswith("NO") or line.startswith("  ")]
            return "\n".join([f"{name} on {ranks or 1} ranks: compare ends with {said.returncode}", *rows, said.stderr])
        return ""

    def judge_all(self, jobs):
        """(name, ranks) two at a time; all that is wrong is told at once."""
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            wrong = [text for text in pool.map(lambda job: self.judge(job[0], AGREE, ranks=job[1]), jobs) if text]
        if wrong:
            self.fail("\n".join(wrong))

    def test_there_is_one_small_baseline_per_case(self):
        files = {path.stem: path.stat().st_size for path in baseline("any").parent.glob("*.h5")}
        self.assertEqual(sorted(files), names())
        self.assertLess(max(files.values()), 200_000)

    def test_every_case_does_what_it_did(self):
        self.judge_all([(name, None) for name in names()])

    def test_on_two_and_three_ranks(self):
        self.judge_all([(name, ranks) for name in ON_MORE_RANKS for ranks in (2, 3)])

    def test_a_small_change_is_noticed(self):
        for change in ("reverse.time_grid=uniform", "sde.definitions.beta=0.1000001 + 19.9*t", "reverse.reversal={score=0.999}"):
            self.assertEqual(self.judge("vp_two_gaussians", DIFFER, "--set", change), "")


if __name__ == "__main__":
    main()
