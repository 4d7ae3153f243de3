#include "solver/stepping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace loschmidt::solver {

void count_try(int& tries, int most) {
  if (++tries > most)
    throw std::invalid_argument(
        fmt::format("{} time steps do not get through one interval (the coefficients change too "
                    "often in time): "
                    "smooth them, take more snapshots, or loosen solver.tolerance",
                    most));
}

int steps_within(const StepControl& control, double from, double to) {
  const double steps = control.steps * (to - from) / control.span;
  return std::max(1, static_cast<int>(std::ceil(steps - 1e-9)));
}

}  // namespace loschmidt::solver
