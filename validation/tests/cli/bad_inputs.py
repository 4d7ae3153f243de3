"""Inputs that are wrong, one a row, and what must be said about each. Read by test_bad_inputs.py."""
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


HUGE = "x+" * 450000 + "x"
DEEP = "a." * 100000 + "a"

TEXTS = [
    Bad("empty file", r"case.toml: mesh.lower: is missing", ""),
    Bad("a file of zeros", r"case.toml:1: is not valid TOML", b"\0" * 1000),
    Bad("random bytes", r"case.toml:1: is not valid TOML", bytes(range(256))),
    Bad("a line of text", r"case.toml:1: is not valid TOML", "hello world\n"),
    Bad("UTF-16", r"case.toml:1: is not valid TOML", CASE.encode("utf-16")),
    Bad("bytes that are no UTF-8", r"case.toml:1: is not valid TOML", b'title = "\xff\xfe"\n'),
    Bad("too large", r"case.toml: is larger than 1000000 bytes", CASE + "#" * 1000000),
    Bad("a dotted key with 1e5 parts", r"case.toml:1: a\.a\..*more than 16 parts", DEEP + " = 1\n"),
    Bad("a section with 1e5 parts", r"case.toml:1: a\.a\..*more than 16 parts", f"[{DEEP}]\n"),
    Bad("a deep key, then no TOML", r"case.toml:1: a\.a\..*more than 16 parts", DEEP + " = 1\n=\n"),
    Bad("a deep key of quoted parts", r"case.toml:1: .*more than 16 parts", '"a=,".' * 50000 + "b = 1\n"),
    Bad("1e5 open brackets", r"case.toml:1: is not valid TOML", "a = " + "[" * 100000),
    Bad("1e5 open braces", r"case.toml:1: is not valid TOML", "a = " + "{a=" * 100000),
    Bad("a text that is not closed", r"case.toml:16: is not valid TOML", CASE + 'title2 = "'),
    Bad("a key twice", r"case.toml:15: is not valid TOML", CASE.replace("steps = 20", "steps = 20\nsteps = 20").replace("particles = 1000\n", "")),
    Bad("a newline in a key", r"case.toml:16: .*is not a known key", CASE + '"a\\nb" = 1\n'),
    Bad("an escape sequence in a key", r"case.toml:16: .*\\x1B.*is not a known key", CASE + '"a\\u001b[31m" = 1\n'),
    Bad("a key of 1e5 letters", r"case.toml:16: .* \.\.\. .*is not a known key", CASE + "a" * 100000 + " = 1\n"),
    Bad("50000 unknown keys", r"is not a known key", CASE + "".join(f"k{i} = 1\n" for i in range(50000))),
    changed("an unquoted formula", '["-x"]', "[-x]", r"case.toml:7: is not valid TOML"),
]

KEYS = [
    changed("cells misspelt", "cells", "cels", r"case.toml:5: mesh\.cels: is not a known key .*did you mean mesh\.cells\?"),
    changed("letters exchanged", "drift", "dirft", r"sde\.dirft: .*did you mean sde\.drift\?"),
    changed("a section misspelt", "[mesh]", "[mehs]", r"case.toml:2: mehs: .*did you mean mesh\?"),
    added("a key of another section", "tolerance = 1e-3\n", r"case.toml:16: reverse\.tolerance: .*did you mean \w+\.tolerance\?"),
    changed("nothing near", "mixture", "point", r"case.toml:10: initial\.point: .*: initial takes mixture, density, samples, image, file$"),
    added("an unknown section", "[physics]\nx = 1\n", r"case.toml:16: physics: .*: a case takes title, .*output$"),
    changed("a part of a number", "end = 1.0", "end.x = 1", r"case.toml:12: time\.end\.x: .*takes no further names"),
    changed("an unknown part of a Gaussian", "mean", "center", r"mixture\[0\]\.center: "),
    changed("a section as a number", "[time]\nend = 1.0", "time = 1", r"reverse|time|initial"),
    changed("no end", "end = 1.0\n", "", r"case.toml:11: time\.end: is missing"),
    changed("no drift", 'drift = ["-x"]\n', "", r"case.toml:6: sde\.drift: is missing"),
    changed("no diffusion", 'diffusion = "1"\n', "", r"case.toml:6: sde\.diffusion: is missing"),
    changed("no cells", "cells = [64]\n", "", r"case.toml:2: mesh\.cells: is missing"),
    changed("no initial law", "mixture = [{ weight = 1, mean = [0.5], std = [0.5] }]\n", "", r"case.toml:9: initial: has 0 initial laws"),
    changed("two initial laws", "[time]", 'density = "1"\n[time]', r"case.toml:9: initial: has 2 initial laws"),
    settings("a scheme that there is not", r"--set: reverse\.scheme: must be one of .*\(got \"milstein\"\): give one of them$", "reverse.scheme=milstein"),
    settings("another one", r"\(got \"ddim\"\): give one of them$", "reverse.scheme=ddim"),
    settings("a scheme misspelt", r"did you mean \"heun\"\?", "reverse.scheme=huen"),
    settings("a reversal that there is not", r"--set: reverse\.reversal: .*\(got \"song\"\): give one of them$", "reverse.reversal=song"),
    settings("a reversal misspelt", r"did you mean \"half-score\"\?", "reverse.reversal=half-scor"),
    settings("a boundary that there is not", r"--set: mesh\.boundary: must be one of", 'mesh.boundary=["open"]'),
    settings("expectations", r"--set: expect: must be one of", "expect=maybe"),
    settings("a road that there is not", r"--set: validation\.roads", 'validation.roads=["ode"]'),
    settings("no road", r"--set: validation\.roads: is empty", "validation.roads=[]"),
]

TYPES = [
    settings("cells as text", r"--set: mesh\.cells: must be an array of integers", "mesh.cells=many"),
    settings("cells without brackets", r"write it in brackets", "mesh.cells=64"),
    settings("half a cell", r"--set: mesh\.cells: must be an integer \(got 64.5\)", "mesh.cells=[64.5]"),
    settings("three cells", r"must be at least 4 \(got 3\)", "mesh.cells=[3]"),
    settings("no number of cells", r"--set: mesh\.cells: has 0 entries", "mesh.cells=[]"),
    settings("negative cells", r"must be at least 4", "mesh.cells=[-1]"),
    settings("1e18 cells", r"--set: mesh\.cells: must be at most", "mesh.cells=[1e18]"),
    settings("cells beyond integers", r"--set: mesh\.cells: must be an integer", "mesh.cells=[1e30]"),
    settings("cells of two axes", r"has 2 entries but mesh.lower has 1", "mesh.cells=[64, 64]"),
    settings("lower of two axes", r"case.toml:4: mesh\.upper: has 1 entries but mesh.lower has 2", "mesh.lower=[0, 0]"),
    settings("four axes", r"--set: mesh\.lower: has 4 entries", "mesh.lower=[0, 0, 0, 0]"),
    settings("1e5 axes", r"--set: mesh\.lower: has 10000 entries", f"mesh.lower=[{','.join(['0'] * 10000)}]"),
    settings("upper below lower", r"must be above mesh.lower", "mesh.upper=[-5]"),
    settings("lower that is nan", r"must be finite \(got nan\)", "mesh.lower=[nan]"),
    settings("upper that is infinite", r"must be finite \(got inf\)", "mesh.upper=[inf]"),
    settings("an axis longer than doubles", r"--set: mesh\.upper: must be at most 1e\+100", "mesh.upper=[1e308]"),
    settings("an axis without room for its cells", r"mesh\.grading\[0\]: makes no axis \(edges must ascend", "mesh.lower=[1]", "mesh.upper=[1.0000000000000002]"),
    settings("end as text", r"--set: time\.end: must be a number \(got \"later\"\)", "time.end=later"),
    settings("end as a date", r"--set: time\.end: must be a number \(got a date or time\)", "time.end=2020-01-01"),
    settings("end that is nan", r"--set: time\.end: must be finite", "time.end=nan"),
    settings("end at start", r"--set: time\.end: must be after time.start", "time.end=0"),
    settings("end before start", r"--set: time\.end: must be after time.start", "time.end=-1"),
    settings("a denormal end", r"--set: time\.end: must be well after time.start", "time.end=5e-324"),
    settings("an end that is hardly later", r"--set: time\.end: must be well after", "time.start=1e9", "time.end=1000000000.0001"),
    settings("an end beyond doubles", r"--set: time\.end: must be at most", "time.end=1e308"),
    settings("stop at end", r"--set: time\.stop: must lie in", "time.stop=1"),
    settings("stop before start", r"--set: time\.stop: must lie in", "time.stop=-0.5"),
    settings("one snapshot", r"--set: time\.snapshots: must be a whole number from 2", "time.snapshots=1"),
    settings("a snapshot and a half", r"--set: time\.snapshots: must be a whole number", "time.snapshots=2.5"),
    settings("1e12 snapshots", r"--set: time\.snapshots: must be a whole number", "time.snapshots=1e12"),
    settings("a snapshot after end", r"--set: time\.snapshots\[0\]: 2 lies outside", "time.snapshots=[2]"),
    settings("a snapshot that is nan", r"--set: time\.snapshots: must be finite", "time.snapshots=[nan]"),
    settings("negative tolerance", r"--set: solver\.tolerance: must be above 0", "solver.tolerance=-1"),
    settings("negative steps", r"--set: solver\.steps: must be at least 0", "solver.steps=-1"),
    settings("four meshes", r"--set: solver\.extrapolation_meshes: must be at most 3", "solver.extrapolation_meshes=4"),
    settings("yes for true", r"--set: solver\.extrapolation: must be true or false", "solver.extrapolation=yes"),
    settings("no particle", r"--set: reverse\.particles: must be at least 1", "reverse.particles=0"),
    settings("1e20 particles", r"--set: reverse\.particles: must be", "reverse.particles=1e20"),
    settings("half a particle", r"--set: reverse\.particles: must be an integer", "reverse.particles=0.5"),
    settings("no steps", r"--set: reverse\.steps: must be at least 1", "reverse.steps=0"),
    settings("a seed below 0", r"--set: reverse\.seed: must be at least 0", "reverse.seed=-1"),
    settings("a seed beyond integers", r"--set: reverse\.seed: ", "reverse.seed=99999999999999999999"),
    settings("negative noise", r"--set: reverse\.reversal\.noise: must be at least 0", "reverse.reversal={noise=-1}"),
    settings("noise that is infinite", r"--set: reverse\.reversal\.noise: must be finite", "reverse.reversal={noise=inf}"),
    settings("an unknown factor", r"--set: reverse\.reversal\.scores: .*did you mean reverse\.reversal\.score\?", "reverse.reversal={scores=1}"),
    settings("certainty", r"--set: validation\.significance: must be above 0", "validation.significance=0"),
    settings("tolerance of everything", r"--set: validation\.tolerance: must be below 1", "validation.tolerance=1"),
    settings("one joint time", r"--set: validation\.joint_times: must be two different times", "validation.joint_times=[0.5]"),
    settings("a joint time twice", r"must be two different times", "validation.joint_times=[0.5, 0.5]"),
    settings("a joint time after end", r"--set: validation\.joint_times: must lie in", "validation.joint_times=[0.5, 2]"),
    settings("joint times without particles", r"needs the road \"ensemble\"", "validation.joint_times=[0.2, 0.5]", 'validation.roads=["chain"]'),
    settings("a field that there is not", r"--set: output\.fields", 'output.fields=["entropy"]'),
    settings("a hint that is none", r"--set: output\.mpi_io_hints: .*is no hint", 'output.mpi_io_hints=["fast"]'),
    settings("checkpoints before they are due", r"--set: output\.checkpoint: must be at least 0", "output.checkpoint=-1"),
]

GRADINGS = [
    grading("no kind", "{}", r"kind: is missing"),
    grading("a kind that there is not", '{kind="log"}', r"kind: must be one of"),
    grading("a sinh without center", '{kind="sinh", strength=1}', r"needs \"center\""),
    grading("a sinh too strong", '{kind="sinh", center=0, strength=1000}', r"must be at most 100"),
    grading("a parameter of another kind", '{kind="uniform", strength=1}', r"means nothing for a uniform grading"),
    grading("clustered around nothing", '{kind="clustered", centers=[], width=1, strength=1}', r"centers: has 0 entries"),
    grading("clustered outside the axis", '{kind="clustered", centers=[9], width=1, strength=1}', r"centers: 9 lies outside the axis"),
    grading("clustered around 1000 places", f'{{kind="clustered", centers=[{",".join(["0"] * 1000)}], width=1, strength=1}}', r"centers: has 1000 entries"),
    grading("clustered without width", '{kind="clustered", centers=[0], width=0, strength=1}', r"width: must be above 0"),
    grading("edges too few", '{kind="edges", values=[-4, 4]}', r"has 2 edges"),
    grading("edges that descend", '{kind="edges", values=[-4, 1, 0, 2, 4]}', r"mesh.grading|cells"),
    grading("edges of another axis", '{kind="edges", values=[-1, 0, 1, 2, 3]}', r"the edges run from -1 to 3"),
    grading("edges in no file", '{kind="file", path="nowhere.txt"}', r"path: \"nowhere.txt\" cannot be read"),
    grading("edges in the case", '{kind="file", path="case.toml"}', r"path: \"case.toml\" is no list of numbers"),
    grading("edges in a directory", '{kind="file", path="/tmp"}', r"path: \"/tmp\" cannot be read"),
    grading("a grading as text", '"sinh"', r"must be a table"),
]

FORMULAS = [
    drift("a power written **", "-x**3", r"\*\*.*write \^"),
    drift("an unfinished formula", "1 +", r"is not a formula"),
    drift("an unknown name", "-k*x", r"is not a formula"),
    drift("an axis that there is not", "-y", r"is not a formula"),
    drift("a function that there is not", "sinus(x)", r"is not a formula"),
    drift("a missing bracket", "sin(x", r"is not a formula"),
    drift("a bracket too many", "sin(x))", r"is not a formula"),
    drift("an assignment", "x=1", r"assigns"),
    drift("a comma", "1,5*x", r"comma outside"),
    drift("a comma in brackets", "(1,5)", r"is not a formula|comma"),
    drift("an empty formula", "", r"is empty"),
    drift("blanks alone", "   ", r"is empty"),
    drift("a NUL", "-x\\u0000+1", r"control character"),
    drift("an escape", "-x\\u001b", r"control character"),
    drift("letters that are not ASCII", "−x", r"is not a formula"),
    drift("a text in a formula", "\\\"x\\\"", r"is not a formula"),
    drift("the logarithm of what is negative", "log(x)", r"is nan at .*must be finite"),
    drift("the root of what is negative", "sqrt(x)", r"\"sqrt\(x\)\" is nan at"),
    drift("a division by zero", "1/(x-x)", r"is (nan|inf) at"),
    drift("beyond doubles", "1e308*10*x", r"is -?inf at"),
    drift("0/0", "0/0", r"is nan at"),
    drift("450000 terms", HUGE, r"becomes 900001 characters"),
    drift("a number of 1e5 digits", "1" * 100000, r"becomes 100000 characters"),
    drift("1e5 brackets", "(" * 100000 + "x" + ")" * 100000, r"becomes 200001 characters"),
    drift("1e5 signs", "-" * 100000 + "x", r"becomes 100001 characters"),
    drift("9000 open brackets", "(" * 9000, r"is not a formula"),
    changed("a drift that is nan", '["-x"]', "[nan]", r"case.toml:7: sde\.drift: must be finite"),
    changed("a drift that is a table", '["-x"]', "[{}]", r"case.toml:7: sde\.drift: must be a formula"),
    changed("two drifts", '["-x"]', '["-x", "-y"]', r"case.toml:7: sde\.drift: has 2 entries"),
    changed("no noise", 'diffusion = "1"', "diffusion = 0", r"case.toml:8: sde\.diffusion: vanishes"),
    changed("noise that is nan", 'diffusion = "1"', 'diffusion = "sqrt(x)"', r"case.toml:8: sde\.diffusion: \"sqrt\(x\)\" is nan at"),
    changed("noise in two rows", 'diffusion = "1"', 'diffusion = [["1"], ["1"]]', r"case.toml:8: sde\.diffusion: has 2 entries"),
    changed("rows mixed with formulas", 'diffusion = "1"', 'diffusion = [["1"], "1"]', r"case.toml:8: sde\.diffusion"),
    changed("17 Wiener processes", 'diffusion = "1"', f"diffusion = [{['1'] * 17}]", r"case.toml:8: sde\.diffusion\[?0?\]?: has 17 entries"),
    Bad("noise that varies too fast", r"case.toml:\d+: sde\S*: the strength of the noise varies too fast", CASE.replace('"-x"', '"0"').replace('diffusion = "1"', 'diffusion = "2 + sin(1e9*t)"')),
    defined("a cycle", [("a", "b"), ("b", "a")], r"case.toml:1[78]: sde\.definitions\.[ab]: uses itself"),
    defined("a definition of itself", [("a", "a+1")], r"case.toml:17: sde\.definitions\.a: uses itself"),
    defined("a definition that nothing uses", [("a", "1 +")], r"case.toml:17: sde\.definitions\.a: \"1 \+\" is not a formula"),
    defined("an unknown name in a definition", [("a", "k")], r"case.toml:17: sde\.definitions\.a: .*is not a formula"),
    defined("a definition that hides a function", [("sin", "1")], r"case.toml:17: sde\.definitions\.sin: hides a built-in name"),
    defined("a definition that hides x", [("x", "1")], r"case.toml:17: sde\.definitions\.x: hides"),
    defined("a definition that hides pi", [("pi", "3")], r"case.toml:17: sde\.definitions\.pi: hides"),
    defined("a definition with a NUL", [("a", "1\\u00002")], r"case.toml:17: sde\.definitions\.a: .*control character"),
    defined("a definition with a comma", [("a", "1,5")], r"case.toml:17: sde\.definitions\.a: .*comma"),
    defined("a definition with a power **", [("a", "t**2")], r"case.toml:17: sde\.definitions\.a: .*write \^"),
    defined("an empty definition", [("a", "")], r"case.toml:17: sde\.definitions\.a: is empty"),
    defined("a definition whose name is a number", [('"1a"', "1")], r"case.toml:17: sde\.definitions\.1a: is no name"),
    defined("a definition whose name has a blank", [('"a b"', "1")], r"case.toml:17: sde\.definitions\.a b: is no name"),
    defined("a definition with an empty name", [('""', "1")], r"is no name|is not a known key"),
    defined("definitions that double 40 times", [("a0", "t")] + [(f"a{i + 1}", f"a{i}+a{i}") for i in range(40)], r"case.toml:\d+: sde\.definitions\.a\d+: becomes \d+ characters"),
    defined("3000 chained definitions", [("a0", "t")] + [(f"a{i + 1}", f"a{i}+1") for i in range(3000)], r"case.toml:\d+: sde\.definitions\.a\d+: needs more than 1000"),
    defined("40000 chained definitions", [("a0", "t")] + [(f"a{i + 1}", f"a{i}+1") for i in range(40000)], r"case.toml:\d+: sde\.definitions\.a\d+: needs more than 1000"),
]

LAWS = [
    settings("no Gaussian", r"--set: initial\.mixture: has 0 Gaussians", "initial.mixture=[]"),
    changed("30000 Gaussians", "[{ weight = 1, mean = [0.5], std = [0.5] }]", "[" + "{weight=1,mean=[0],std=[1]}," * 30000 + "]", r"case.toml:10: initial\.mixture: has 30000 Gaussians"),
    settings("a Gaussian without mean", r"--set: initial\.mixture\[0\]\.mean: is missing", "initial.mixture=[{weight=1, std=[1]}]"),
    settings("a mean of two axes", r"mixture\[0\]\.mean: has 2 entries", "initial.mixture=[{mean=[1, 1], std=[1]}]"),
    settings("a std that is 0", r"mixture\[0\]\.std: must be above 0", "initial.mixture=[{mean=[1], std=[0]}]"),
    settings("a negative weight", r"mixture\[0\]\.weight: must be above 0", "initial.mixture=[{weight=-1, mean=[1], std=[1]}]"),
    settings("an infinite weight", r"mixture\[0\]\.weight: must be finite", "initial.mixture=[{weight=inf, mean=[1], std=[1]}]"),
    settings("an enormous weight", r"mixture\[0\]\.weight: must be at most", "initial.mixture=[{weight=1e308, mean=[1], std=[1]}]"),
    settings("two Gaussians without weights", r"mixture\[0\]\.weight: is missing", "initial.mixture=[{mean=[1], std=[1]}, {mean=[1], std=[1]}]"),
    settings("mass outside the mesh", r"--set: initial\.mixture: .*lies outside the mesh", "initial.mixture=[{mean=[9], std=[1]}]"),
    settings("a Gaussian wider than the box", r"--set: initial\.mixture: .*lies outside the mesh", "initial.mixture=[{mean=[0], std=[1e9]}]"),
    settings("a density that is negative", r"--set: initial\.density: .*is -?[0-9.e-]+ at .*zero or more", "initial={density='x'}"),
    settings("a density that is nan", r"--set: initial\.density: .*is nan at", "initial={density='sqrt(x)'}"),
    settings("a density of no mass", r"--set: initial\.density: the total mass is 0", "initial={density='0'}"),
    settings("a density beyond doubles", r"--set: initial\.density: ", "initial={density='1e308'}"),
    settings("no picture", r"--set: initial\.image", "initial={image='none.pgm'}"),
    settings("no samples", r"--set: initial\.samples: \"none.csv\" cannot be read", "initial={samples='none.csv'}"),
    settings("samples of no kind", r"names neither a dataset nor", "initial={samples='case.toml'}"),
    settings("samples that are no HDF5", r"--set: initial\.samples: ", "initial={samples='case.toml:/points'}"),
    settings("no earlier run", r"--set: initial\.file: \"none.h5\" cannot be read", "initial={file='none.h5'}"),
    settings("an earlier run that is no HDF5", r"--set: initial\.file: ", "initial={file='case.toml'}"),
    settings("a file without a name", r"--set: initial\.file: ", "initial={file=''}"),
    settings("a file with a newline in its name", r"--set: initial\.file: \"a\\nb\" cannot be read", 'initial={file="a\\nb"}'),
    settings("a file with a name of 1e5 letters", r"--set: initial\.file: ", f"initial={{file='{'a' * 100000}'}}"),
    settings("a start that is negative", r"--set: reverse\.start: .*zero or more", "reverse.start=x"),
    settings("a start that is no formula", r"--set: reverse\.start: .*is not a formula", "reverse.start=norml(x)"),
    settings("a start for other noise", r"reverse\.start: .*noise", "reverse.start=exp(-x^2)", "reverse.reversal=probability-flow"),
    settings("a score without a closed form", r"--set: reverse\.score: is \"exact\" but there is no", "reverse.score=exact"),
    settings("a score in no file", r"--set: reverse\.score: \"none.h5\" cannot be read", "reverse.score=none.h5:/score"),
    settings("a score of no kind", r"--set: reverse\.score: must be", "reverse.score=neural"),
    settings("a score in a case", r"--set: reverse\.score: ", "reverse.score=case.toml:/score"),
    exact("a closed form that is negative", "x", r"is -[0-9.]+ at .*zero or more"),
    exact("a closed form that is negative between the centres", "x > 0.02 && x < 0.03 ? -1 : 1", r"zero or more"),
    exact("a closed form that is negative later", "1 - 2*t", r"zero or more"),
    exact("a closed form that is nan", "sqrt(x)", r"is nan at"),
    exact("a closed form that is no formula", "exp(", r"is not a formula"),
    added("a score of two axes", '[exact]\ndensity = "1"\nscore = ["0", "0"]\n', r"case.toml:18: exact\.score: has 2 entries"),
    added("a score that is nan", '[exact]\ndensity = "1"\nscore = ["sqrt(x)"]\n', r"case.toml:18: exact\.score: .*is nan"),
    added("a closed form without density", '[exact]\nscore = ["0"]\n', r"case.toml:16: exact\.density: is missing"),
    settings("a scheme for other noise", r"--set: reverse\.scheme: heun cannot take", "reverse.scheme=heun", "sde.diffusion=1+0.1*x^2"),
    settings("no noise for ode", r"--set: reverse\.scheme: ode cannot take", "reverse.scheme=ode"),
]

COMMANDS = [
    command("an unknown command", r"command line: simulate is not a command", "simulate"),
    command("a command of 1e5 letters", r"command line: a+ \.\.\. a+ is not a command", "a" * 100000),
    command("a command with a newline", r"command line: a\\nb is not a command", "a\nb"),
    command("no case", r"command line: ", "run"),
    command("a case that there is not", r"none.toml: cannot be read", "run", "none.toml"),
    command("a directory for a case", r"\.: cannot be read", "run", "."),
    command("a case that never ends", r"/dev/zero: cannot be read", "run", "/dev/zero"),
    command("an unknown option", r"command line: .*--fast", "run", "case.toml", "--fast"),
    command("two cases", r"command line: ", "run", "case.toml", "case.toml"),
    command("one level", r"command line: .*levels", "converge", "case.toml", "--levels", "1"),
    command("levels of nothing", r"command line: ", "converge", "case.toml", "--in", "colour"),
    command("a later command", r"not available yet", "report", "run.h5"),
    command("--set without a key", r"--set: '=1' names no key", "run", "case.toml", "--set", "=1"),
    command("--set without a value", r"--set: 'mesh.cells' names no key and value", "run", "case.toml", "--set", "mesh.cells"),
    command("--set of nothing", r"--set: ", "run", "case.toml", "--set", ""),
    settings("--set with 1e4 parts", r"--set: a\.a\..*more than 16 parts", "a." * 10000 + "a=1"),
    settings("--set of a part of a number", r"--set: time.end.x: time.end is not a table", "time.end.x=1"),
    settings("--set of a value with 1e4 parts", r"command line: .*more than 16 parts", "initial={" + "a." * 10000 + "a=1}"),
    settings("--set of an unknown key", r"--set: mesh.cels: .*did you mean mesh.cells\?", "mesh.cels=[4]"),
    settings("--set of a long key", r"--set: b+ \.\.\. b+: is not a known key", "b" * 100000 + "=1"),
    Bad("2000 --set", r"--set: sde\.definitions\.\w+: .*is not a formula", arguments=("run", "case.toml", *(w for i in range(2000) for w in ("--set", f"sde.definitions.k{i}=1 +")))),
    command("PETSc's options in no file", r"command line: .*PETSc", "run", "case.toml", "--", "-options_file", "none.txt"),
    command("information on no file", r"none.h5: ", "info", "none.h5"),
    command("a comparison with no file", r"none.h5: ", "compare", "none.h5", "none.h5"),
    command("tolerances that are no TOML", r"case.toml:\d+: |none", "compare", "none.h5", "none.h5", "--tolerances", "case.toml"),
]

TABLE = TEXTS + KEYS + TYPES + GRADINGS + FORMULAS + LAWS + COMMANDS
