#include "app/setup/schemes.hpp"

#include <algorithm>

#include "sde/particle_coefficients.hpp"

namespace loschmidt {

namespace {

std::string_view name_of(Scheme scheme) {
  return std::ranges::find(scheme_names, scheme, [](const auto& entry) { return entry.second; })
      ->first;
}

std::string_view name_of(const NoiseKind& noise) {
  if (noise.none) return "no noise";
  if (noise.additive) return "noise that is the same everywhere";
  return noise.diagonal ? "diagonal noise that depends on x" : "matrix noise that depends on x";
}

std::string_view why_not(Scheme scheme) {
  if (scheme == Scheme::heun) return "with g(x) it converges to the Stratonovich solution";
  if (scheme == Scheme::platen) return "it takes one Wiener process per axis";
  return "it has no place for noise";
}

NoiseKind noise_of(const Sde& sde) {
  return {sde.additive(), sde.diagonal(), false};
}

RoadScheme chosen(const Case& c, Scheme scheme, const NoiseKind& noise) {
  if (scheme == Scheme::automatic) scheme = automatic_scheme(noise);
  if (!suits(scheme, noise))
    throw case_error(
        c, "reverse.scheme",
        fmt::format("{} cannot take {} ({}): use auto, which is {} here", name_of(scheme),
                    name_of(noise), why_not(scheme), name_of(automatic_scheme(noise))));
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
  if (c.reverse.scheme == road.scheme) return std::string(name_of(road.scheme));
  return fmt::format("{}, chosen for {}", name_of(road.scheme), name_of(road.noise));
}

}  // namespace loschmidt
