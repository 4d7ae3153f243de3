"""What every run file must be, whatever the case: complete, finite, and of one mind with its verdict."""
import json

import h5py
import numpy as np

NOT_WRITTEN = 2**64 - 1


def ends_as_documented(name, values):
    """Where docs/format.md allows NaN: before the stop of the way back, and to fill up rows of edges."""
    if name in ("paraview/reverse_density", "paraview/difference"):
        each = np.isnan(values.reshape(len(values), -1))
        return bool(np.all(each.all(axis=1) | ~each.any(axis=1)) and not np.isinf(values).any())
    if name == "reverse/joint_edges":
        return not np.isinf(values).any()
    return bool(np.isfinite(values).all())


def unfinished(file):
    """Datasets and figures with a value that is not finite, or a count that was not written."""
    figures = ["p_value", "start_divergence"]
    if "compare/ensemble" in file:  # without particles no error of the score is detectable
        figures.append("detectable_score_error")
    wrong = [f"/verdict {key} is not finite" for key in figures if not np.isfinite(file["verdict"].attrs.get(key, 0))]

    def look(name, item):
        if not isinstance(item, h5py.Dataset):
            return
        values = item[()]
        if item.dtype.kind == "f" and not ends_as_documented(name, np.asarray(values)):
            wrong.append(f"/{name} is not finite")
        if item.dtype.kind == "u" and np.any(values == NOT_WRITTEN):
            wrong.append(f"/{name} is not written")

    file.visititems(look)
    return wrong


def probabilities(dataset):
    return dataset[()].min() >= 0 and dataset[()].max() <= 1 + 1e-9


def mass_of(file, name):
    density = file[name][()]
    return (density * file["mesh/volume"][()]).reshape(len(density), -1).sum(axis=1)


def wrong_masses(file, case):
    absorbing = "absorbing" in case.sections["mesh"]["boundary"]
    tolerance = 1e-9 if file["diagnostics"].attrs["method"] == "uniformization" else 1e-6
    if "forward/density" in file:
        mass = mass_of(file, "forward/density")
        if file["forward/density"][()].min() < 0:
            yield "/forward/density is negative"
        if absorbing and np.any(np.diff(mass) > tolerance) or not absorbing and np.any(abs(mass - 1) > tolerance):
            yield f"/forward/density has the masses {mass}"
    for name in ("reverse/chain", "reverse/fokker_planck"):
        if name in file and np.any(mass_of(file, name) > 1 + 1e-3):
            yield f"/{name} has the masses {mass_of(file, name)}"
    if "forward/survival" in file and not probabilities(file["forward/survival"]):
        yield "/forward/survival is not between 0 and 1"
    if "forward/exit_probability" in file:
        lost = file["forward/exit_probability"][()]
        if not probabilities(lost) or np.any(file["forward/exit_rate"][()] < 0):
            yield "/forward/exit_probability is not between 0 and 1, or /forward/exit_rate is negative"
        if "forward/density" in file and np.any(abs(lost.sum(axis=1) + mass - 1) > tolerance):
            yield f"/forward/exit_probability and the masses have the sums {lost.sum(axis=1) + mass}"


def wrong_counts(file, case):
    particles = case.sections["reverse"]["particles"]
    outside = "absorbing" in case.sections["mesh"]["boundary"]
    for way in ("forward", "reverse"):
        if f"{way}/counts" not in file:
            continue
        counts = file[f"{way}/counts"][()]
        lost = file[f"{way}/outside"][()]
        if np.any(counts.reshape(len(counts), -1).sum(axis=1) + lost != particles) or lost.any() and not outside:
            yield f"/{way}/counts and /{way}/outside are not all of {particles} particles"
        if file[way].attrs["written"] != len(file[f"{way}/time"]):
            yield f"/{way} has {file[way].attrs['written']} snapshots written"
    if "reverse/joint_counts" in file:
        axes = len(case.sections["mesh"]["cells"])
        if file["reverse/joint_counts"][()].sum() > particles * axes**2:
            yield "/reverse/joint_counts holds more than all particles"


def wrong_comparisons(file):
    for road, group in file["compare"].items():
        for name in ("p_value", "total_variation"):
            if name in group and not probabilities(group[name]):
                yield f"/compare/{road}/{name} is not between 0 and 1"


def refuse_constant(name):
    raise ValueError(f"holds {name}")


def wrong_verdict(directory, file, done):
    said = [line for line in done.stdout.splitlines() if line.startswith("verdict: ")]
    if len(said) != 1:
        yield f"{len(said)} verdict lines"
    try:
        verdict = json.loads((directory / "verdict.json").read_text(), parse_constant=refuse_constant)["verdict"]
    except (OSError, ValueError, KeyError) as problem:
        yield f"verdict.json: {problem}"
        return
    code = {1: 0, 0: 1, -1: 5}[int(file["verdict"].attrs["verified"])]
    if code != done.returncode:
        yield f"exit code {done.returncode} beside verified = {file['verdict'].attrs['verified']}"
    if verdict["reason"] != file["verdict"].attrs["reason"]:
        yield "verdict.json and run.h5 give two reasons"


def faults(directory, case, done):
    """All that is wrong with a run that ended with a verdict."""
    with h5py.File(directory / "run.h5") as file:
        found = [] if file.attrs["status"] == "complete" else [f"status {file.attrs['status']}"]
        return (found + unfinished(file) + list(wrong_masses(file, case)) + list(wrong_counts(file, case)) +
                list(wrong_comparisons(file)) + list(wrong_verdict(directory, file, done)))
