#include "app/setup/schemes.hpp"

#include "sde/particle_coefficients.hpp"

namespace loschmidt::setup {

namespace {

std::string_view name_of(const sde::NoiseKind& noise) {
  if (noise.none) return "no noise";
  if (noise.additive) return "noise that is the same everywhere";
  return noise.diagonal ? "diagonal noise that depends on x" : "matrix noise that depends on x";
}

sde::NoiseKind noise_of(const sde::Sde& sde) {
  return {sde.additive(), sde.diagonal(), false};
}

RoadScheme chosen(const input::Case& c, sde::Scheme scheme, const sde::NoiseKind& noise) {
  if (scheme == sde::Scheme::automatic) scheme = sde::automatic_scheme(noise);
  if (!sde::suits(scheme, noise))
    throw input::case_error(c, "reverse.scheme",
                            fmt::format("{} cannot take {} ({}): use auto, which is {} here",
                                        sde::traits_of(scheme).name, name_of(noise),
                                        sde::traits_of(scheme).rejection_reason,
                                        sde::traits_of(sde::automatic_scheme(noise)).name));
  return {scheme, noise};
}

}  // namespace

int noises_in_tables(const sde::Sde& sde) {
  return sde.diagonal() ? sde.dimension() : sde.noises();
}

RoadScheme reverse_scheme(const input::Case& c, const sde::Sde& sde) {
  sde::NoiseKind noise = noise_of(sde);
  noise.none = c.reverse.reversal.noise == 0;
  return chosen(c, c.reverse.scheme, noise);
}

RoadScheme forward_scheme(const input::Case& c, const sde::Sde& sde) {
  const bool other = c.reverse.scheme == sde::Scheme::ode;
  return chosen(c, other ? sde::Scheme::automatic : c.reverse.scheme, noise_of(sde));
}

bool has_predicted_law(const meshes::Mesh& mesh, const sde::Sde& sde, const RoadScheme& reverse) {
  const bool noisy = !reverse.noise.none;
  return mesh.dimension() == 1 && !mesh.absorbing() && !mesh.singular() &&
         (noisy || reverse.scheme == sde::Scheme::ode) &&
         (reverse.layout() != sde::NoiseLayout::matrix || sde.noises() == 1);
}

std::string scheme_text(const input::Case& c, const RoadScheme& road) {
  if (c.reverse.scheme == road.scheme) return std::string(sde::traits_of(road.scheme).name);
  return fmt::format("{}, chosen for {}", sde::traits_of(road.scheme).name, name_of(road.noise));
}

}  // namespace loschmidt::setup
