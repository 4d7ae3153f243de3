"""docs/format.md and real files say the same: every dataset of a file is on the page, with its shape, type, unit and
fill value, and all that is on the page is met in a file."""
import pathlib
import re
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, ROOT, RunTest, main, settings, start  # noqa: E402

PAGE = (ROOT / "docs" / "format.md").read_text()
SMALL = {"reverse__particles": 2000, "reverse__steps": 12}
# Between them they have everything a run may have.
RUNS = {
    "absorbing": ("absorbing_brownian", {"mesh__cells": "[64]"}),
    "joint": ("vp_two_gaussians", {"mesh__cells": "[64]", "validation__joint_times": "[0.1, 0.5]"}),
    "joint-2d": ("vp_eight_gaussians", {"mesh__cells": "[24, 18]", "time__stop": 0.1,
                                        "validation__joint_times": "[0.1, 0.5]"}),
    "prior": ("vp_two_gaussians", {"mesh__cells": "[64]", "reverse__start": "normal(x,0,1)",
                                   "reverse__score": "exact"}),
    "3d": ("ornstein_uhlenbeck_3d", {"mesh__cells": "[12, 10, 9]", "solver__method": "tr-bdf2"}),
    "density-alone": ("vp_two_gaussians", {"mesh__cells": "[64]", "output__fields": '["density"]',
                                           "validation__roads": '["chain"]'}),
}
LEVELS = {"mesh": {}, "time": {"solver__method": "tr-bdf2"}, "steps": {}, "particles": {}}
FILLS = {"f8": np.nan, "u8": 2**64 - 1}


def rows_of(title):
    """The rows of the first table below a heading."""
    text = PAGE[PAGE.index(title) + len(title):]
    table = re.search(r"(?:^\|.*\n)+", text, re.M).group()
    return [[cell.strip() for cell in row.strip("|\n ").split("|")] for row in table.splitlines()[2:]]


def names_in(cell):
    return re.findall(r"`([^`]+)`", cell)


def documented_run():
    """Path: (shape, type) of all datasets of a run file."""
    found = {}
    for names, shape, kind, *_ in rows_of("## Datasets of `run.h5`"):
        found |= {name: (shape, kind) for name in names_in(names)}
    found |= {name: ("()", "f8") for name in re.findall(r"`(/performance/[^`]+)`", PAGE)
              if name in PAGE[PAGE.index("`/performance` holds"):PAGE.index("### Comparisons")]}
    for names, shape, roads, _ in rows_of("### Comparisons"):
        found |= {f"/compare/{road}/{name}": (shape, "f8") for road in roads.split(", ") for name in names_in(names)}
    return found


def documented_levels():
    found = {name: ("()", "text") for name in ("/input/case", "/input/resolved")}
    for names, shape, *_ in rows_of("## Datasets of `converge.h5`"):
        for name in names_in(names):
            found[name] = (shape, "f8")
            if shape == "(L, N)":
                found[name.replace("/converge/", "/converge/order_")] = (shape, "f8")
    return found


def datasets_of(file):
    found = {}
    file.visititems(lambda name, item: found.update({f"/{name}": item} if isinstance(item, h5py.Dataset) else {}))
    return found


def sizes(file, path):
    """What the symbols of the page stand for in a file, for the dataset at path."""
    if "converge" in file:
        return {"L": file["/converge/refinement"].shape, "N": file["/converge/time"].shape}
    cells = file["/mesh/volume"].shape
    axis = path[6] if path.startswith("/mesh/") else "x"
    n = cells[-1 - "xyz".index(axis)] if axis in "xyz" else 0
    forward, reverse = file["/forward/time"].shape, file["/reverse/time"].shape
    pairs = (len(cells)**2,)
    functions = file["/compare/directed/time"].shape if "/compare/directed" in file else ()
    ends = 2 * sum(file[f"/mesh/{axis}_edges"].attrs["boundary"] == "absorbing" for axis in "xyz"[:len(cells)])
    result = {"E": (ends,), "T": forward, "R": reverse, "cells": cells, "d": (len(cells),), "n": (n,), "n+1": (n + 1,), "2": (2,),
              "3": (3,), "steps": file["/diagnostics/time"].shape,
              "N": forward if "/forward/" in path else pairs if "/joint/" in path
              else functions if "/directed/" in path else reverse}
    if "/reverse/joint_edges" in file:
        result |= {"edges": file["/reverse/joint_edges"].shape[-1:], "slabs": file["/reverse/joint_counts"].shape[:1]}
    return result


def shapes_in(cell, known):
    """The shapes that a cell such as "(T, cells) or (R)" stands for."""
    return [sum((known[symbol] for symbol in shape.split(", ") if symbol), ())
            for shape in re.findall(r"\(([^)]*)\)", cell)]


def kind_of(dataset):
    return "text" if dataset.dtype.kind in "SO" else dataset.dtype.str[1:]


class Format(RunTest):
    def check(self, path, documented):
        """A file against the page; returns the names of its datasets."""
        with h5py.File(path) as file:
            found = datasets_of(file)
            self.assertEqual(sorted(set(found) - set(documented)), [], f"{path}: not in docs/format.md")
            for name, data in found.items():
                shape, kind = documented[name]
                self.assertIn(data.shape, shapes_in(shape, sizes(file, name)), name)
                self.assertEqual(kind_of(data), kind, name)
                self.check_description(name, data, kind)
            self.check_attributes(file)
        return set(found)

    def check_description(self, name, data, kind):
        self.assertEqual(data.attrs["units"], "s" if name.startswith("/performance/") else "1", name)
        self.assertTrue(data.attrs["long_name"], name)
        if kind in FILLS:
            fill = 0 if data.is_virtual else FILLS[kind]
            np.testing.assert_equal(data.fillvalue, np.dtype(kind).type(fill), name)

    def check_attributes(self, file):
        """Those of groups, and what the mesh adds, against the table of attributes."""
        documented = {}
        for places, names, *_ in rows_of("## Attributes"):
            for place in names_in(places):
                documented.setdefault(place, set()).update(names_in(names))
        for place in ("/", *(f"/{name}" for name, item in file.items() if isinstance(item, h5py.Group))):
            self.assertLessEqual(set(file[place].attrs), documented.get(place, set()), place)
            optional = {"start_divergence"}
            self.assertLessEqual(documented.get(place, set()) - set(file[place].attrs), optional, place)
        for group in {"forward", "reverse"} & set(file):
            self.assertEqual(file[group].attrs["written"], len(file[group]["time"]), group)
        if "mesh" in file:
            self.assertIn(file["/mesh/x_edges"].attrs["boundary"], ("reflecting", "periodic", "absorbing"))

    def test_run_files(self):
        documented, met = documented_run(), set()
        for name, (case, keys) in RUNS.items():
            run = self.run_case(case, name=name, **SMALL, **keys)
            self.assertIn(self.last.returncode, (0, 1, 5), self.last.stderr)
            met |= self.check(run / "run.h5", documented)
        self.assertEqual(sorted(set(documented) - met), [], "in docs/format.md, but in no file")

    def test_convergence_files(self):
        documented, met = documented_levels(), set()
        for parameter, keys in LEVELS.items():
            out = self.directory / parameter
            done = start("converge", CASES / "vp_two_gaussians.toml", "-o", out, "--quiet", "--in", parameter,
                         "--levels", 2, *settings(mesh__cells="[64]", **SMALL, **keys))
            self.assertIn(done.returncode, (0, 1, 5), done.stderr)
            met |= self.check(out / "converge.h5", documented)
        self.assertEqual(sorted(set(documented) - met), [], "in docs/format.md, but in no file")


if __name__ == "__main__":
    main()
