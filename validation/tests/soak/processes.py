"""Random processes for the soak: smooth coefficients that the mesh resolves.

A process on one axis is built for cells of at most a given width h: its drift and its noise vary over lengths of
six cells and more, and the densities it makes are at least two cells wide (standard deviation).
"""
import dataclasses
import math


@dataclasses.dataclass
class Process:
    """Formulas on axes of one length, and the numbers that steps are chosen by."""
    drift: list
    diffusion: object            # as in a case file: a text, a list, or rows
    half_width: list             # per axis; the box is (-half_width, half_width)
    rate: float                  # an upper bound of the drift's slope where the mass is
    variance_rate: float         # an upper bound of g^2
    definitions: dict = dataclasses.field(default_factory=dict)
    periodic: list = None        # per axis
    multiplicative: bool = False
    noiseless: bool = False      # an axis has no noise
    square: bool = False         # wants uniform cells of one width on all axes

    def __post_init__(self):
        self.periodic = self.periodic or [False] * len(self.drift)


def number(value):
    return float(f"{value:.4g}")


def uniform(random, low, high):
    return number(random.uniform(low, high))


def spread(random, h):
    """A standard deviation that a mesh of width h resolves, well inside a box of half width 4 where that is fine."""
    return uniform(random, max(0.4, 2 * h), max(0.9, 2.5 * h))


def brownian(random, x, h):
    g = uniform(random, max(0.4, h), max(1.2, 1.5 * h))
    return Process([str(uniform(random, -1, 1))], str(g), [4], 0, g * g)


def ornstein_uhlenbeck(random, x, h):
    k, s = uniform(random, 0.5, 2), spread(random, h)
    g = number(s * math.sqrt(2 * k))
    return Process([f"-{k}*({x} - {uniform(random, 0, 1)})"], str(g), [4], k, g * g)


def forced(random, x, h):
    k, s = uniform(random, 0.5, 2), spread(random, h)
    g = number(s * math.sqrt(2 * k))
    force = f"{uniform(random, 0.2, 1)}*sin({uniform(random, 1, 5)}*t)"
    return Process([f"-{k}*{x} + {force}"], str(g), [4], k, g * g)


def variance_preserving(random, x, h):
    first, growth, beta = uniform(random, 0.1, 1), uniform(random, 1, 8), f"beta_{x}"
    scale = number(max(1, 2 * h))
    return Process([f"-0.5*{beta}*{x}"], f"{scale}*sqrt({beta})", [5], (first + growth) / 2,
                   scale * scale * (first + growth), {beta: f"{first} + {growth}*t"})


def variance_exploding(random, x, h):
    low, ratio = uniform(random, max(0.2, h), max(0.3, 1.5 * h)), uniform(random, 2, 6)
    return Process(["0"], f"{low}*{ratio}^t", [4], 0, (low * ratio) ** 2)


def double_well(random, x, h):
    a, b, g = uniform(random, 0.5, 1.2), uniform(random, 0.5, 1.2), uniform(random, max(0.6, 2.5 * h), max(1, 3 * h))
    return Process([f"{a}*{x} - {b}*{x}^3"], str(g), [2.5], 6 * b, g * g)


def uneven_noise(random, x, h):
    """Noise that depends on place: by a wave, a step that is smooth, or away from the middle."""
    k, s, e = uniform(random, 0.3, 1.5), spread(random, h), uniform(random, 0.1, 0.4)
    q = number(min(2, 2 * math.pi / (12 * h)))
    shape = random.choice([f"1 + {e}*sin({q}*{x} + {uniform(random, 0, 6)})", f"1 + {e}*tanh({number(q / 2)}*{x})",
                           f"sqrt(1 + {number(e / 2)}*{x}^2)"])
    g = number(s * math.sqrt(2 * k))
    return Process([f"-{k}*{x}"], f"{g}*({shape})", [4], k + g * g * q, g * g * 3, multiplicative=True)


def ring(random, x, h):
    """A drift round a circle of circumference 2, over a wave that is at least 8 cells long."""
    wave = random.choice([1, 2]) if h <= 0.1 else 1
    c, a, g = uniform(random, -1, 1), uniform(random, 0.1, 0.8), uniform(random, 0.4, 0.9)
    uneven = random.random() < 0.3
    noise = f"{g}*(1 + 0.2*cos(pi*{x}))" if uneven else str(g)
    return Process([f"{c} + {a}*sin({wave}*pi*{x})"], noise, [1], a * wave * math.pi + (2 * g * g if uneven else 0),
                   1.5 * g * g, periodic=[True], multiplicative=uneven)


ON_ONE_AXIS = (brownian, ornstein_uhlenbeck, forced, variance_preserving, variance_exploding, double_well,
               uneven_noise, ring)


def on_one_axis(random, x, relative):
    """Any of these; relative = width of the largest cell where the box has the half width 1."""
    kind = random.choice([k for k in ON_ONE_AXIS if k is not double_well or relative <= 0.1])
    return kind.__name__, kind(random, x, relative * {double_well: 2.5, variance_preserving: 5, ring: 1}.get(kind, 4))


def independent(random, relative):
    """Two axes that know nothing of each other."""
    (_, first), (_, second) = (on_one_axis(random, x, relative) for x in "xy")
    return dataclasses.replace(
        first, half_width=first.half_width + second.half_width, periodic=first.periodic + second.periodic,
        drift=first.drift + second.drift, diffusion=[first.diffusion, second.diffusion],
        rate=max(first.rate, second.rate), variance_rate=max(first.variance_rate, second.variance_rate),
        definitions=first.definitions | second.definitions,
        multiplicative=first.multiplicative or second.multiplicative)


def rotation(random, h):
    k, w, s = uniform(random, 0.5, 1.5), uniform(random, -1.5, 1.5), spread(random, h)
    g = number(s * math.sqrt(2 * k))
    return Process([f"-{k}*x - {w}*y", f"{w}*x - {k}*y"], str(g), [4, 4], k + abs(w), g * g)


def oblique_noise(random, h):
    """Constant matrix noise with an anisotropy of at most 4, turned by any angle."""
    k, s, turn, kappa = uniform(random, 0.5, 1.5), spread(random, h), uniform(random, 0, 3), uniform(random, 1, 4)
    long, short = number(s * math.sqrt(2 * k)), number(s * math.sqrt(2 * k / kappa))
    rows = [[f"{long}*cos({turn})", f"-{short}*sin({turn})"], [f"{long}*sin({turn})", f"{short}*cos({turn})"]]
    return Process([f"-{k}*x", f"-{k}*y"], rows, [4, 4], k, long * long, square=True)


def shear(random, h):
    """Matrix noise whose direction depends on place."""
    k, s, e = uniform(random, 0.5, 1.2), spread(random, h), uniform(random, 0.1, 0.4)
    g = number(s * math.sqrt(2 * k))
    rows = [[str(g), "0"], [f"{number(e * g)}*sin(0.5*x)", str(g)]]
    return Process([f"-{k}*x", f"-{k}*y"], rows, [4, 4], k + g * g * e, g * g * (1 + e) ** 2, square=True,
                   multiplicative=True)


def one_noise_for_both(random, h):
    """One Wiener process along the diagonal of square cells."""
    k, s = uniform(random, 0.5, 1.5), spread(random, h)
    g = number(s * math.sqrt(2 * k))
    return Process([f"-{k}*x", f"-{k}*y"], [[str(g)], [str(g)]], [4, 4], k, g * g, square=True, noiseless=True)


def kinetic(random, h):
    """Position and velocity, noise in the velocity only."""
    k, friction, s = uniform(random, 0.5, 1.5), uniform(random, 0.5, 2), spread(random, h)
    g = number(s * math.sqrt(2 * friction))
    return Process(["y", f"-{k}*x - {friction}*y"], ["0", str(g)], [4, 4], 1 + k + friction, g * g, noiseless=True)


def torus(random, h):
    c, a, g = uniform(random, -1, 1), uniform(random, 0.1, 0.6), uniform(random, 0.4, 0.8)
    return Process([f"{c} + {a}*sin(pi*(y - x))", f"{a}*sin(pi*(x - y))"], str(g), [1, 1], 2 * a * math.pi, g * g,
                   periodic=[True, True])


ON_TWO_AXES = (independent, rotation, oblique_noise, shear, one_noise_for_both, kinetic, torus)


def draw(random, axes, relative):
    """Name and process, on one or two axes."""
    if axes == 1:
        return on_one_axis(random, "x", relative)
    kind = random.choice(ON_TWO_AXES)
    return kind.__name__, kind(random, relative * {independent: 1, torus: 1}.get(kind, 4))
