"""How the shipped cases are made small enough for a baseline each: about a second, well below 200 kB."""
import pathlib
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "cases"

CELLS = {1: "[64]", 2: "[24, 20]", 3: "[8, 9, 10]"}
COMMON = {"time.snapshots": 3, "reverse.particles": 20000, "reverse.steps": 12}
DENSITY_ALONE = {"output.fields": '["density"]'}
# What a case needs besides, or has to show.
SPECIAL = {
    "vp_two_gaussians": {"validation.joint_times": "[0.1, 0.5]"},
    "absorbing_brownian": {"validation.joint_times": "[0.05, 0.1]"},
    "ornstein_uhlenbeck_rotation": {"validation.joint_times": "[0.1, 0.3]", "output.fields": '["density", "score", "current"]'},
    "double_well": {"solver.method": "tr-bdf2", "solver.tolerance": 1e-4},
    "multiplicative": {"reverse.seed": 7, "reverse.scheme": "dri1"},
}


def names():
    return sorted(path.stem for path in CASES.glob("*.toml"))


def overrides(name):
    """The --set KEY=VALUE words of a case."""
    case = tomllib.loads((CASES / f"{name}.toml").read_text())
    axes = len(case["mesh"]["lower"])
    keys = {"mesh.cells": CELLS[axes], **COMMON, **(DENSITY_ALONE if axes > 1 else {}), **SPECIAL.get(name, {})}
    return [word for key, value in keys.items() for word in ("--set", f"{key}={value}")]


def baseline(name):
    return ROOT / "validation" / "baselines" / f"{name}.h5"
