#include "app/setup/schemes.hpp"

#include "sde/particle_coefficients.hpp"

namespace loschmidt {

namespace {

std::string_view name_of(const NoiseKind& noise) {
  if (noise.none) return "no noise";
  if (noise.additive) return "noise that is the same everywhere";
  return noise.diagonal ? "diagonal noise that depends on x" : "matrix noise that depends on x";
}

NoiseKind noise_of(const Sde& sde) {
  return {sde.additive(), sde.diagonal(), false};
}

RoadScheme chosen(const Case& c, Scheme scheme, const NoiseKind& noise) {
  if (scheme == Scheme::automatic) scheme = automatic_scheme(noise);
  if (!suits(scheme, noise))
    throw case_error(c, "reverse.scheme",
                     fmt::format("{} cannot take {} ({}): use auto, which is {} here",
                                 traits_of(scheme).name, name_of(noise), traits_of(scheme).why_not,
                                 traits_of(automatic_scheme(noise)).name));
  return {scheme, noise};
}

}  // namespace

RoadScheme reverse_scheme(const Case& c, const Sde& sde) {
  NoiseKind noise = noise_of(sde);
  noise.none = c.reverse.reversal.noise == 0;
  return chosen(c, c.reverse.scheme, noise);
}

RoadScheme forward_scheme(const Case& c, const Sde& sde) {
  const bool other = c.reverse.scheme == Scheme::ode;
  return chosen(c, other ? Scheme::automatic : c.reverse.scheme, noise_of(sde));
}

std::string scheme_text(const Case& c, const RoadScheme& road) {
  if (c.reverse.scheme == road.scheme) return std::string(traits_of(road.scheme).name);
  return fmt::format("{}, chosen for {}", traits_of(road.scheme).name, name_of(road.noise));
}

}  // namespace loschmidt
