// Whether particles have control variates (app/roads/controlled_means.hpp), and the memory of their
// tables.
#pragma once

#include <cstdint>

#include "app/setup/plan.hpp"
#include "app/setup/problem.hpp"

namespace loschmidt::setup {

/// So many particles have control variates at most: the standard error of an expectation is then
/// near the error of its prediction.
inline constexpr std::uint64_t most_controlled_particles = 100000;

/// Bytes of the tables of all steps, which every rank holds.
double bytes_of_controls(const Problem& problem, const Plan& plan);

/// Whether the law of the particles is predicted, its steps have noise, and the tables take at most
/// 256 MB.
bool has_controls(const Problem& problem, const Plan& plan);

}  // namespace loschmidt::setup
