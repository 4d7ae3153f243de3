// What to change in a case, in the words of its keys.
#pragma once

#include <span>
#include <string>

#include "validation/remedy.hpp"

namespace loschmidt::judgement {

/// A number of particles as case files have it: 2e5, not 2e+05.
std::string count_text(double particles, int digits);

/// "raise reverse.steps from 100 to about 200; and ..."; empty where there is nothing to change.
/// Where validation.sensitivity chose the particles, it is the key to change for more of them.
std::string remedies_text(std::span<const validation::Remedy> remedies,
                          const validation::Sampler& sampler);

}  // namespace loschmidt::judgement
