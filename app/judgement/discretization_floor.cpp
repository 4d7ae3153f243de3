#include "app/judgement/discretization_floor.hpp"

#include <algorithm>
#include <cmath>

#include "meshes/field.hpp"
#include "validation/allowance.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::judgement {

namespace {

constexpr sde::Reversal andersons{1, 1, 1, 1};

roads::FokkerPlanckRoad anderson_road(const setup::Setup& setup, job::Job& job,
                                      const roads::Evolved& evolved) {
  return roads::fokker_planck_road(setup, job, evolved, andersons);
}

double length(const validation::Bins& bins, const std::vector<double>& masses) {
  return validation::chi_norm(bins, validation::sum_by_bin(bins, masses));
}

// |log p(i − 1) − 2 log p(i) + log p(i + 1)| along axis a; 0 where p is 0 or has no neighbour. With
// singular ends p is the density over its profile.
double second_difference(const meshes::Mesh& mesh, const std::vector<double>& density,
                         meshes::Index i, int a) {
  const int n = mesh.extent(a);
  const meshes::Block cells = mesh.all_cells();
  const auto at = [&](int place) {
    i[a] = mesh.axis(a).periodic() ? (place + n) % n : place;
    return density[cells.local(i)];
  };
  const int place = i[a];
  const double here = at(place);
  if (!(here > 0) || (!mesh.axis(a).periodic() && (place == 0 || place + 1 == n))) return 0;
  return std::abs(std::log(at(place - 1) / here) + std::log(at(place + 1) / here));
}

}  // namespace

std::vector<double> unresolved(const meshes::Mesh& mesh, std::span<const double> mass) {
  std::vector<double> density;
  density.reserve(mass.size());
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
    density.push_back(mass[density.size()] / mesh.weight(i));
  });
  std::vector<double> result(mass.size(), 0.0);
  std::size_t n = 0;
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
    double most = 0;
    for (int a = 0; a < mesh.dimension(); ++a)
      most = std::max(most, second_difference(mesh, density, i, a));
    if (most > validation::resolved_bend)
      result[n] = validation::misplaced_share * std::min(1.0, most) * mass[n];
    ++n;
  });
  return result;
}

void raise_to_floor(std::vector<MeshError>& errors, const setup::Setup& setup, job::Job& job,
                    const roads::Evolved& evolved, const roads::EnsembleRoad& road,
                    const roads::FokkerPlanckRoad* computed_road) {
  const bool known = computed_road && setup.settings.reverse.reversal == andersons;
  const roads::FokkerPlanckRoad right = known ? *computed_road : anderson_road(setup, job, evolved);
  for (std::size_t k = 0; k < errors.size(); ++k) {
    const auto wanted = road.mass(k);
    auto missing = right.mass[k];
    for (std::size_t n = 0; n < missing.size(); ++n) missing[n] -= wanted[n];
    const double floor = length(road.bins[k], missing);
    const double rough = length(road.bins[k], unresolved(setup.problem.mesh, wanted));
    MeshError& error = errors[k];
    error.estimate = std::max({error.estimate, floor, rough / validation::mesh_caution});
    error.size = std::max(error.size, validation::mesh_caution * floor) + rough;
    error.before_richardson = std::max(error.before_richardson, floor + rough);
  }
}

}  // namespace loschmidt::judgement
