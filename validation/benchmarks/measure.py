#!/usr/bin/python3
"""Runs the kernels' benchmarks and the NumPy ensemble in turn, several times, and prints medians and
ratios: measure.py BUILD [ROUNDS]. BUILD is configured with -DLOSCHMIDT_BENCHMARKS=ON, and its
target `benchmarks` built."""
import json
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


def kernels(build):
    """Millions per second by name and instructions."""
    text = subprocess.run([build / "validation/benchmarks/benchmark_ensemble",
                           "--benchmark_format=json", "--benchmark_min_time=0.3"],
                          check=True, capture_output=True, text=True).stdout
    return {f"{b['name'].rsplit('/', 1)[0]} {b['label']}": b["items_per_second"] / 1e6
            for b in json.loads(text)["benchmarks"]}


def numpy_ensemble():
    text = subprocess.run([sys.executable, HERE / "numpy_ensemble.py"], check=True,
                          capture_output=True, text=True).stdout
    return {f"numpy/{name}": float(rate) for name, rate in map(str.split, text.splitlines())}


def main():
    build = pathlib.Path(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    seen = {}
    for _ in range(rounds):
        for name, rate in {**kernels(build), **numpy_ensemble()}.items():
            seen.setdefault(name, []).append(rate)
    rate = {name: statistics.median(values) for name, values in seen.items()}
    for name, value in rate.items():
        print(f"{name:45} {value:8.1f} M/s")
    sets = [s for s in ("portable", "AVX2", "AVX-512") if f"normals/1d {s}" in rate]
    best = sets[-1]

    def ratio(what, a, b):
        print(f"{what:60} {statistics.median(x / y for x, y in zip(seen[a], seen[b])):6.2f}")

    for older, newer in zip(sets, sets[1:]):
        for name in (n.split()[0] for n in rate if n.endswith(older) and "/" in n):
            ratio(f"{name}, {newer} / {older}", f"{name} {newer}", f"{name} {older}")

    em, heun = f"steps/euler_maruyama_1d {best}", f"steps/heun_1d {best}"
    ratio("Euler-Maruyama 1-D / normals", em, f"normals/1d {best}")
    ratio("Heun 1-D / Euler-Maruyama 1-D", heun, em)
    ratio("Euler-Maruyama 1-D / NumPy, indexed", em, "numpy/1d")
    ratio("Euler-Maruyama 1-D / NumPy, numpy.interp", em, "numpy/1d_interp")
    ratio("Euler-Maruyama 1-D / NumPy, formula", em, "numpy/1d_formula")
    ratio("Euler-Maruyama 2-D / NumPy", f"steps/euler_maruyama_2d {best}", "numpy/2d")


if __name__ == "__main__":
    main()
