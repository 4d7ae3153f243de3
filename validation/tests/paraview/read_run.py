"""Opens run.xdmf the way a user of ParaView does and compares all it shows with run.h5.

    pvpython read_run.py /absolute/run.h5 /absolute/run.xdmf

Prints one line per (array, time). Exits non-zero unless every written snapshot is on the time axis,
the grid has the edges of the mesh, and every array equals the run file bit for bit.
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


def check_snapshot(run, reader, snapshot, time):
    """Number of failures at one time."""
    reader.UpdatePipeline(time)
    grid = grid_of(reader)
    failures = wrong_edges(run, grid)
    print(f"edges t={time} {'wrong: ' + ' '.join(failures) if failures else 'equal'}")
    count = len(failures)
    for name, path in ARRAYS.items():
        if path not in run:
            continue
        array = grid.GetCellData().GetArray(name)
        values = vtk_to_numpy(array) if array else None
        equal = same_bits(values, expected(run, name, snapshot))
        print(f"{name} t={time} {'equal' if equal else 'DIFFERENT' if array else 'MISSING'}")
        count += not equal
    return count


def main(run_path, xdmf_path):
    with h5py.File(run_path, "r") as run:
        written = int(run["forward"].attrs["written"])
        wanted = list(run["forward/time"][:written])
        reader = Xdmf3ReaderS(FileName=[xdmf_path])
        reader.UpdatePipelineInformation()
        times = list(reader.TimestepValues)
        failures = 0
        if not wanted or times != wanted:
            print(f"times differ: run file {wanted}, ParaView {times}")
            failures += 1
        for snapshot, time in enumerate(times):
            failures += check_snapshot(run, reader, snapshot, time)
    print(f"{len(times)} times, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
