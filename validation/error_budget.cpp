#include "validation/error_budget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "validation/chi_squared.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::validation {

namespace {

struct Sizes {
  double sum = 0, most = 0;
  double least = 0;  // the largest source at its least, less all others at their most
};

Sizes sizes_of(const std::vector<ErrorSource>& sources) {
  Sizes sizes;
  for (const ErrorSource& s : sources) {
    sizes.sum += s.size;
    sizes.most += s.size + s.uncertainty;
  }
  for (const ErrorSource& s : sources) {
    const double others = sizes.most - (s.size + s.uncertainty);
    sizes.least = std::max(sizes.least, s.size - s.uncertainty - others);
  }
  return sizes;
}

}  // namespace

ErrorBudget error_budget(std::vector<ErrorSource> sources, double dof, double particles,
                         double observed) {
  if (!(particles > 0))
    throw std::invalid_argument("no particles (there is no chance to speak of): give at least one");
  for (const ErrorSource& s : sources)
    if (s.size < 0 || s.uncertainty < 0)
      throw std::invalid_argument(
          fmt::format("{}: {} ± {} is no size of an error", s.name, s.size, s.uncertainty));
  const Sizes sizes = sizes_of(sources);
  const auto bound = [&](double survival, double size) {
    if (std::isinf(size)) return size;
    return std::sqrt(chi_squared_quantile(survival, dof, particles * size * size) / particles);
  };
  ErrorBudget budget{std::move(sources), std::sqrt(std::max(0.0, dof) / particles)};
  budget.total = std::hypot(budget.monte_carlo, sizes.sum);
  budget.lowest = bound(1 - budget_chance, sizes.least);
  budget.highest = bound(budget_chance, sizes.most);
  budget.observed = observed;
  budget.explained = observed >= budget.lowest && observed <= budget.highest;
  return budget;
}

}  // namespace loschmidt::validation
