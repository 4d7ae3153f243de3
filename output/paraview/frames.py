"""What the scripts of this folder share: opening a run, and a picture per time of it."""
import glob
import os
import sys

from paraview import simple

# What stands in front of pvpython where there is no display.
DISPLAY = "xvfb-run -a -s '-screen 0 1280x1024x24 -noreset'"


def open_run(path):
    """The reader and its times; ends the program where there is nothing to show."""
    if not os.path.isfile(path):
        sys.exit(f"{path}: no such file: give the run.xdmf of a run")
    reader = simple.Xdmf3ReaderS(FileName=[os.path.abspath(path)])
    reader.UpdatePipelineInformation()
    times = list(reader.TimestepValues)
    if not times:
        sys.exit(f"{path}: no snapshot has been written yet: wait for the run's first one")
    reader.UpdatePipeline(times[0])
    return reader, times


def arrays_of(reader, path, names):
    """Those of the names that the run has; ends the program where there is none."""
    found = [name for name in names if reader.CellData.GetArray(name)]
    if not found:
        sys.exit(f"{path}: has none of the arrays {', '.join(names)} (there is nothing to draw): run the case with "
                 "density in output.fields, or ensemble in validation.roads")
    return found


def dimension_of(reader):
    """Axes of more than one cell, 1 to 3."""
    xmin, xmax, ymin, ymax, zmin, zmax = reader.GetDataInformation().GetBounds()
    return 1 + (ymax > ymin) + (zmax > zmin)


def add_arguments(parser, size):
    """Those that all scripts take."""
    parser.add_argument("run", metavar="RUN.xdmf", help="index of a run, also of one that is still going")
    parser.add_argument("folder", metavar="FOLDER",
                        help="where the pictures go, in place of earlier frame_*.png; made if it is not there")
    parser.add_argument("--size", nargs=2, type=int, default=size, metavar=("W", "H"),
                        help=f"pixels of a picture [{size[0]} {size[1]}]")


def write_frames(options, times, draw):
    """FOLDER/frame_0000.png, ... of what draw(time) returns, a view or layout and words about it. Pictures of an
    earlier run, which may have had more times, go."""
    os.makedirs(options.folder, exist_ok=True)
    for picture in glob.glob(os.path.join(glob.escape(options.folder), "frame_[0-9][0-9][0-9][0-9].png")):
        os.remove(picture)
    for index, time in enumerate(times):
        drawn, words = draw(time)
        picture = os.path.join(options.folder, f"frame_{index:04d}.png")
        simple.SaveScreenshot(picture, drawn, ImageResolution=list(options.size))
        print(f"{picture}  t = {time:g}{words}", flush=True)
