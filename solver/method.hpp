// The available time integrators and the guarantees of each, one row per method.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "sde/time_factor.hpp"

namespace loschmidt::solver {

enum class Method { uniformization, tr_bdf2, backward_euler };

/// The fraction of the tolerance that the error estimate of one implicit step may reach, so that
/// the sum of the errors stays within a small multiple of the tolerance.
inline constexpr double share_of_tolerance = 0.02;

struct MethodTraits {
  Method method;
  std::string_view name;   // as in a case file
  int order;               // in the time step, of masses
  bool implicit;           // takes linear solves
  bool exact_in_clock;     // no time error where the process is separable
  bool transposes;         // its backward steps are the transposes of its forward steps
  bool same_on_any_ranks;  // the same bits on any number of ranks
  double step_error;       // the largest error of a step, in units of the tolerance
};

/// Magnus steps are accepted as two halves, each with half of the tolerance.
inline constexpr std::array<MethodTraits, 3> method_table{{
    {Method::uniformization, "uniformization", 4, false, true, true, true, 0.5},
    {Method::tr_bdf2, "tr-bdf2", 2, true, false, false, false, share_of_tolerance},
    {Method::backward_euler, "backward-euler", 1, true, false, false, false, share_of_tolerance},
}};

constexpr const MethodTraits& traits_of(Method method) {
  return method_table[static_cast<std::size_t>(method)];
}

/// Returns nothing if no method has that name.
std::optional<Method> method_named(std::string_view name);

/// Whether the density has any error of time steps.
bool has_time_error(Method method, const sde::TimeFactor& factor);

}  // namespace loschmidt::solver
