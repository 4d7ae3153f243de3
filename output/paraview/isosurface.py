"""Pictures of the density in three dimensions as surfaces of equal density, one per time.

    xvfb-run -a -s "-screen 0 1280x1024x24 -noreset" \\
        pvpython --force-offscreen-rendering isosurface.py RUN.xdmf FOLDER [options]

The pvpython of Debian 12 needs a display, which xvfb-run is; without -noreset that one goes down now and then, and
pvpython with it. Writes FOLDER/frame_0000.png, frame_0001.png, ... The surfaces are where the density is a given fraction of its largest
value at that time, so they stay in sight while it spreads.
"""

import argparse
import math
import sys

from frames import DISPLAY, add_arguments, arrays_of, dimension_of, open_run, write_frames
from paraview import simple

COLORS = [[0.8, 0.2, 0.1], [0.9, 0.6, 0.1], [0.2, 0.4, 0.8]]  # from the innermost surface outwards


def arguments():
    parser = argparse.ArgumentParser(
        usage="pvpython --force-offscreen-rendering isosurface.py RUN.xdmf FOLDER [options]",
        description="Surfaces of equal density of a run in three dimensions, a picture per time. Without a display "
                    f"put {DISPLAY} in front.")
    add_arguments(parser, (800, 600))
    parser.add_argument("--array", default="density", choices=["density", "reverse_density"],
                        help="what the surfaces are of [density]")
    parser.add_argument("--levels", nargs="+", type=float, default=[0.5, 0.2, 0.05], metavar="FRACTION",
                        help="of the largest value at that time [0.5 0.2 0.05]")
    parser.add_argument("--turn", type=float, default=0.0, metavar="DEGREES",
                        help="of the camera from one time to the next [0]")
    return parser.parse_args()


def largest_at(reader, name, time):
    """The largest value of an array at one time; None where it holds no number."""
    reader.UpdatePipeline(time)
    array = reader.CellData.GetArray(name)
    low, high = array.GetRange() if array else (math.nan, math.nan)
    return high if low <= high and math.isfinite(high) and high > 0 else None


class Surfaces:
    """A contour per level in one view, the inner ones seen through the outer ones."""

    def __init__(self, reader, name, levels):
        self.reader, self.name, self.levels = reader, name, sorted(levels, reverse=True)
        self.view = self._view()
        points = simple.CellDatatoPointData(Input=reader)
        self.contours = [self._contour(points, index) for index in range(len(levels))]
        self.title = simple.Text(Text="")
        shown = simple.Show(self.title, self.view)
        shown.Color, shown.WindowLocation, shown.FontSize = [0, 0, 0], "Upper Center", 14
        self._look()

    @staticmethod
    def _view():
        view = simple.CreateView("RenderView")
        view.UseColorPaletteForBackground = 0
        view.Background = [1, 1, 1]
        view.OrientationAxesLabelColor = [0, 0, 0]
        return view

    def _contour(self, points, index):
        contour = simple.Contour(Input=points, ContourBy=["POINTS", self.name])
        display = simple.Show(contour, self.view)
        display.ColorArrayName = [None, ""]
        display.DiffuseColor = display.AmbientColor = COLORS[index % len(COLORS)]
        display.Opacity = 1.0 if index == 0 else 0.35 if index == 1 else 0.15
        return contour

    def _look(self):
        box = simple.Show(simple.Outline(Input=self.reader), self.view)
        box.DiffuseColor = box.AmbientColor = [0.3, 0.3, 0.3]
        self.view.CameraPosition, self.view.CameraFocalPoint = [1.0, -2.0, 0.9], [0, 0, 0]
        self.view.CameraViewUp = [0, 0, 1]
        simple.ResetCamera(self.view)

    def show(self, time):
        """Whether there was anything to show."""
        largest = largest_at(self.reader, self.name, time)
        self.view.ViewTime = time
        for contour, level in zip(self.contours, self.levels):
            # Without a number there is no surface: a level that no value reaches.
            contour.Isosurfaces = [level * largest if largest else 1e308]
        fractions = ", ".join(f"{level:g}" for level in self.levels)
        self.title.Text = f"{self.name}, t = {time:.4g}\n{fractions} of {largest or math.nan:.3g}"
        return largest is not None


def main():
    options = arguments()
    reader, times = open_run(options.run)
    if dimension_of(reader) < 3:
        sys.exit(f"{options.run}: fewer than three axes (surfaces need three): use animate.py")
    arrays_of(reader, options.run, [options.array])
    surfaces = Surfaces(reader, options.array, options.levels)

    def draw(time):
        if time != times[0]:
            surfaces.view.GetActiveCamera().Azimuth(options.turn)
        return surfaces.view, "" if surfaces.show(time) else "  (nothing here yet)"

    write_frames(options, times, draw)


if __name__ == "__main__":
    main()
