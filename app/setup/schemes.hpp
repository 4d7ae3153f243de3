// The choice of the scheme of each of the two ensembles, by the case and by the noise.
#pragma once

#include <string>

#include "app/case/case.hpp"
#include "meshes/mesh.hpp"
#include "sde/scheme.hpp"
#include "sde/sde.hpp"

namespace loschmidt::setup {

/// The scheme of an ensemble and the kind of noise that it integrates.
struct RoadScheme {
  sde::Scheme scheme;  // never automatic
  sde::NoiseKind noise;

  sde::NoiseLayout layout() const { return sde::layout(scheme, noise); }
};

/// The number of Wiener processes in the particles' tables: one per axis where none drives two
/// axes.
int noises_in_tables(const sde::Sde& sde);

/// The scheme of the reverse ensemble. Errors: InputError where reverse.scheme cannot take the
/// noise of the process or of its reversal.
RoadScheme reverse_scheme(const input::Case& c, const sde::Sde& sde);

/// The scheme of the control: that of reverse.scheme too, or the automatic one where reverse.scheme
/// is the ODE of a reversal without noise. Errors: as reverse_scheme.
RoadScheme forward_scheme(const input::Case& c, const sde::Sde& sde);

/// Whether the law of the particles is predicted (sde/predicted_law.hpp) for this scheme of the
/// reverse ensemble: one axis that does not absorb, and one Wiener process, or no noise and the
/// scheme ode.
bool has_predicted_law(const meshes::Mesh& mesh, const sde::Sde& sde, const RoadScheme& reverse);

/// The scheme by its name in a case, with the reason where the program chose it.
std::string scheme_text(const input::Case& c, const RoadScheme& road);

}  // namespace loschmidt::setup
