"""The form of a wrong input: what is typed, and what must be said about it."""
from typing import NamedTuple

CASE = """\
title = "small"
[mesh]
lower = [-4.0]
upper = [4.0]
cells = [64]
[sde]
drift = ["-x"]
diffusion = "1"
[initial]
mixture = [{ weight = 1, mean = [0.5], std = [0.5] }]
[time]
end = 1.0
[reverse]
particles = 1000
steps = 20
"""


class Bad(NamedTuple):
    name: str
    message: str  # a regular expression for the line that begins with "loschmidt: "
    text: str | bytes = CASE  # of case.toml
    arguments: tuple = ("run", "case.toml")


def changed(name, before, after, message):
    assert CASE.count(before) >= 1, before
    return Bad(name, message, CASE.replace(before, after, 1))


def settings(name, message, *texts):
    return Bad(name, message, arguments=("run", "case.toml", *(word for text in texts for word in ("--set", text))))


def drift(name, formula, message):
    return changed(name, '"-x"', f'"{formula}"', r"case.toml:7: sde\.drift: .*" + message)


def added(name, text, message):
    """Lines after the case, whose last section is [reverse]; they begin at line 16."""
    return Bad(name, message, CASE + text)


def command(name, message, *words):
    return Bad(name, message, arguments=words)


def exact(name, density, message):
    return added(name, f'[exact]\ndensity = "{density}"\n', r"case.toml:17: exact\.density: .*" + message)


def grading(name, table, message):
    return settings(name, r"--set: mesh\.grading.*" + message, f"mesh.grading=[{table}]")


def defined(name, definitions, message):
    lines = "".join(f'{key} = "{value}"\n' for key, value in definitions)
    return added(name, "[sde.definitions]\n" + lines, message)
