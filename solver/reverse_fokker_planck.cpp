#include "solver/reverse_fokker_planck.hpp"

#include <utility>

#include "solver/method_choice.hpp"

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
// masses ← exp(clock Qᵀ) masses.
void advance(const Decomposition& decomposition, Generator&& generator, Masses& masses,
             double clock, std::optional<double> implicit_tolerance) {
  const Uniformization chain(decomposition, generator);
  const double jumps = chain.fastest_rate() * clock;
  if (!implicit_tolerance || !implicit_pays(decomposition.mesh(), jumps)) {
    chain.advance(masses, clock);
    return;
  }
  ImplicitStepper stepper(decomposition, [&](double) { return std::move(generator); },
                          {.steady = true, .tolerance = *implicit_tolerance});
  stepper.advance(masses, 0, clock);
}
}  // namespace

void reverse_fokker_planck(const Decomposition& decomposition, FaceTables& forward,
                           const TimeFactor& factor, std::span<const double> times,
                           std::span<const double> start,
                           const std::function<FaceField(int)>& score, const Reversal& reversal,
                           const std::function<void(int, const std::vector<double>&)>& visit,
                           std::optional<double> implicit_tolerance) {
  Masses masses(decomposition, start);
  visit(0, {start.begin(), start.end()});
  FaceCoefficients before = reversed(forward.at(times[0]), score(0), reversal);
  for (std::size_t k = 1; k < times.size(); ++k) {
    FaceCoefficients after = reversed(forward.at(times[k]), score(static_cast<int>(k)), reversal);
    advance(decomposition, Generator(decomposition, mean(before, after)), masses,
            factor.integral(times[k], times[k - 1]), implicit_tolerance);
    visit(static_cast<int>(k), masses.gather());
    before = std::move(after);
  }
}

}  // namespace loschmidt
