"""Pictures of density, histogram of the reverse ensemble and their difference, side by side, one per time.

    pvpython --force-offscreen-rendering animate.py RUN.xdmf FOLDER [options]

The pvpython of Debian 12 needs a display for that; xvfb-run -a in front of the line is one. Writes
FOLDER/frame_0000.png, frame_0001.png, ...: lines for a run in one dimension, maps for one in two. Scales are the
same at all times unless --rescale is given. Where the way back has not been, there is nothing to draw. For three
dimensions see isosurface.py.
"""

import argparse
import math
import sys

from frames import add_arguments, dimension_of, open_run, write_frames
from paraview import simple

# Array of run.xdmf: title of its panel.
PANELS = {"density": "density", "reverse_density": "reverse particles", "difference": "difference"}
# The map that spans zero, and the one for densities.
MAPS = {"density": "Viridis (matplotlib)", "reverse_density": "Viridis (matplotlib)", "difference": "Cool to Warm"}


def arguments():
    parser = argparse.ArgumentParser(
        usage="pvpython --force-offscreen-rendering animate.py RUN.xdmf FOLDER [options]",
        description="Density, reverse particles and their difference side by side, a picture per time: lines for a "
                    "run in one dimension, maps for one in two. Without a display put xvfb-run -a in front.")
    add_arguments(parser, (1200, 400))
    parser.add_argument("--rescale", action="store_true", help="scales of each time's own, not of all times")
    return parser.parse_args()


def range_at(reader, name, time):
    """Smallest and largest value of an array at one time; None where it holds no number."""
    reader.UpdatePipeline(time)
    array = reader.CellData.GetArray(name)
    low, high = array.GetRange() if array else (math.nan, math.nan)
    return (low, high) if low <= high and math.isfinite(low) and math.isfinite(high) else None


def scale_of(reader, names, times):
    """One range for several arrays over several times; symmetric for the difference."""
    ranges = [r for name in names for r in [range_at(reader, name, time) for time in times] if r]
    low, high = min((r[0] for r in ranges), default=0.0), max((r[1] for r in ranges), default=1.0)
    if names == ["difference"]:
        low, high = -max(abs(low), abs(high)), max(abs(low), abs(high))
    return (low, high) if high > low else (low, low + 1.0)


def scales_of(reader, times):
    both = scale_of(reader, ["density", "reverse_density"], times)
    return {"density": both, "reverse_density": both, "difference": scale_of(reader, ["difference"], times)}


class Lines:
    """One chart per array, of a run in one dimension."""

    def __init__(self, reader, names):
        centers = simple.CellCenters(Input=reader)
        self.source = simple.PlotData(Input=centers)
        self.views = {name: self._chart(name) for name in names}

    def _chart(self, name):
        view = simple.CreateView("XYChartView")
        view.ShowLegend = 0
        view.BottomAxisTitle = "x"
        display = simple.Show(self.source, view)
        display.AttributeType = "Point Data"
        display.UseIndexForXAxis = 0
        display.XArrayName = "Points_X"
        display.SeriesVisibility = [name]
        display.SeriesColor = [name, "0.1", "0.2", "0.6"]
        display.SeriesLineThickness = [name, "2"]
        return view

    def show(self, time, scales):
        for name, view in self.views.items():
            low, high = scales[name]
            view.ViewTime = time
            view.ChartTitle = f"{PANELS[name]}, t = {time:.4g}"
            view.LeftAxisUseCustomRange = 1
            margin = 0.05 * (high - low)
            view.LeftAxisRangeMinimum = low - margin if low < 0 else low
            view.LeftAxisRangeMaximum = high + margin


def white_view():
    view = simple.CreateView("RenderView")
    view.InteractionMode = "2D"
    view.OrientationAxesVisibility = 0
    view.UseColorPaletteForBackground = 0
    view.Background = [1, 1, 1]
    return view


def add_title(view):
    title = simple.Text(Text="")
    shown = simple.Show(title, view)
    shown.Color, shown.WindowLocation, shown.FontSize = [0, 0, 0], "Upper Center", 16
    return title


class Maps:
    """One map per array, of a run in two dimensions."""

    def __init__(self, reader, names):
        self.bounds = reader.GetDataInformation().GetBounds()
        self.views, self.tables, self.titles = {}, {}, {}
        for name in names:
            self._map(reader, name)

    def _map(self, reader, name):
        view = white_view()
        display = simple.Show(reader, view)
        display.SetRepresentationType("Surface")
        display.Ambient, display.Diffuse = 1, 0  # colours as in the bar, not shaded
        # A colour table for each panel: those of equal name are shared by all views.
        simple.ColorBy(display, ("CELLS", name), separate=True)
        table = simple.GetColorTransferFunction(name, display, separate=True)
        table.ApplyPreset(MAPS[name], True)
        table.NanColor = [1, 1, 1]
        self._bar(table, view)
        self.views[name], self.tables[name], self.titles[name] = view, table, add_title(view)
        self._look_down(view)

    @staticmethod
    def _bar(table, view):
        bar = simple.GetScalarBar(table, view)
        bar.Title, bar.ComponentTitle = "", ""
        bar.LabelColor = [0, 0, 0]
        bar.Orientation, bar.WindowLocation = "Horizontal", "Any Location"
        bar.Position, bar.ScalarBarLength = [0.2, 0.03], 0.6
        bar.AddRangeLabels = 0
        bar.Visibility = 1

    def _look_down(self, view):
        xmin, xmax, ymin, ymax = self.bounds[:4]
        extent = max(xmax - xmin, ymax - ymin)
        middle = [(xmin + xmax) / 2, (ymin + ymax) / 2 - 0.05 * extent]  # room for the bar below
        view.CameraFocalPoint, view.CameraPosition = middle + [0], middle + [extent]
        view.CameraViewUp = [0, 1, 0]
        view.CameraParallelProjection, view.CameraParallelScale = 1, 0.65 * extent

    def show(self, time, scales):
        for name, view in self.views.items():
            view.ViewTime = time
            self.tables[name].RescaleTransferFunction(*scales[name])
            self.titles[name].Text = f"{PANELS[name]}, t = {time:.4g}"


def side_by_side(views, size):
    layout = simple.CreateLayout("panels")
    first, count = 0, len(views)
    for index, view in enumerate(views):
        # What is left is cut into this panel and the rest.
        rest = layout.SplitHorizontal(first, 1 / (count - index)) + 1 if index + 1 < count else None
        layout.AssignView(first if rest is None else rest - 1, view)
        first = rest
    layout.SetSize(*size)
    return layout


def main():
    options = arguments()
    reader, times = open_run(options.run)
    dimension = dimension_of(reader)
    if dimension == 3:
        sys.exit(f"{options.run}: three axes (three maps show two): use isosurface.py")
    names = [name for name in PANELS if reader.CellData.GetArray(name)]
    panels = (Lines if dimension == 1 else Maps)(reader, names)
    layout = side_by_side(list(panels.views.values()), options.size)
    # Measured by a reader of its own: what is drawn at t = 0 would be the time that was measured last.
    measured, _ = open_run(options.run)
    common = scales_of(measured, times)

    def draw(time):
        panels.show(time, scales_of(measured, [time]) if options.rescale else common)
        return layout, ""

    write_frames(options, times, draw)


if __name__ == "__main__":
    main()
