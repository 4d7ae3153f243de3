#include "solver/reverse_fokker_planck.hpp"

#include <optional>
#include <utility>

#include "solver/method_choice.hpp"
#include "solver/score.hpp"

namespace loschmidt::solver {

namespace {

// Returns the values of a score on the whole mesh at the faces of a block of cells.
std::vector<double> at_faces(const meshes::Mesh& mesh, const meshes::FaceField& score, int a,
                             meshes::Block cells) {
  if (cells.size() > 0) ++cells.end[a];
  const meshes::Block all = mesh.all_faces(a);
  std::vector<double> values;
  values.reserve(cells.size());
  meshes::for_each(cells, [&](const meshes::Index& face) {
    values.push_back(score.across[a][all.local(face)]);
  });
  return values;
}

// Returns the values of a score at the centres of a block, which may reach beyond periodic ends,
// where cells repeat.
std::vector<double> at_cells(const meshes::Mesh& mesh, const meshes::Field& score,
                             const meshes::Block& cells) {
  const meshes::Block all = mesh.all_cells();
  const std::size_t d = score.components;
  std::vector<double> values;
  values.reserve(cells.size() * d);
  meshes::for_each(cells, [&](meshes::Index cell) {
    for (int a = 0; a < mesh.dimension(); ++a)
      cell[a] = (cell[a] + mesh.extent(a)) % mesh.extent(a);
    const auto first = score.values.begin() + static_cast<std::ptrdiff_t>(d * all.local(cell));
    values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(d));
  });
  return values;
}

}  // namespace

MeshCoefficients reversed(const meshes::Mesh& mesh, MeshCoefficients forward,
                          meshes::FaceField regular, const sde::Reversal& reversal) {
  if (auto* cells = std::get_if<CellCoefficients>(&forward)) {
    const meshes::Field score = cell_score(mesh, regular);
    cells->table = sde::reverse(cells->table, at_cells(mesh, score, cells->cells), reversal);
    return forward;
  }
  const meshes::FaceField score = with_poles(mesh, std::move(regular));
  auto& [cells, across] = std::get<FaceCoefficients>(forward);
  for (int a = 0; a < mesh.dimension(); ++a)
    across[a] = sde::reverse(std::move(across[a]), at_faces(mesh, score, a, cells), reversal);
  return forward;
}

namespace {

// masses ← exp(clock Qᵀ) masses, for each of the laws.
void advance(const ReverseProcess& process, Generator&& generator, std::vector<Masses>& laws,
             double clock) {
  const Decomposition& decomposition = process.decomposition;
  const Uniformization chain(decomposition, generator);
  const double jumps = chain.fastest_rate() * clock;
  if (!process.implicit_tolerance || !implicit_pays(decomposition.mesh(), jumps)) {
    for (Masses& masses : laws) chain.advance(masses, clock);
    return;
  }
  ImplicitStepper stepper(decomposition, [&](double) { return std::move(generator); },
                          {.steady = true, .tolerance = *process.implicit_tolerance});
  for (Masses& masses : laws) stepper.advance(masses, 0, clock);
}

}  // namespace

void reverse_fokker_planck(const ReverseProcess& process,
                           std::span<const std::vector<double>> starts,
                           const std::function<void(int, std::span<const Masses>)>& visit) {
  std::vector<Masses> laws;
  for (const auto& start : starts) laws.emplace_back(process.decomposition, start);
  visit(0, laws);
  const auto& times = process.times;
  const auto coefficients = [&](std::size_t k) {
    return reversed(process.mesh, process.forward.at(times[k]), process.score(static_cast<int>(k)),
                    process.reversal);
  };
  MeshCoefficients before = coefficients(0);
  for (std::size_t k = 1; k < times.size(); ++k) {
    MeshCoefficients after = coefficients(k);
    advance(process, Generator(process.decomposition, average(before, after)), laws,
            process.factor.integral(times[k], times[k - 1]));
    visit(static_cast<int>(k), laws);
    before = std::move(after);
  }
}

}  // namespace loschmidt::solver
