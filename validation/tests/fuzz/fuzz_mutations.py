"""Shipped cases with words exchanged, through the program itself: whatever comes of it, the exit code is one of those
that are documented, a wrong input is one line on stderr, and nothing is written for it.

    fuzz_mutations.py --count 40            the same mutations every time
    fuzz_mutations.py --seconds 3600 [--seed N] [--keep DIR]    until the time is over; what fails is kept in DIR
"""
import argparse
import pathlib
import random
import re
import resource
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import CASES, INPUT, PROGRAM, start  # noqa: E402

TOKEN = re.compile(r'"[^"\n]*"|[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9.e+-]*|\n|[^\sA-Za-z0-9_"]|[ \t]+|.')
NUMBER = re.compile(r"[0-9.]+(e[+-]?[0-9]+)?")
EXTREME = ["0", "-1", "1", "2", "3", "0.5", "1e-300", "5e-324", "1e300", "1e-16", "1e9", "nan", "inf", "-inf", "2147483648",
           "9223372036854775807", "1e18", "1e-9", "true", "[]", "{}", '""', "1979-05-27", "0.1", "17", "1e5"]
PIECES = ["sqrt(x)", "1/x", "log(x)", "x^x", "1e308*x", "-x", "x > 0 ? 1 : 0", "abs(x)", "0", "t", "1/t", "exp(x^2)", "y", "z", "(",
          ")", ",", "=", "**", "normal(x,0,1)", "erf(x)", "min(x)", "sin(1e9*t)", "pi", "beta", "\\u0000", "∇"]
LIMITS = ["mesh.cells=[16]", "mesh.cells=[12, 12]", "mesh.cells=[8, 8, 8]"]
CODES = {0, 1, 2, 3, 4, 5}


def mutated(words, others, rng):
    """One word of a list of words changed, lost, repeated, or exchanged for one of another case."""
    i = rng.randrange(len(words))
    word = words[i]
    way = rng.random()
    if way < 0.35 and NUMBER.fullmatch(word):
        new = [rng.choice(EXTREME)]
    elif way < 0.5 and word.startswith('"') and len(word) > 2:
        new = [f'"{spliced(word[1:-1], rng)}"']
    elif way < 0.65:
        new = []
    elif way < 0.75:
        new = [word, word]
    elif way < 0.9:
        new = [rng.choice(others)]
    else:
        new = [rng.choice(words)]
    return words[:i] + new + words[i + 1:]


def spliced(formula, rng):
    i, j = sorted(rng.randrange(len(formula) + 1) for _ in range(2))
    return formula[:i] + rng.choice(PIECES) + formula[j:]


def without_a_line(text, rng):
    lines = text.splitlines(keepends=True)
    i = rng.randrange(len(lines))
    return "".join(lines[:i] + lines[i + 1:] + ([lines[i]] if rng.random() < 0.3 else []))


def mutation(cases, rng):
    text = rng.choice(cases)
    others = TOKEN.findall(rng.choice(cases))
    for _ in range(rng.choice([1, 1, 2, 4])):
        if rng.random() < 0.2:
            text = without_a_line(text, rng)
        else:
            text = "".join(mutated(TOKEN.findall(text), others, rng))
    return text


def fault_of(text, directory):
    """What the program does wrong with a case, or None."""
    case = directory / "case.toml"
    case.write_text(text)
    lower = re.search(r"^lower *= *\[(.*)\]", text, re.MULTILINE)
    axes = len(lower[1].split(",")) if lower else 1
    # Small, and nothing but checks: --dry-run stops where a run would write.
    limit = ["--set", LIMITS[min(axes, 3) - 1], "--set", "reverse.steps=8"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = start("run", "case.toml", "--dry-run", "--quiet", *limit, cwd=directory)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    said = done.stderr.splitlines()
    if done.returncode not in CODES:
        return f"exit code {done.returncode}"
    if done.returncode != 0 and (len(said) != 1 or not said[0].startswith("loschmidt: ") or len(said[0].encode()) > 400):
        return f"said {done.stderr[:1000]!r}"
    if done.returncode == INPUT and not re.match(r"loschmidt: (case\.toml|--set)", said[0]):
        return f"no place in {said[0]!r}"
    if done.returncode not in (0, INPUT):
        return f"exit code {done.returncode} of a check: {said[0]}"
    if sorted(p.name for p in directory.iterdir()) != ["case.toml"]:
        return "wrote files"
    if seconds > 10:
        return f"took {seconds:.1f} s"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    cases = [path.read_text() for path in sorted(CASES.rglob("*.toml"))]
    began = time.monotonic()
    tried = faults = 0
    while tried < options.count and time.monotonic() - began < options.seconds:
        text = mutation(cases, rng)
        tried += 1
        with tempfile.TemporaryDirectory(prefix="loschmidt-") as directory:
            fault = fault_of(text, pathlib.Path(directory))
        if fault is None:
            continue
        faults += 1
        print(f"--- mutation {tried} of seed {options.seed}: {fault}\n{text}", flush=True)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{options.seed}_{tried}.toml").write_text(text)
    print(f"{PROGRAM}: {tried} mutations, {faults} faults, {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
