// The text of the remedies of a verdict: which keys of the case to change, and to which values.
#pragma once

#include <span>
#include <string>

#include "validation/remedy.hpp"

namespace loschmidt::judgement {

/// A number of particles as case files have it: 2e5, not 2e+05.
std::string count_text(double particles, int digits);

/// All remedies in one text, "raise reverse.steps from 100 to about 200; and ..."; empty without
/// remedies. Where validation.sensitivity chose the number of particles, the text names that key.
std::string remedies_text(std::span<const validation::Remedy> remedies,
                          const validation::Sampler& sampler);

}  // namespace loschmidt::judgement
