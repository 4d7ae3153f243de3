#!/usr/bin/python3
"""How near the ensemble's kernels are to what the machine gives: roofline.py BUILD [ROUNDS]. Counts their instructions
with Valgrind and times them in turn with the memory's triad and with vector instructions that wait for nothing; prints
instructions and bytes per particle-step and the part of both limits, medians. BUILD as for measure.py."""
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

# Bytes between memory and processor per particle-step: positions, read and written once per pair of steps.
BYTES = {"normals/1d": 0, "steps/euler_maruyama_1d": 8, "steps/heun_1d": 8, "steps/heun_1d_with_twin": 16, "normals/2d": 0,
         "steps/euler_maruyama_2d": 16, "steps/heun_2d": 16, "normals/3d": 0, "steps/heun_3d": 24}
KERNEL = {"normals": "*draw(loschmidt::sde::NoiseOrder*", "steps": "loschmidt::sde::Ensemble::advance(*"}


def benchmarks(program, names, seconds, launcher=()):
    """What Google Benchmark says of each, the AVX2 variant where there are two."""
    text = subprocess.run([*launcher, program, f"--benchmark_filter=^({'|'.join(names)})(/1)?$", "--benchmark_format=json",
                           f"--benchmark_min_time={seconds}"], check=True, capture_output=True, text=True).stdout
    return {re.sub("/1$", "", b["name"]): b for b in json.loads(text)["benchmarks"]}


def vector_instructions(program):
    """The addresses of those."""
    text = subprocess.run(["objdump", "-d", "--no-show-raw-insn", program], check=True, capture_output=True, text=True).stdout
    return {int(address, 16) for address, what in re.findall(r"^ +([0-9a-f]+):\t(.*)$", text, re.M) if "mm" in what}


def executed(profile):
    """(address, how often) of a profile by Callgrind, which gives calls a line of their own."""
    called = False
    for line in profile.splitlines():
        found = re.match(r"0x([0-9a-f]+) \d+ (\d+)$", line)
        if found and not called:
            yield int(found[1], 16), int(found[2])
        called = line.startswith("calls=")


def instructions_per_step(program, vector, name):
    """All, and those on vectors, of the kernel alone: Callgrind counts inside of it."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "counted"
        launcher = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", "--compress-strings=no",
                    "--compress-pos=no", "--dump-instr=yes", f"--toggle-collect={KERNEL[name.split('/')[0]]}"]
        seen = benchmarks(program, [name], 1e-9, launcher)[name]
        counted = list(executed(out.read_text()))
    unmeasured = 25 if name.startswith("steps") else 0  # as ensemble.cpp warms up
    per_call = seen["items_per_second"] * seen["cpu_time"] * 1e-9
    steps = (seen["iterations"] + unmeasured) * per_call
    return sum(n for _, n in counted) / steps, sum(n for address, n in counted if address in vector) / steps


def main():
    program = pathlib.Path(sys.argv[1]) / "validation/benchmarks/benchmark_ensemble"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    limits = ["triad", "instructions"]
    seen = [benchmarks(program, [*limits, *BYTES], 0.3) for _ in range(rounds)]

    def median(value):
        return statistics.median(value(one) for one in seen)

    def rate(one, name):
        return one[name]["items_per_second"]

    triad = median(lambda one: 24 * rate(one, "triad"))
    issue = median(lambda one: rate(one, "instructions"))
    print(f"memory {triad / 1e9:.1f} GB/s, vector instructions {issue / 1e9:.2f} G/s")
    print("kernel                     M steps/s  instructions  on vectors  bytes  of vector rate  of memory")
    vector = vector_instructions(program)
    for name, size in BYTES.items():
        count, on_vectors = instructions_per_step(program, vector, name)
        of_issue = median(lambda one: on_vectors * rate(one, name) / rate(one, "instructions"))
        of_memory = median(lambda one: size * rate(one, name) / (24 * rate(one, "triad")))
        print(f"{name:26} {median(lambda one: rate(one, name)) / 1e6:9.1f}  {count:12.1f}  {on_vectors:10.1f}  {size:5}"
              f"  {of_issue:14.2f}  {of_memory:9.2f}", flush=True)


if __name__ == "__main__":
    main()
