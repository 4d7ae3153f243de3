#include "app/roads/reversed_chain.hpp"

#include <cmath>

#include "validation/axis_law.hpp"
#include "validation/thresholds.hpp"

namespace loschmidt::roads {

namespace {

// q/m per cell; 0 where m is 0.
std::vector<double> ratio(std::vector<double> q, const std::vector<double>& m) {
  for (std::size_t n = 0; n < q.size(); ++n) q[n] = m[n] > 0 ? q[n] / m[n] : 0;
  return q;
}

std::vector<double> product(std::vector<double> h, const std::vector<double>& m) {
  for (std::size_t n = 0; n < h.size(); ++n) h[n] *= m[n];
  return h;
}

// 2F per cell. F is the share of the mass at lower x, including half of the cell's own column.
std::vector<double> twice_the_law_of_x(const meshes::Mesh& mesh, const std::vector<double>& mass) {
  auto law = validation::law_along<double>(mesh, 0, mass);
  const double all = meshes::total(mass);
  double below = 0;
  for (double& column : law) {
    const double own = column;
    column = (2 * below + own) / all;
    below += own;
  }
  std::vector<double> values;
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) { values.push_back(law[i[0]]); });
  return values;
}

}  // namespace

ReversedChain reverse_chain(const setup::Setup& setup, job::Job& job, DensitySolver& solver,
                            const solver::DensityHistory& density,
                            const solver::DensityHistory& expected) {
  job.progress.begin("reversed chain");
  const meshes::Mesh& mesh = setup.problem.mesh;
  const auto& stops = setup.plan.reverse_stops;
  const std::vector<double> times(stops.rbegin(), stops.rend());
  ReversedChain chain{
      job.storage.history(mesh, times, false), job.storage.history(mesh, times, false), {}};
  const auto end = mass_at(density, stops.front());
  OnMeshes h{ratio(mass_at(expected, stops.front()), end)};
  OnMeshes other{twice_the_law_of_x(mesh, end)};
  const double other_mass = meshes::total(product(other[0], end));
  for (std::size_t k = 0; k < stops.size(); ++k) {
    if (k > 0) {
      solver.solve_backward(h, stops[k], stops[k - 1]);
      solver.solve_backward(other, stops[k], stops[k - 1]);
    }
    const auto mass = mass_at(density, stops[k]);
    const int slice = chain.reached.slice_at(stops[k]);
    chain.reached.put(slice, product(h[0], mass));
    chain.expected.put(slice, mass_at(expected, stops[k]));
    chain.mass_drift.push_back(std::abs(meshes::total(product(other[0], mass)) / other_mass - 1));
    job.progress.update(static_cast<double>(k + 1), static_cast<double>(stops.size()));
  }
  return chain;
}

LawRoad law_of(const setup::Setup& setup, const ReversedChain& chain) {
  const auto& stops = setup.plan.reverse_stops;
  const double limit = solver::traits_of(setup.method.method).transposes
                           ? validation::chain_roundoff
                           : validation::chain_tolerance_factor * setup.settings.solver.tolerance;
  return {validation::Road::chain, [&](std::size_t k) { return mass_at(chain.reached, stops[k]); },
          [&](std::size_t k) { return mass_at(chain.expected, stops[k]); },
          std::vector<double>(stops.size(), limit), chain.mass_drift};
}

}  // namespace loschmidt::roads
