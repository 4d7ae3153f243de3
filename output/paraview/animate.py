"""Pictures of density, histogram of the reverse ensemble and their difference, one per time.

    xvfb-run -a -s "-screen 0 1280x1024x24 -noreset" \\
        pvpython --force-offscreen-rendering animate.py RUN.xdmf FOLDER [options]

The pvpython of Debian 12 needs a display, which xvfb-run is; without -noreset that one goes down now and then, and
pvpython with it. Writes FOLDER/frame_0000.png, frame_0001.png, ... For a run in one dimension density and histogram
are drawn over each other, the difference beside them; for one in two each is a map. Scales are the same at all times
unless --rescale is given. Where the way back has not been, there is nothing to draw. For three dimensions see
isosurface.py.
"""

import argparse
import math
import sys

from frames import DISPLAY, add_arguments, arrays_of, dimension_of, open_run, write_frames
from paraview import simple

# Array of run.xdmf: title of its panel.
PANELS = {"density": "density", "reverse_density": "reverse particles", "difference": "difference"}
# The map that spans zero, and the one for densities.
MAPS = {"density": "Viridis (matplotlib)", "reverse_density": "Viridis (matplotlib)", "difference": "Cool to Warm"}


def arguments():
    parser = argparse.ArgumentParser(
        usage="pvpython --force-offscreen-rendering animate.py RUN.xdmf FOLDER [options]",
        description="Density, reverse particles and their difference, a picture per time: lines for a run in one "
                    f"dimension, maps for one in two. Without a display put {DISPLAY} in front.")
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
    """Density and histogram over each other and their difference beside them, of a run in one dimension."""

    COLORS = {"density": ["0.1", "0.2", "0.6"], "reverse_density": ["0.9", "0.4", "0.0"],
              "difference": ["0.3", "0.3", "0.3"]}
    THICKNESS = {"density": "4", "reverse_density": "2", "difference": "2"}

    def __init__(self, reader, names, size):
        centers = simple.CellCenters(Input=reader)
        self.source = simple.PlotData(Input=centers)
        charts = [[name for name in names if name != "difference"], [name for name in names if name == "difference"]]
        self.charts = [(shown, self._chart(shown)) for shown in charts if shown]
        self.layout = side_by_side([view for _, view in self.charts], size, [0.6, 0.4])

    def _chart(self, names):
        view = simple.CreateView("XYChartView")
        view.ShowLegend = len(names) > 1
        view.LegendLocation = "TopRight"
        view.BottomAxisTitle = "x"
        display = simple.Show(self.source, view)
        display.AttributeType = "Point Data"
        display.UseIndexForXAxis = 0
        display.XArrayName = "Points_X"
        display.SeriesVisibility = names
        display.SeriesLabel = [word for name in names for word in (name, PANELS[name])]
        display.SeriesColor = [word for name in names for word in (name, *self.COLORS[name])]
        display.SeriesLineThickness = [word for name in names for word in (name, self.THICKNESS[name])]
        return view

    def show(self, time, scales):
        for names, view in self.charts:
            low, high = scales[names[0]]
            view.ViewTime = time
            view.ChartTitle = f"{' and '.join(PANELS[name] for name in names)}, t = {time:.4g}"
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


def without_smoothing(view):
    """Smoothing eats the corners of a box. A view says that it is off when it is not, and that of its renderers alone
    does not last."""
    for smooth in (1, 0):
        view.UseFXAA = smooth
    for renderer in view.GetRenderWindow().GetRenderers():
        renderer.SetUseFXAA(False)


def add_title(view):
    title = simple.Text(Text="")
    shown = simple.Show(title, view)
    shown.Color, shown.WindowLocation, shown.FontSize = [0, 0, 0], "Upper Center", 16
    return title


def add_axes(view):
    """Numbers along x and y, below and to the left."""
    grid = view.AxesGrid
    grid.Visibility, grid.ShowGrid, grid.ShowTicks = 1, 0, 0
    grid.XTitle, grid.YTitle, grid.ZTitle = "x", "y", ""
    grid.AxesToLabel = 3  # x below, y to the left
    grid.GridColor = [0, 0, 0]
    for axis in "XY":
        for part in ("Title", "Label"):
            setattr(grid, f"{axis}{part}Color", [0, 0, 0])
            setattr(grid, f"{axis}{part}FontSize", 14)


class Maps:
    """One map per array, of a run in two dimensions."""

    def __init__(self, reader, names, size):
        self.bounds = reader.GetDataInformation().GetBounds()
        self.aspect = size[0] / len(names) / size[1]  # of a panel
        self.views, self.tables, self.titles = {}, {}, {}
        for name in names:
            self._map(reader, name)
        self.layout = side_by_side(list(self.views.values()), size)
        for view in self.views.values():
            without_smoothing(view)

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
        add_axes(view)
        self.views[name], self.tables[name], self.titles[name] = view, table, add_title(view)
        self._look_down(view)

    @staticmethod
    def _bar(table, view):
        bar = simple.GetScalarBar(table, view)
        bar.Title, bar.ComponentTitle = "", ""
        bar.LabelColor = [0, 0, 0]
        bar.Orientation, bar.WindowLocation = "Horizontal", "Any Location"
        bar.Position, bar.ScalarBarLength, bar.ScalarBarThickness = [0.2, 0.09], 0.6, 12
        bar.TextPosition = "Ticks left/bottom, annotations right/top"
        bar.AddRangeLabels = 0
        bar.Visibility = 1

    def _look_down(self, view):
        """The whole box, with room for numbers at the left, the title above, numbers and the bar below."""
        xmin, xmax, ymin, ymax = self.bounds[:4]
        height = max((ymax - ymin) / 0.66, (xmax - xmin) / 0.74 / self.aspect)  # of the panel
        middle = [(xmin + xmax) / 2 - 0.04 * self.aspect * height, (ymin + ymax) / 2 - 0.07 * height]
        view.CameraFocalPoint, view.CameraPosition = middle + [0], middle + [height]
        view.CameraViewUp = [0, 1, 0]
        view.CameraParallelProjection, view.CameraParallelScale = 1, height / 2

    def show(self, time, scales):
        for name, view in self.views.items():
            view.ViewTime = time
            self.tables[name].RescaleTransferFunction(*scales[name])
            self.titles[name].Text = f"{PANELS[name]}, t = {time:.4g}"


def side_by_side(views, size, widths=None):
    """A layout of the views; widths are those of the panels, equal without."""
    widths = (widths or [1.0] * len(views))[:len(views)]
    layout = simple.CreateLayout("panels")
    cell = 0
    for index, view in enumerate(views):
        if index + 1 < len(views):  # what is left is cut into this panel and the rest
            cell = layout.SplitHorizontal(cell, widths[index] / sum(widths[index:]))
        layout.AssignView(cell, view)
        cell += 1
    layout.SetSize(*size)
    return layout


def main():
    options = arguments()
    reader, times = open_run(options.run)
    dimension = dimension_of(reader)
    if dimension == 3:
        sys.exit(f"{options.run}: three axes (three maps show two): use isosurface.py")
    names = arrays_of(reader, options.run, PANELS)
    panels = (Lines if dimension == 1 else Maps)(reader, names, options.size)
    # Measured by a reader of its own: what is drawn at t = 0 would be the time that was measured last.
    measured, _ = open_run(options.run)
    common = scales_of(measured, times)

    def draw(time):
        panels.show(time, scales_of(measured, [time]) if options.rescale else common)
        return panels.layout, ""

    write_frames(options, times, draw)


if __name__ == "__main__":
    main()
