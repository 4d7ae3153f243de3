// The words of a verdict: what was seen where, and what to change where nothing could be decided.
#pragma once

#include <cstdint>
#include <string>

#include "validation/power.hpp"
#include "validation/verdict.hpp"

namespace loschmidt::validation {

/// A test with what follows from it, in the notation of validation/verdict.hpp.
struct Judged {
  MarginalTest test;
  double adjusted;   // p after Holm
  bool rejected;     // adjusted < significance, and not by what fails forward too
  bool objected;     // rejected, or so before its allowance was raised
  double observed;   // O
  double allowed;    // A
  double undivided;  // A before the division by 2^w − 1
};

/// Road, time, chi2 on dof, p.
std::string describe(const Judged& j);

// Reasons for deciding nothing, each with what to change.
std::string not_a_number(const MarginalTest& test);
std::string no_comparison_at_stop();
std::string control_failed(const Judged& j);
/// Rejected where numerical error and an error of the reversal cannot be told apart: often so when
/// more particles resolve the error of the mesh or of the steps.
std::string not_attributable(const Judged& j, const Sampler& sampler);
/// Rejected until the allowance was raised by what the right reversal misses on the same mesh.
std::string explained_by_the_mesh(const Judged& j);
/// At `stop` an error of size R could hide in the numerical error or in the noise.
std::string too_weak(const Judged& stop, const Sensitivity& sensitivity, double power,
                     double particles, const Sampler& sampler);

/// The score error asked for would not have been seen at `stop`, `detectable` is what would.
std::string not_sensitive(const Judged& stop, double level, double particles, double detectable,
                          const Sampler& sampler);

/// What would be falsified for `reason` has no control: no forward particle is left at the end.
std::string no_survivors(const std::string& reason, std::uint64_t particles,
                         const Sampler& sampler);

std::string road_missed(const LawTest& test);
/// The road's limits are so large that any law would pass.
std::string road_blind(const LawTest& sharpest);

/// Remarks on a road without particles: how it did, given its worst test.
std::string law_remark(const LawTest& worst);
/// A remark: half of a term ("divergence", "drift") changes the density too little to be seen with
/// fewer than `needed`.
std::string not_tested(const std::string& term, double needed);

}  // namespace loschmidt::validation
