#include "solver/reverse_fokker_planck.hpp"

#include <optional>
#include <utility>

#include "solver/method_choice.hpp"
#include "solver/score.hpp"

namespace loschmidt {

MeshCoefficients reversed(const Mesh& mesh, MeshCoefficients forward, const FaceField& regular,
                          const Reversal& reversal) {
  if (auto* cells = std::get_if<CellCoefficients>(&forward)) {
    cells->table = reverse(cells->table, cell_score(mesh, regular).values, reversal);
    return forward;
  }
  const FaceField score = with_poles(mesh, regular);
  auto& across = std::get<FaceCoefficients>(forward).across;
  for (int a = 0; a < mesh.dimension(); ++a)
    across[a] = reverse(across[a], score.across[a], reversal);
  return forward;
}

namespace {

// masses ← exp(clock Qᵀ) masses, of each.
void advance(const Decomposition& decomposition, Generator&& generator, std::vector<Masses>& laws,
             double clock, std::optional<double> implicit_tolerance) {
  const Uniformization chain(decomposition, generator);
  const double jumps = chain.fastest_rate() * clock;
  if (!implicit_tolerance || !implicit_pays(decomposition.mesh(), jumps)) {
    for (Masses& masses : laws) chain.advance(masses, clock);
    return;
  }
  ImplicitStepper stepper(decomposition, [&](double) { return std::move(generator); },
                          {.steady = true, .tolerance = *implicit_tolerance});
  for (Masses& masses : laws) stepper.advance(masses, 0, clock);
}

}  // namespace

void reverse_fokker_planck(const Decomposition& decomposition, const Mesh& mesh,
                           MeshTables& forward, const TimeFactor& factor,
                           std::span<const double> times,
                           std::span<const std::vector<double>> starts,
                           const std::function<FaceField(int)>& score, const Reversal& reversal,
                           const std::function<void(int, std::span<const Masses>)>& visit,
                           std::optional<double> implicit_tolerance) {
  std::vector<Masses> laws;
  for (const auto& start : starts) laws.emplace_back(decomposition, start);
  visit(0, laws);
  MeshCoefficients before = reversed(mesh, forward.at(times[0]), score(0), reversal);
  for (std::size_t k = 1; k < times.size(); ++k) {
    MeshCoefficients after =
        reversed(mesh, forward.at(times[k]), score(static_cast<int>(k)), reversal);
    advance(decomposition, Generator(decomposition, average(before, after)), laws,
            factor.integral(times[k], times[k - 1]), implicit_tolerance);
    visit(static_cast<int>(k), laws);
    before = std::move(after);
  }
}

}  // namespace loschmidt
