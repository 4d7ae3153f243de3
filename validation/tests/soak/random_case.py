"""A random small case of a seed: one or two axes, valid, and within what a verdict is promised for.

Left out, since a right reversal may be falsified there, or the run be refused for its input:
- coefficients with kinks, or that vanish or grow without bound at an end of the box: no mesh of few cells has their
  divergence;
- drift or noise that changes within six cells, densities narrower than two: see processes.py;
- steps so long that the drift or the score turn by more than half a time constant in one (see `fewest_steps`): the
  ensemble with half the steps then says nothing of the error;
- initial laws that do not fit into the box, starts far from the density at the end, noises other than 1 where
  only 1 leads back (absorbing axes, starts of their own), joint laws of them (theirs are others);
- matrix noise on cells that are no squares, and more than four times as strong along one direction.
"""
import dataclasses
import json
import math
import random as random_numbers

import processes
from processes import number, uniform

WRONG = ("naive", "half-score", "flipped-score", "unnegated-drift", "{ score = 0.7 }", "{ score = 1.5 }",
         "{ drift = 0.5 }")
WRONG_DIVERGENCE = ("missing-divergence", "half-divergence")


@dataclasses.dataclass
class Sizes:
    """What a case may cost."""
    cells_1d: tuple = (16, 200)
    cells_2d: tuple = (8, 24)
    particles: float = 1e5
    work: float = 2e7        # particles x steps


@dataclasses.dataclass
class RandomCase:
    sections: dict
    kind: str
    right: bool

    def text(self):
        return "".join(f"[{name}]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in section.items())
                       for name, section in self.sections.items())

    def line(self):
        """In a few words, for the log."""
        mesh, solver, reverse = (self.sections[name] for name in ("mesh", "solver", "reverse"))
        cells = "x".join(str(n) for n in mesh["cells"])
        return (f"{self.kind} {cells} {','.join(mesh['boundary'])} {solver['method']} "
                f"{'extrapolated ' if solver['extrapolation'] else ''}{reverse['particles']} particles "
                f"{reverse['steps']} {reverse['time_grid']} steps {reverse['scheme']} {toml(reverse['reversal'])}")


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    if isinstance(value, str) and value.startswith("{"):
        return value
    return json.dumps(value)


def step_lengths(grid, steps, end):
    """Of the times that remain until the reverse run stops: (time at the step's end, its length)."""
    power = {"uniform": 1, "quadratic": 2, "cubic": 3, "log-snr": 2}[grid]
    times = [end * (k / steps) ** power for k in range(steps + 1)]
    return [(low, high - low) for low, high in zip(times, times[1:])]


def fewest_steps(process, grid, length, std):
    """A step turns the drift and the score by at most half a time constant."""
    for steps in (20, 40, 80, 160, 320, 640):
        if all(h * (process.rate + process.variance_rate / (std**2 + process.variance_rate * t)) <= 0.5
               for t, h in step_lengths(grid, steps, length)):
            return steps
    return 1280


def draw_mesh(random, process, cells, graded):
    cut = random.choice([1, 1, uniform(random, 0.4, 0.7)])  # walls in the tails, or in the middle of the mass
    half = [w if periodic else number(w * cut) for w, periodic in zip(process.half_width, process.periodic)]
    boundary = []
    for periodic in process.periodic:
        absorbing = random.random() < 0.2 and not process.noiseless
        boundary.append("periodic" if periodic else "absorbing" if absorbing else "reflecting")
    mesh = {"lower": [-w for w in half], "upper": half, "cells": cells, "boundary": boundary}
    if graded and not process.square:
        mesh["grading"] = [draw_grading(random, w, n, where) for w, n, where in zip(half, cells, boundary)]
    return mesh


def draw_grading(random, w, n, boundary):
    """No cell is more than twice as wide as those of an even mesh."""
    kind = random.choice(["uniform", "clustered", "edges"] + ["sinh"] * (boundary != "periodic"))
    if kind == "sinh":
        return {"kind": kind, "center": uniform(random, -0.3 * w, 0.3 * w), "strength": uniform(random, 0.2, 1.2)}
    if kind == "clustered":
        return {"kind": kind, "centers": [uniform(random, -0.5 * w, 0.5 * w)],
                "width": uniform(random, 0.3 * w, 0.5 * w), "strength": uniform(random, 0.2, 1)}
    if kind == "edges":
        a = random.uniform(0, 0.4)
        shares = [k / n for k in range(n + 1)]
        inner = [number(w * (2 * u - 1 + a * math.sin(2 * math.pi * u) / math.pi)) for u in shares[1:-1]]
        return {"kind": kind, "values": [-w] + inner + [w]}
    return {"kind": kind}


def draw_law(random, mesh, widest):
    """A mixture of Gaussians well inside the box where the mesh resolves one, else a smooth formula; and its smallest
    standard deviation."""
    boxes = list(zip("xy", mesh["upper"], mesh["boundary"], widest))
    narrow = [(2 * h, max(2 * h, 0.15 * w if boundary == "periodic" else 0.2 * w)) for _, w, boundary, h in boxes]
    if random.random() < 0.6 and all(4.5 * low < w for (low, _), (_, w, _, _) in zip(narrow, boxes)):
        parts = []
        for _ in range(random.randint(1, 3)):
            std = [uniform(random, low, min(high, w / 4.5)) for (low, high), (_, w, _, _) in zip(narrow, boxes)]
            room = [w if boundary == "periodic" else w - 4.5 * s for s, (_, w, boundary, _) in zip(std, boxes)]
            mean = [uniform(random, -r, r) for r in room]
            parts.append({"weight": uniform(random, 0.2, 1), "mean": mean, "std": std})
        return {"mixture": parts}, min(s for part in parts for s in part["std"])
    return {"density": "*".join(smooth_factor(random, *box) for box in boxes)}, min(2.5 * h for _, _, _, h in boxes)


def smooth_factor(random, x, w, boundary, h):
    wave = f"pi*{x}/{w}"
    if boundary == "absorbing":
        return f"cos(0.5*{wave})^2"
    if boundary == "periodic" or random.random() < 0.3:
        return f"(1 + {uniform(random, -0.9, 0.9)}*cos({wave}))"
    return f"exp(-0.5*(({x} - {uniform(random, -0.4 * w, 0.4 * w)})/{uniform(random, 2.5 * h, max(0.5 * w, 3 * h))})^2)"


def draw_time(random):
    start, end = (uniform(random, 0.05, 0.2) if random.random() < 0.2 else 0.0), uniform(random, 0.4, 1)
    time = {"start": start, "end": end}
    if random.random() < 0.6:
        time["stop"] = number(start + random.uniform(0.001, 0.2) * (end - start))
    if random.random() < 0.7:
        time["snapshots"] = random.randint(2, 6)
    else:
        time["snapshots"] = sorted({uniform(random, start, end) for _ in range(random.randint(2, 5))} | {end})
    return time


def draw_solver(random, axes):
    method = random.choice(["auto", "auto", "uniformization", "tr-bdf2", "backward-euler"])
    solver = {"method": method, "extrapolation": random.random() < 0.4,
              "tolerance": random.choice([1e-3, 1e-4]) if method == "backward-euler" else random.choice([1e-4, 1e-6])}
    if solver["extrapolation"] and axes == 1 and random.random() < 0.3:
        solver["extrapolation_meshes"] = 3
    if random.random() < 0.15:
        solver["steps"] = random.choice([64, 256])
    return solver


def right_reversal(random, process, other_law):
    choices = ["anderson", "anderson"]
    if not other_law:
        choices += ["probability-flow", "{ noise = 0.5 }", "{ noise = 2 }"]
    if not process.multiplicative:
        choices.append("missing-divergence")
    return random.choice(choices)


def wrong_reversal(random, process):
    moved = any(formula != "0" for formula in process.drift)
    names = [name for name in WRONG if moved or "drift" not in name]
    return random.choice(names + list(WRONG_DIVERGENCE) * process.multiplicative)


def draw_scheme(random, process, reversal):
    diagonal = not isinstance(process.diffusion, list) or not isinstance(process.diffusion[0], list)
    names = ["auto", "auto", "auto", "euler-maruyama", "dri1"] + ["platen"] * diagonal
    names += ["heun"] * (not process.multiplicative) + ["ode", "ode"] * (reversal == "probability-flow")
    return random.choice(names)


def draw_start(random, mesh):
    """A law that the density at the end may well be."""
    factors = ["1" if boundary == "periodic" else f"exp(-0.5*({x}/{number(0.4 * w)})^2)"
               for x, w, boundary in zip("xy", mesh["upper"], mesh["boundary"])]
    return "*".join(factors)


def draw_reverse(random, process, mesh, time, std, wrong, sizes):
    absorbing = "absorbing" in mesh["boundary"]
    start = draw_start(random, mesh) if not absorbing and random.random() < 0.15 else "density"
    reversal = (wrong_reversal(random, process) if wrong
                else right_reversal(random, process, absorbing or start != "density"))
    grid = random.choice(["uniform", "quadratic", "cubic", "log-snr"])
    steps = fewest_steps(process, grid, time["end"] - time["start"], std) * random.choice([1, 1, 2])
    particles = int(min(10 ** random.uniform(3, math.log10(sizes.particles)), max(1000, sizes.work / steps)))
    return {"particles": particles, "steps": steps, "scheme": draw_scheme(random, process, reversal), "time_grid": grid,
            "seed": random.randrange(2**63), "start": start, "reversal": reversal}


def draw_validation(random, time, reversal):
    validation = {}
    if random.random() < 0.3:
        roads = ["forward", "chain", "fokker-planck", "ensemble"]
        validation["roads"] = sorted(random.sample(roads, random.randint(1, 4)))
    if "noise" not in reversal and reversal != "probability-flow" and random.random() < 0.3 \
            and "ensemble" in validation.get("roads", ["ensemble"]):
        stop = time.get("stop", time["start"])
        validation["joint_times"] = [number(stop + share * (time["end"] - stop))
                                     for share in (random.uniform(0.05, 0.4), random.uniform(0.5, 0.95))]
    return validation


def draw_output(random):
    output = {}
    if random.random() < 0.2:
        output["fields"] = sorted(random.sample(["density", "score", "current"], random.randint(1, 2)))
    if random.random() < 0.2:
        output["history_memory"] = 0
    return output


def draw(seed, wrong=False, sizes=Sizes()):
    """The case of a seed, the same on every machine."""
    random = random_numbers.Random(seed)
    axes = random.choice([1, 2])
    low, high = sizes.cells_1d if axes == 1 else sizes.cells_2d
    cells = [random.randint(low, high)] * axes
    if axes == 2 and random.random() < 0.5:
        cells[1] = random.randint(low, high)
    graded = min(cells) >= (24 if axes == 1 else 16) and random.random() < 0.4
    widest = (4 if graded else 2) / min(cells)
    kind, process = processes.draw(random, axes, widest)
    if process.square:
        cells = [cells[0]] * axes
    mesh = draw_mesh(random, process, cells, graded)
    initial, std = draw_law(random, mesh, [widest * w for w in mesh["upper"]])
    time = draw_time(random)
    reverse = draw_reverse(random, process, mesh, time, std, wrong, sizes)
    sde = {"drift": process.drift, "diffusion": process.diffusion}
    if process.definitions:
        sde["definitions"] = process.definitions
    calculus = random.random() if process.multiplicative else 1
    if calculus < 0.3:
        sde["interpretation"] = "stratonovich" if calculus < 0.2 else "hanggi-klimontovich"
    sections = {"mesh": mesh, "sde": sde, "initial": initial, "time": time, "solver": draw_solver(random, axes),
                "reverse": reverse, "validation": draw_validation(random, time, reverse["reversal"]),
                "output": draw_output(random)}
    return RandomCase(sections, kind, not wrong)
