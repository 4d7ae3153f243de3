#!/usr/bin/env python3
"""Draws ink.pgm, an hourglass, with nothing but the standard library: python3 cases/ink.py

The picture covers the box [-6, 6]^2 of cases/ink.toml, one pixel per cell, and keeps its own white
margin: ink lies within |x| < 1.3, |y| < 2.0, four standard deviations of the noise from the walls.
"""
import math
import pathlib

SIZE = 384
HALF_BOX = 6.0
PIXEL = 2 * HALF_BOX / SIZE


def glass(y):
    """Half the inner width of the glass at height y."""
    return 0.10 + 0.95 * abs(math.sin(0.5 * math.pi * y / 1.75)) ** 1.4


def ink(inside):
    """Darkness of an edge softened over two pixels; `inside` is the depth below the surface."""
    return min(1.0, max(0.0, 0.5 + inside / (4 * PIXEL)))


def darkness(x, y):
    x = abs(x)
    cap = ink(min(1.3 - x, 0.12 - abs(abs(y) - 1.87)))
    wall = ink(0.06 - abs(x - glass(y))) if abs(y) < 1.8 else 0.0
    within = ink(glass(y) - x) if abs(y) < 1.75 else 0.0
    above = within * ink(min(y, 0.95 - 0.25 * x - y)) if y > 0 else 0.0
    heap = within * ink(-0.75 - 0.55 * x - y)
    stream = ink(min(0.05 - x, 0.3 - y))* within if y > -1.2 else 0.0
    return max(cap, 0.9 * wall, 0.65 * above, 0.65 * heap, 0.65 * stream)


def main():
    rows = []
    for j in range(SIZE):
        y = HALF_BOX - (j + 0.5) * PIXEL
        rows.append(bytes(round(255 * (1 - darkness(-HALF_BOX + (i + 0.5) * PIXEL, y))) for i in range(SIZE)))
    header = b"P5\n# hourglass, drawn by cases/ink.py\n%d %d\n255\n" % (SIZE, SIZE)
    pathlib.Path(__file__).with_name("ink.pgm").write_bytes(header + b"".join(rows))


if __name__ == "__main__":
    main()
