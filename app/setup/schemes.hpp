// Which scheme carries each of the two ensembles, by the case and by the noise it meets.
#pragma once

#include <string>

#include "app/case/case.hpp"
#include "sde/scheme.hpp"
#include "sde/sde.hpp"

namespace loschmidt::setup {

struct RoadScheme {
  sde::Scheme scheme;  // never automatic
  sde::NoiseKind noise;

  sde::NoiseLayout layout() const { return sde::layout(scheme, noise); }
};

/// Errors: InputError where reverse.scheme cannot take the noise of the process or of its reversal.
RoadScheme reverse_scheme(const input::Case& c, const sde::Sde& sde);

/// The same scheme for the control, except where the reversal has no noise and the process has.
RoadScheme forward_scheme(const input::Case& c, const sde::Sde& sde);

/// The scheme by its name in a case, and why, where that was left to the program.
std::string scheme_text(const input::Case& c, const RoadScheme& road);

}  // namespace loschmidt::setup
