#include "solver/reverse_fokker_planck.hpp"

#include "meshes/staggered.hpp"
#include "solver/score.hpp"
#include "solver/uniformization.hpp"

namespace loschmidt {

namespace {
MeshCoefficients reversed(const Mesh& mesh, MeshCoefficients forward, const FaceField& score,
                          const Reversal& reversal) {
  if (auto* cells = std::get_if<CellCoefficients>(&forward)) {
    cells->table = reverse(cells->table, faces_to_cells(mesh, score).values, reversal);
    return forward;
  }
  auto& across = std::get<FaceCoefficients>(forward).across;
  for (int a = 0; a < mesh.dimension(); ++a)
    across[a] = reverse(across[a], score.across[a], reversal);
  return forward;
}
}  // namespace

void reverse_fokker_planck(const Decomposition& decomposition, MeshTables& forward,
                           const TimeFactor& factor, std::span<const double> times,
                           const std::function<std::vector<double>(int)>& density_mass,
                           const Reversal& reversal,
                           const std::function<void(int, const std::vector<double>&)>& visit) {
  const Mesh& mesh = decomposition.mesh();
  const auto start = density_mass(0);
  Masses masses(decomposition, start);
  visit(0, start);
  MeshCoefficients before = reversed(mesh, forward.at(times[0]), face_score(mesh, start), reversal);
  for (std::size_t k = 1; k < times.size(); ++k) {
    const auto score = face_score(mesh, density_mass(static_cast<int>(k)));
    MeshCoefficients after = reversed(mesh, forward.at(times[k]), score, reversal);
    const Generator generator(decomposition, average(before, after));
    Uniformization(decomposition, generator)
        .advance(masses, factor.integral(times[k], times[k - 1]));
    visit(static_cast<int>(k), masses.gather());
    before = std::move(after);
  }
}

}  // namespace loschmidt
