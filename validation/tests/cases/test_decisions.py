"""No wrong reversal is ever verified and Anderson's never falsified, however coarse mesh and steps, however few or many
particles, whatever the scheme. Undecided is a right answer for both. Complete, by hand: test_decisions.py Complete."""
import concurrent.futures
import itertools
import os
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, FALSIFIED, RunTest, UNDECIDED, VERIFIED, main, settings, start  # noqa: E402

WRONG = ("naive", "half-score", "flipped-score", "unnegated-drift")
PROCESSES = {
    "vp_two_gaussians": {"snapshots": "[0.0, 0.3, 1.0]", "schemes": ("euler-maruyama", "heun"), "wrong": WRONG},
    "multiplicative": {"snapshots": "[0.0, 0.5, 1.0]", "schemes": ("euler-maruyama", "platen", "dri1"),
                       "wrong": (*WRONG, "missing-divergence", "half-divergence")},
}
PARTICLES = (10**3, 10**4, 10**5, 10**6, 10**7)
STEPS = (4, 16, 64, 400)
CELLS = (32, 128, 512)


def combinations(most_work=max(PARTICLES) * max(STEPS)):
    """All of them whose particles times steps are within bounds."""
    for case, process in PROCESSES.items():
        for reversal, *rest in itertools.product(("anderson", *process["wrong"]), process["schemes"], CELLS, STEPS, PARTICLES):
            if rest[2] * rest[3] <= most_work:
                yield case, reversal, *rest


def corners():
    """The most particles, steps and cells: the least noise to hide in. Of the wrong reversals the nearest ones."""
    for combination in combinations():
        if combination[3:] == (max(CELLS), max(STEPS), max(PARTICLES)):
            if combination[1] in ("anderson", "half-divergence") or combination[1:3] == ("half-score", "heun"):
                yield combination


class Reduced(RunTest):
    def wanted(self):
        return random.Random(82).sample(list(combinations(4 * 10**6)), 90)

    def answer(self, number, case, reversal, scheme, cells, steps, particles):
        keys = {"reverse__reversal": reversal, "reverse__scheme": scheme, "mesh__cells": f"[{cells}]",
                "reverse__steps": steps, "reverse__particles": particles, "validation__roads": '["ensemble"]',
                "time__snapshots": PROCESSES[case]["snapshots"], "output__fields": '["density"]'}
        out = self.directory / str(number)
        done = start("run", CASES / f"{case}.toml", "-o", out, "--quiet", *settings(**keys))
        self.assertIn(done.returncode, (VERIFIED, FALSIFIED, UNDECIDED), f"{keys}\n{done.stderr}")
        (out / "run.h5").unlink()
        return done.returncode

    def test_every_decision_is_right_or_none(self):
        wanted = self.wanted()
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            codes = list(pool.map(lambda item: self.answer(item[0], *item[1]), enumerate(wanted)))
        mistakes = []
        tally = {}
        for combination, code in zip(wanted, codes):
            right = combination[1] == "anderson"
            tally[right, code] = tally.get((right, code), 0) + 1
            if code == (FALSIFIED if right else VERIFIED):
                mistakes.append(combination)
        for right, who in ((True, "Anderson's"), (False, "wrong")):
            verified, falsified, undecided = (tally.get((right, code), 0) for code in (VERIFIED, FALSIFIED, UNDECIDED))
            print(f"  {who}: {verified} verified, {falsified} falsified, {undecided} undecided")
        self.assertEqual(mistakes, [])
        # And it does decide where it can.
        self.assertGreater(tally.get((True, VERIFIED), 0), 0)
        self.assertGreater(tally.get((False, FALSIFIED), 0), 0.5 * sum(n for (right, _), n in tally.items() if not right))


class Full(Reduced):
    def wanted(self):
        return [*corners(), *random.Random(82).sample(list(combinations(10**8)), 150)]


class Complete(Reduced):
    """Takes hours."""

    def wanted(self):
        return list(combinations())


if __name__ == "__main__":
    main()
