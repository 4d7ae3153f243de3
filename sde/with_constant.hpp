// A small number that is known at run time as a constant for templates.
#pragma once

#include <type_traits>
#include <utility>

namespace loschmidt::sde {

/// Returns visit(c) with the integral constant c of value n, which is 1, 2 or 3.
template <class Visit>
auto with_constant(int n, Visit&& visit) {
  if (n == 1) return std::forward<Visit>(visit)(std::integral_constant<int, 1>{});
  if (n == 2) return std::forward<Visit>(visit)(std::integral_constant<int, 2>{});
  return std::forward<Visit>(visit)(std::integral_constant<int, 3>{});
}

}  // namespace loschmidt::sde
