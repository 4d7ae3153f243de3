"""Real ParaView reads run.xdmf: every array at every time, to the last bit (read_run.py), of runs that ended, that
go on and that were killed; and the scripts in output/paraview draw what is there."""
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, PROGRAM, ROOT, RunTest, dataset, main, settings  # noqa: E402
from vtkmodules.util.numpy_support import vtk_to_numpy  # noqa: E402
from vtkmodules.vtkIOImage import vtkPNGReader  # noqa: E402

READ_RUN = pathlib.Path(__file__).with_name("read_run.py")
SCRIPTS = ROOT / "output" / "paraview"
COMMON = {"reverse__particles": 2000, "reverse__steps": 6}
RUNS = {
    "1-D": ("vp_two_gaussians", {"mesh__cells": "[64]"}),
    "2-D": ("vp_eight_gaussians", {"mesh__cells": "[24, 18]", "time__stop": 0.1}),
    "3-D": ("ornstein_uhlenbeck_3d", {"mesh__cells": "[12, 10, 9]"}),
    "graded": ("multiplicative", {"mesh__cells": "[60]"}),
    "periodic": ("torus", {"mesh__cells": "[20, 16]"}),
}
# Takes half a minute for the density, and is killed long before the end.
SLOW_THERE = {"mesh__cells": "[48, 40]", "solver__method": "backward-euler", "solver__steps": 40000,
              "time__snapshots": 21, "time__stop": 0.1, **COMMON}
# Particles come back in two batches of a few seconds each.
SLOW_BACK = {"mesh__cells": "[12, 10]", "time__snapshots": 21, "time__stop": 0.05, "reverse__particles": 4e6,
             "reverse__steps": 40}


def pvpython(script, *arguments):
    return subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1280x1024x24 -noreset", "pvpython", "--force-offscreen-rendering",
         str(script), *(str(a) for a in arguments)], capture_output=True, text=True, check=False)


def picture(path):
    """The colours of a PNG, from 0 to 255: (rows from the top, columns, 3)."""
    reader = vtkPNGReader()
    reader.SetFileName(str(path))
    reader.Update()
    width, height, _ = reader.GetOutput().GetDimensions()
    values = vtk_to_numpy(reader.GetOutput().GetPointData().GetScalars())
    return values.reshape(height, width, -1)[::-1, :, :3].astype(float)


BLUE, ORANGE = (2, 0), (0, 2)  # the lines of density and particles: the colour that is strong, and that which is weak


def peaks_of_line(panel, low, high, color=BLUE):
    """Where a line of a chart is above half its height: the middles, x being from low to high along the line. Gaps of
    a few columns are where the other line lies over it."""
    drawn = panel[:, :, color[0]] - panel[:, :, color[1]] > 60
    columns = np.flatnonzero(drawn.any(axis=0))
    heights = panel.shape[0] - np.argmax(drawn[:, columns], axis=0)
    above = columns[heights > (heights.min() + heights.max()) / 2]
    runs = np.split(above, np.flatnonzero(np.diff(above) > 40) + 1)
    return [low + ((run[0] + run[-1]) / 2 - columns[0]) / (columns[-1] - columns[0]) * (high - low) for run in runs]


def chart(frame):
    """The chart of density and particles, without its title and legend."""
    panel = frame[:, :int(0.6 * frame.shape[1])].copy()
    panel[:22], panel[:64, -160:] = 255, 255
    return panel


def written(run, group):
    """Snapshots of a group that are written, read while the run goes on; -1 where nothing can be read yet."""
    try:
        with h5py.File(run / "run.h5") as f:
            return int(f[group].attrs["written"])
    except (OSError, KeyError):
        return -1


def shown(run):
    """Snapshots of which the way back is shown; 0 where nothing can be read yet."""
    try:
        return int(np.isfinite(dataset(run, "/paraview/reverse_density")).all(axis=(1, 2)).sum())
    except (OSError, KeyError):
        return 0


class ParaView(RunTest):
    def read(self, run, *options):
        """ParaView and the run file say the same; returns how many times there were."""
        done = pvpython(READ_RUN, run / "run.h5", run / "run.xdmf", *options)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return int(re.search(r"(\d+) times, 0 failures", done.stdout).group(1))

    def test_every_array_at_every_time(self):
        for title, (case, keys) in RUNS.items():
            with self.subTest(title):
                run = self.run_case(case, ranks=2, name=title, **COMMON, **keys)
                self.assertIn(self.last.returncode, (0, 1, 5), self.last.stderr)
                self.assertEqual(self.read(run), len(dataset(run, "/forward/time")))

    def start_slow(self, **keys):
        run = self.directory / "killed"
        environment = os.environ | {"OMPI_MCA_orte_tmpdir_base": tempfile.mkdtemp(dir=self.directory)}
        command = [PROGRAM, "run", CASES / "vp_eight_gaussians.toml", "-o", run, "--quiet",
                   *settings(validation__roads='["ensemble"]', **keys)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process, run

    def wait_until(self, process, condition):
        while not condition():
            self.assertIsNone(process.poll(), "the run ended before it could be watched")
            time.sleep(0.05)

    def test_while_the_run_goes_and_after_a_kill(self):
        process, run = self.start_slow(**SLOW_THERE)
        self.wait_until(process, lambda: written(run, "forward") >= 2 and (run / "run.xdmf").exists())
        self.assertGreaterEqual(self.read(run, "--live"), 2)
        self.assertIsNone(process.poll(), "the run ended while it was read: nothing was shown of a live file")
        self.kill(process, run)
        self.assertLess(written(run, "forward"), len(dataset(run, "/forward/time")))

    def test_after_a_kill_on_the_way_back(self):
        for written_of_all in (0, 2):  # while the first particles are on their way, while the last ones are
            process, run = self.start_slow(**SLOW_BACK)
            self.wait_until(process, lambda: shown(run) >= 2 and written(run, "reverse") >= written_of_all)
            self.assertEqual(written(run, "reverse") > 0, written_of_all > 0)
            self.kill(process, run)
            self.assertLess(written(run, "reverse"), len(dataset(run, "/reverse/time")))
            # What has come back is shown; what has not is NaN.
            self.assertGreaterEqual(shown(run), 2)
            self.assertTrue(np.isnan(dataset(run, "/paraview/reverse_density")[0]).all())

    def kill(self, process, run):
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.read(run)

    def frames(self, script, run, *options):
        folder = self.directory / "pictures"
        done = pvpython(SCRIPTS / script, run / "run.xdmf", folder, *options)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        frames = sorted(folder.iterdir())
        self.assertEqual(len(frames), len(dataset(run, "/forward/time")))
        return [picture(frame) for frame in frames]

    def test_two_peaks_are_drawn_where_two_are(self):
        run = self.run_case("vp_two_gaussians", name="lines", mesh__cells="[128]", time__snapshots="[0.0, 1.0]",
                            **{**COMMON, "reverse__particles": 20000})
        centers = dataset(run, "/mesh/x_centers")
        drawn = [[peaks_of_line(chart(frame), centers[0], centers[-1], color) for color in (BLUE, ORANGE)]
                 for frame in self.frames("animate.py", run, "--rescale")[1:]]  # there are no particles at 0
        for lines, peaks in zip(drawn, ([-2, 2], [0])):
            for found in lines:
                self.assertEqual(len(found), len(peaks), drawn)
                np.testing.assert_allclose(found, peaks, atol=0.15)
        first = self.frames("animate.py", run)[0]
        np.testing.assert_allclose(peaks_of_line(chart(first), centers[0], centers[-1]), [-2, 2], atol=0.15)

    def test_maps_are_drawn(self):
        case, keys = RUNS["2-D"]
        run = self.run_case(case, name="maps", **COMMON, **keys)
        for image, back in zip(self.frames("animate.py", run), np.isfinite(dataset(run, "/paraview/difference"))):
            panels = np.split(image[40:330], 3, axis=1)
            for index, panel in enumerate(panels):
                # More than the white of the paper, where there is something; axes alone, where there is not.
                self.assertEqual((panel < 250).any(axis=2).mean() > 0.3, index == 0 or back.all())
                self.assertGreater((panel[:, :80] < 128).all(axis=2).sum(), 20)  # numbers beside the axis
            self.check_corners(panels[0])

    def check_corners(self, panel):
        """The box of a map has all its corners."""
        dark = panel[:, :, 2] - panel[:, :, 1] > 60
        rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
        self.assertTrue(dark[np.ix_(rows[[0, -1]], columns[[0, -1]])].all())

    def test_a_run_with_nothing_to_draw_is_told_so(self):
        case, keys = RUNS["1-D"]
        run = self.run_case(case, name="bare", output__fields='["score"]', validation__roads='["forward"]', **COMMON, **keys)
        done = pvpython(SCRIPTS / "animate.py", run / "run.xdmf", self.directory / "pictures")
        self.assertEqual((done.returncode, len(done.stderr.splitlines())), (1, 1), done.stderr)
        self.assertIn("nothing to draw", done.stderr)

    def test_surfaces_are_drawn(self):
        case, keys = RUNS["3-D"]
        run = self.run_case(case, name="surfaces", **COMMON, **keys)
        for image in self.frames("isosurface.py", run):
            red = image[:, :, 0] - image[:, :, 2] > 60  # the innermost surface
            self.assertGreater(red.sum(), 500)
            rows, columns = np.nonzero(red)
            self.assertTrue(150 < rows.mean() < 450 and 200 < columns.mean() < 600)


if __name__ == "__main__":
    main()
