"""Opens run.xdmf the way a user of ParaView does and compares all it shows with run.h5.

    pvpython read_run.py /absolute/run.h5 /absolute/run.xdmf [--live]

Prints one line per (array, time). Exits non-zero unless every written snapshot is on the time axis,
the grid has the edges of the mesh, and its arrays are exactly those of the run file: cell data, one
component or three, the same bits. With --live the run is still going: snapshots may be added, and the
way back may be written, between the reading of the one file and the other, so times need only be the
first ones of the run file, one at least, and what comes from the way back is left out.
"""

import sys

import h5py
import numpy as np
from paraview.simple import Xdmf3ReaderS
from vtk.util.numpy_support import vtk_to_numpy

# Name in ParaView: the dataset of the run file it must equal.
ARRAYS = {
    "density": "/forward/density",
    "log10_density": "/paraview/log10_density",
    "score": "/forward/score",
    "current": "/forward/current",
    "reverse_density": "/paraview/reverse_density",
    "difference": "/paraview/difference",
}

WAY_BACK = ("reverse_density", "difference")


def three_components(vectors):
    """The vectors of a run file as ParaView wants them: filled up with zeros."""
    flat = vectors.reshape(-1, vectors.shape[-1])
    return np.hstack([flat, np.zeros((len(flat), 3 - flat.shape[1]))])


def expected(run, name, snapshot):
    values = run[ARRAYS[name]][snapshot]
    return three_components(values) if name in ("score", "current") else values.ravel()


def same_bits(a, b):
    """Equal to the last bit; NaN (not written) equals NaN."""
    return a is not None and a.shape == b.shape and np.array_equal(a, b, equal_nan=True) and \
        np.array_equal(np.signbit(a), np.signbit(b))


def grid_of(reader):
    data = reader.GetClientSideObject().GetOutputDataObject(0)
    while data.IsA("vtkMultiBlockDataSet"):
        data = data.GetBlock(0)
    return data


def wrong_edges(run, grid):
    """Names of the axes whose coordinates are not those of the mesh."""
    found = {"x": grid.GetXCoordinates(), "y": grid.GetYCoordinates(), "z": grid.GetZCoordinates()}
    wrong = []
    for axis, coordinates in found.items():
        path = f"/mesh/{axis}_edges"
        wanted = run[path][...] if path in run else np.zeros(1)
        if not np.array_equal(vtk_to_numpy(coordinates), wanted):
            wrong.append(axis)
    return wrong


def names_in(data):
    return {data.GetArrayName(i) for i in range(data.GetNumberOfArrays())}


def wrong_kinds(run, grid):
    """What is not as it should be: names, cell data, the box."""
    wanted = {name for name, path in ARRAYS.items() if path in run}
    wrong = [f"array {name}" for name in names_in(grid.GetCellData()) ^ wanted]
    wrong += [f"point data {name}" for name in names_in(grid.GetPointData())]
    box = []
    for axis in "xyz":
        edges = run[f"/mesh/{axis}_edges"] if f"/mesh/{axis}_edges" in run else [0, 0]
        box += [edges[0], edges[-1]]
    return wrong + ([] if list(grid.GetBounds()) == box else [f"bounds {grid.GetBounds()}"])


def check_snapshot(run, reader, snapshot, time, left_out):
    """Number of failures at one time."""
    reader.UpdatePipeline(time)
    grid = grid_of(reader)
    failures = wrong_edges(run, grid) + wrong_kinds(run, grid)
    print(f"grid t={time} {'wrong: ' + ' '.join(failures) if failures else 'equal'}")
    count = len(failures)
    for name, path in ARRAYS.items():
        if path not in run or name in left_out:
            continue
        array = grid.GetCellData().GetArray(name)
        values = vtk_to_numpy(array) if array else None
        equal = same_bits(values, expected(run, name, snapshot))
        print(f"{name} t={time} {'equal' if equal else 'DIFFERENT' if array else 'MISSING'}")
        count += not equal
    return count


def right_times(times, wanted, live):
    return bool(times) and times == (wanted[:len(times)] if live else wanted)


def main(run_path, xdmf_path, *options):
    live = "--live" in options
    reader = Xdmf3ReaderS(FileName=[xdmf_path])
    reader.UpdatePipelineInformation()
    times = list(reader.TimestepValues)
    with h5py.File(run_path, "r") as run:
        wanted = list(run["forward/time"][:int(run["forward"].attrs["written"])])
        failures = 0
        if not right_times(times, wanted, live):
            print(f"times differ: run file {wanted}, ParaView {times}")
            failures += 1
        for snapshot, time in enumerate(times):
            failures += check_snapshot(run, reader, snapshot, time, WAY_BACK if live else ())
    print(f"{len(times)} times, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
