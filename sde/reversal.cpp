#include "sde/reversal.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace loschmidt {

namespace {
constexpr std::array<std::string_view, 8> names{
    "anderson",           "naive",           "half-score",      "flipped-score", "unnegated-drift",
    "missing-divergence", "half-divergence", "probability-flow"};
constexpr std::array<Reversal, 8> reversals{Reversal{1, 1, 1, 1}, {1, 0, 0, 1},  {1, 1, 0.5, 1},
                                            {1, 1, -1, 1},        {-1, 1, 1, 1}, {1, 0, 1, 1},
                                            {1, 0.5, 1, 1},       {1, 1, 1, 0}};
}  // namespace

std::span<const std::string_view> reversal_names() {
  return names;
}

std::optional<Reversal> named_reversal(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return reversals[i];
  return std::nullopt;
}

Coefficients reverse(const Coefficients& forward, std::span<const double> score,
                     const Reversal& reversal) {
  if (score.size() != forward.drift.size())
    throw std::invalid_argument("reverse: the score must have the shape of the drift");
  const double half = 0.5 * (1 + reversal.noise * reversal.noise);
  const double noise_squared = reversal.noise * reversal.noise;
  Coefficients result = forward;
  for (std::size_t i = 0; i < score.size(); ++i) {
    const double correction = reversal.divergence * forward.divergence[i] +
                              reversal.score * forward.diffusion_tensor[i] * score[i];
    result.drift[i] = -reversal.drift * forward.drift[i] + half * correction;
    result.diffusion_tensor[i] = noise_squared * forward.diffusion_tensor[i];
    result.divergence[i] = noise_squared * forward.divergence[i];
  }
  return result;
}

}  // namespace loschmidt
