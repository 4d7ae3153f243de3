"""Real ParaView reads run.xdmf: every array at every time, to the last bit (read_run.py)."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import RunTest, main  # noqa: E402

SCRIPT = pathlib.Path(__file__).with_name("read_run.py")
COMMON = {"reverse__particles": 2000, "reverse__steps": 6}
RUNS = {
    "1-D graded": ("multiplicative", {"mesh__cells": "[60]"}),
    "2-D": ("vp_eight_gaussians", {"mesh__cells": "[24, 18]", "time__stop": 0.1}),
    "3-D": ("ornstein_uhlenbeck_3d", {"mesh__cells": "[12, 10, 9]"}),
}


class ParaView(RunTest):
    def test_every_array_at_every_time(self):
        for title, (case, keys) in RUNS.items():
            run = self.run_case(case, ranks=2, name=title.replace(" ", "-"), **COMMON, **keys)
            self.assertIn(self.last.returncode, (0, 1, 5), self.last.stderr)
            done = subprocess.run(
                ["xvfb-run", "-a", "-s", "-screen 0 1280x1024x24 -noreset", "pvpython", str(SCRIPT),
                 str(run / "run.h5"), str(run / "run.xdmf")], capture_output=True, text=True, check=False)
            print(f"  {title}: {len(done.stdout.splitlines())} lines from pvpython, exit {done.returncode}")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertIn("density", done.stdout)


if __name__ == "__main__":
    main()
