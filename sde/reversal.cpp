#include "sde/reversal.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace loschmidt::sde {

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

namespace {

void scale(std::vector<double>& values, double factor) {
  for (double& v : values) v *= factor;
}

}  // namespace

double repulsion(const Reversal& reversal) {
  const double noise_squared = reversal.noise * reversal.noise;
  return 0.5 * (1 + noise_squared) * reversal.score / noise_squared;
}

Coefficients reverse(Coefficients forward, std::span<const double> score,
                     const Reversal& reversal) {
  if (score.size() != forward.drift.size())
    throw std::invalid_argument("reverse: the score must have the shape of the drift");
  const double noise_squared = reversal.noise * reversal.noise;
  const double half = 0.5 * (1 + noise_squared);
  for (std::size_t p = 0; p < forward.points(); ++p) {
    const auto tensor_score = forward.tensor.times(p, score.subspan(p * forward.components));
    for (int a = 0; a < forward.components; ++a) {
      const std::size_t i = p * forward.components + a;
      const double correction =
          reversal.divergence * forward.divergence[i] + reversal.score * tensor_score[a];
      forward.drift[i] = -reversal.drift * forward.drift[i] + half * correction;
    }
  }
  scale(forward.tensor.values(), noise_squared);
  scale(forward.divergence, noise_squared);
  scale(forward.diffusion, reversal.noise);
  return forward;
}

}  // namespace loschmidt::sde
