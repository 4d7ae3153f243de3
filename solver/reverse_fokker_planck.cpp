#include "solver/reverse_fokker_planck.hpp"

#include "solver/score.hpp"
#include "solver/uniformization.hpp"

namespace loschmidt {

namespace {
FaceCoefficients reversed(const FaceCoefficients& forward, const FaceField& score,
                          const Reversal& reversal) {
  FaceCoefficients result = forward;
  for (std::size_t a = 0; a < result.across.size(); ++a)
    if (!forward.across[a].drift.empty())
      result.across[a] = reverse(forward.across[a], score.across[a], reversal);
  return result;
}

FaceCoefficients mean(const FaceCoefficients& first, const FaceCoefficients& second) {
  FaceCoefficients result = first;
  for (std::size_t a = 0; a < result.across.size(); ++a)
    result.across[a] = average(first.across[a], second.across[a]);
  return result;
}
}  // namespace

void reverse_fokker_planck(const Decomposition& decomposition, FaceTables& forward,
                           const TimeFactor& factor, std::span<const double> times,
                           const std::function<std::vector<double>(int)>& density_mass,
                           const Reversal& reversal,
                           const std::function<void(int, const std::vector<double>&)>& visit) {
  const Mesh& mesh = decomposition.mesh();
  const auto start = density_mass(0);
  Masses masses(decomposition, start);
  visit(0, start);
  FaceCoefficients before = reversed(forward.at(times[0]), face_score(mesh, start), reversal);
  for (std::size_t k = 1; k < times.size(); ++k) {
    const auto score = face_score(mesh, density_mass(static_cast<int>(k)));
    FaceCoefficients after = reversed(forward.at(times[k]), score, reversal);
    const Generator generator(decomposition, mean(before, after));
    Uniformization(decomposition, generator)
        .advance(masses, factor.integral(times[k], times[k - 1]));
    visit(static_cast<int>(k), masses.gather());
    before = std::move(after);
  }
}

}  // namespace loschmidt
