#include "app/judgement/prediction_comparison.hpp"

#include <algorithm>

#include "app/roads/predicted_laws.hpp"

namespace loschmidt::judgement {

namespace {

// Without the negative masses that interpolation leaves where the law is below roundoff.
std::vector<double> not_negative(std::vector<double> mass) {
  for (double& m : mass) m = std::max(m, 0.0);
  return mass;
}

// The size of the change from one law to another.
double change(const validation::Bins& bins, std::vector<double> from,
              const std::vector<double>& to) {
  for (std::size_t i = 0; i < to.size(); ++i) from[i] -= to[i];
  return validation::chi_norm(bins, validation::sum_by_bin(bins, from));
}

}  // namespace

std::optional<Comparison> compare_prediction(const setup::Setup& setup, job::Job& job,
                                             const solver::DensityHistory& density,
                                             const roads::EnsembleRoad& road,
                                             const std::vector<sde::Tally>& tallies,
                                             const std::vector<MeshError>& mesh_errors) {
  const auto laws = roads::predicted_laws(setup, job, density, road);
  if (!laws) return std::nullopt;
  const meshes::Mesh& mesh = setup.problem.mesh;
  Comparison result{validation::Road::prediction,
                    static_cast<double>(sde::weak_order(road.scheme.scheme)),
                    road.stops,
                    {},
                    {},
                    {},
                    {}};
  for (std::size_t k = 0; k < road.stops.size(); ++k) {
    const auto mass = not_negative(laws->mass[k]);
    const validation::Bins bins =
        validation::merge_cells(mass, mesh.extents(), mesh.dimension(), road.particles);
    const double other_score = setup.given_score ? mesh_errors[k].size : 0;
    const double size = change(bins, laws->coarse[k], mass) + other_score;
    result.allowances.push_back(validation::with_mesh_error({}, size, size, road.particles));
    result.marginals.push_back(validation::compare_marginal(
        mesh, mass, tallies[k].fine, bins, result.allowances.back().noncentrality));
    const double error = change(road.bins[k], laws->coarse[k], mass) + other_score;
    result.explained.push_back(
        validation::explained_size(change(road.bins[k], road.mass(k), mass), error));
  }
  return result;
}

}  // namespace loschmidt::judgement
