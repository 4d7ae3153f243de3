"""The same bits on 1, 2, 3 and 4 ranks: every dataset of /mesh /forward /reverse /compare. With implicit
methods the densities agree to 1e-10 relative, and the verdict is the same."""
import pathlib
import sys

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from running import RunTest, main  # noqa: E402

COMMON = {"reverse__particles": 5003, "reverse__steps": 8, "time__snapshots": 3}
RUNS = {
    "1-D": ("vp_two_gaussians", {"mesh__cells": "[67]"}),
    "1-D graded, multiplicative": ("multiplicative", {"mesh__cells": "[101]"}),
    "1-D extrapolated": ("vp_two_gaussians", {"mesh__cells": "[67]", "solver__extrapolation": "true"}),
    "1-D Magnus": ("double_well", {"mesh__cells": "[61]", "sde__drift": '["x - x^3 + 0.3*sin(t)"]'}),
    "2-D": ("vp_eight_gaussians", {"mesh__cells": "[37, 23]", "time__stop": 0.05}),
    "2-D, split the other way": ("vp_eight_gaussians", {"mesh__cells": "[19, 41]", "time__stop": 0.05}),
    "2-D periodic, extrapolated": ("vp_eight_gaussians", {"mesh__cells": "[21, 17]", "time__stop": 0.05,
                                   "mesh__boundary": '["periodic", "reflecting"]', "solver__extrapolation": "true",
                                   "validation__joint_times": "[0.2, 0.5]"}),
    "2-D, Platen's scheme": ("vp_eight_gaussians", {"mesh__cells": "[23, 19]", "time__stop": 0.05,
                             "sde__diffusion": '["1 + 0.3*sin(y)", "1 + 0.3*cos(x)"]'}),
    "2-D, DRI1": ("vp_eight_gaussians", {"mesh__cells": "[23, 19]", "time__stop": 0.05, "reverse__scheme": "dri1",
                  "reverse__time_grid": "log-snr", "sde__diffusion": '["1 + 0.3*sin(y)", "1 + 0.3*cos(x)"]'}),
    "1-D, probability flow": ("vp_two_gaussians", {"mesh__cells": "[67]", "reverse__reversal": "probability-flow"}),
    "1-D absorbing, from a prior": ("double_well", {"mesh__cells": "[67]", "mesh__boundary": '["absorbing"]', "reverse__start": "1"}),
    "1-D absorbing, Magnus, extrapolated": ("double_well", {"mesh__cells": "[41]", "mesh__boundary": '["absorbing"]',
                                            "sde__drift": '["x - x^3 + 0.3*sin(t)"]', "solver__extrapolation": "true",
                                            "validation__joint_times": "[0.2, 0.5]"}),
    "2-D, absorbing and periodic": ("vp_eight_gaussians", {"mesh__cells": "[37, 23]", "time__stop": 0.05,
                                    "mesh__boundary": '["absorbing", "periodic"]'}),
    "2-D, full tensor": ("shear_map", {"mesh__cells": "[37, 29]", "sde__definitions__kappa": 10}),
    "2-D, full tensor that turns": ("ornstein_uhlenbeck_rotation", {"mesh__cells": "[21, 23]",
                                    "solver__extrapolation": "true", "solver__tolerance": 1e-3,
                                    "sde__diffusion": '[["cos(3*t + 0.1*x)", "-0.4*sin(3*t)"],'
                                                      ' ["sin(3*t + 0.1*x)", "0.4*cos(3*t)"]]'}),
    "3-D, full tensor": ("ornstein_uhlenbeck_3d", {"mesh__cells": "[9, 13, 11]",
                         "sde__diffusion": '[[1.2, "0.3*sin(x)", 0], [0.4, 1.3, 0.2], ["0.3*cos(y)", 0, 1]]'}),
    "3-D": ("ornstein_uhlenbeck_3d", {"mesh__cells": "[9, 13, 11]"}),
}

LOOSE = {"solver__tolerance": 1e-3, "validation__roads": '["forward"]'}
STIFF = '[{ kind = "sinh", center = 0.0, strength = 6.0 }]'
IMPLICIT = {
    "1-D stiff, auto": ("vp_two_gaussians", {"mesh__cells": "[101]", "mesh__grading": STIFF, **LOOSE}),
    "1-D changing rates": ("double_well", {"mesh__cells": "[61]", "sde__drift": '["x - x^3 + 0.3*sin(t)"]',
                                           "solver__method": "tr-bdf2", **LOOSE}),
    "2-D": ("vp_eight_gaussians", {"mesh__cells": "[23, 17]", "time__stop": 0.05,
                                   "solver__method": "tr-bdf2", **LOOSE}),
    "2-D periodic, backward Euler": ("vp_eight_gaussians", {
        "mesh__cells": "[17, 13]", "time__stop": 0.05, "mesh__boundary": '["periodic", "reflecting"]',
        "solver__method": "backward-euler", "solver__steps": 100, **LOOSE}),
}


def datasets(run):
    found = {}
    with h5py.File(run / "run.h5") as f:
        for group in ("mesh", "forward", "reverse", "compare"):
            f[group].visititems(lambda name, item, g=group: found.update({f"{g}/{name}": item[()]})
                                if isinstance(item, h5py.Dataset) else None)
    return found


class Ranks(RunTest):
    def test_same_bits(self):
        for title, (case, keys) in RUNS.items():
            reference = None
            for ranks in (1, 2, 3, 4):
                run = self.run_case(case, ranks=ranks, name=f"{title}-{ranks}", **COMMON, **keys)
                self.assertIn(self.last.returncode, (0, 1, 5), self.last.stderr)
                values = datasets(run)
                self.assertGreater(len(values), 20)
                reference = reference or values
                self.assertEqual(reference.keys(), values.keys())
                for name, expected in reference.items():
                    same = np.asarray(expected).tobytes() == np.asarray(values[name]).tobytes()
                    self.assertTrue(same, f"{title}: {name} differs between 1 and {ranks} ranks")
            print(f"  {title}: {len(reference)} datasets equal on 1, 2, 3, 4 ranks")

    def test_implicit_methods_agree(self):
        for title, (case, keys) in IMPLICIT.items():
            reference = None
            worst = 0
            for ranks in (1, 2, 3, 4):
                run = self.run_case(case, ranks=ranks, name=f"{title}-{ranks}", **COMMON, **keys)
                self.assertIn(self.last.returncode, (0, 1, 5), self.last.stderr)
                with h5py.File(run / "run.h5") as f:
                    self.assertNotEqual(f["diagnostics"].attrs["method"], "uniformization", title)
                    density = f["forward/density"][()]
                    verdict = f["verdict"].attrs["verified"]
                reference = reference or (density, verdict)
                for a, b in zip(reference[0], density):
                    seen = a > 1e-12 * a.max()
                    worst = max(worst, (abs(a - b)[seen] / a[seen]).max())
                self.assertEqual(reference[1], verdict, title)
            self.assertLess(worst, 1e-10, title)
            print(f"  {title}: densities agree to {worst:.0e} on 1, 2, 3, 4 ranks")


if __name__ == "__main__":
    main()
