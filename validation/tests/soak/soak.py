"""Random small cases through the program: none crashes, hangs, writes NaN or falsifies a right reversal.

    LOSCHMIDT=build/dev/app/loschmidt python3 validation/tests/soak/soak.py --count 300 --seed 1 --log soak.log

Case k of a run has the seed SEED + k: `--seed N --count 1 --keep DIR` replays it and keeps its files. With --wrong
the reversals are wrong ones, and their verdicts are counted. What is drawn, and what is left out: random_case.py.
"""
import argparse
import collections
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import random_case  # noqa: E402
from check_run import faults  # noqa: E402
from running import FALSIFIED, MPIEXEC, PROGRAM, UNDECIDED, VERIFIED  # noqa: E402

WORDS = {VERIFIED: "verified", FALSIFIED: "falsified", UNDECIDED: "undecided"}
QUICK = random_case.Sizes(cells_1d=(16, 100), cells_2d=(8, 16), particles=1e4, work=5e5)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1, help="of the first case")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no case later than this")
    parser.add_argument("--ranks", type=int, nargs="+", default=[1], help="one of these per case, by its seed")
    parser.add_argument("--timeout", type=float, default=1800, help="seconds that a case may take")
    parser.add_argument("--quick", action="store_true", help="fewer cells and particles")
    parser.add_argument("--wrong", action="store_true", help="reversals that are wrong")
    parser.add_argument("--log", type=pathlib.Path, help="a line per case goes there too")
    parser.add_argument("--keep", type=pathlib.Path, help="where the files of all cases stay")
    return parser.parse_args()


def start(path, out, ranks, timeout):
    launcher = [MPIEXEC, "-n", str(ranks)] if ranks > 1 else []
    with tempfile.TemporaryDirectory(prefix="ompi-") as files:  # see running.py
        environment = os.environ | {"OMPI_MCA_orte_tmpdir_base": files, "OMPI_MCA_odls_base_sigkill_timeout": "0"}
        return subprocess.run(launcher + [PROGRAM, "run", path, "-o", out, "--quiet"], capture_output=True, text=True,
                              timeout=timeout, env=environment, check=False)


def judge(case, directory, ranks, timeout):
    """(word, all that is wrong) of one run."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "case.toml").write_text(case.text())
    try:
        done = start(directory / "case.toml", directory / "run", ranks, timeout)
    except subprocess.TimeoutExpired:
        return "timeout", [f"took more than {timeout} s"]
    if done.returncode not in WORDS:
        return f"exit {done.returncode}", [done.stderr.strip()[-500:]]
    wrong = faults(directory / "run", case, done)
    if case.right and done.returncode == FALSIFIED:
        wrong.append(next(line for line in done.stdout.splitlines() if line.startswith("verdict: ")))
    return WORDS[done.returncode], wrong


def run_one(seed, options, directory):
    case = random_case.draw(seed, options.wrong, QUICK if options.quick else random_case.Sizes())
    ranks = random.Random(seed).choice(options.ranks)
    begin = time.monotonic()
    word, wrong = judge(case, directory / str(seed), ranks, options.timeout)
    line = f"seed {seed} ranks {ranks} {word} {time.monotonic() - begin:.1f} s {case.line()}"
    return word, "".join([line] + [f" | {' '.join(text.split())}" for text in wrong]), bool(wrong)


def main():
    options = arguments()
    words, bad, begin = collections.Counter(), [], time.monotonic()
    for seed in range(options.seed, options.seed + options.count):
        if time.monotonic() - begin > options.seconds:
            break
        with tempfile.TemporaryDirectory(prefix="soak-") as scratch:
            word, line, wrong = run_one(seed, options, options.keep or pathlib.Path(scratch))
        words[word] += 1
        bad += [line] * wrong
        print(line, flush=True)
        if options.log:
            with options.log.open("a") as log:
                log.write(line + "\n")
    print(f"{sum(words.values())} cases:", ", ".join(f"{n} {word}" for word, n in sorted(words.items())))
    print("\n".join([f"{len(bad)} with faults"] + bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
