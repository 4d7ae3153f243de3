#include "solver/method.hpp"

#include <algorithm>

namespace loschmidt::solver {

std::optional<Method> method_named(std::string_view name) {
  const auto row = std::ranges::find(method_table, name, &MethodTraits::name);
  if (row == method_table.end()) return std::nullopt;
  return row->method;
}

bool has_time_error(Method method, const sde::TimeFactor& factor) {
  return !(traits_of(method).exact_in_clock && factor.separable());
}

}  // namespace loschmidt::solver
