#include "app/roads/joint_law.hpp"

#include <algorithm>

#include "solver/extrapolation.hpp"

namespace loschmidt::roads {

namespace {

void multiply(std::vector<double>& values, const std::vector<double>& by) {
  for (std::size_t n = 0; n < values.size(); ++n) values[n] *= by[n];
}

std::vector<double> average(std::vector<double> a, const std::vector<double>& b) {
  for (std::size_t n = 0; n < a.size(); ++n) a[n] = 0.5 * (a[n] + b[n]);
  return a;
}

void put_column(validation::JointTable& table, int later, const std::vector<double>& sums) {
  for (int i = 0; i < table.slabs; ++i) table.at(i, later) = std::max(0.0, sums[i]);
}

// h = q/p at the later time on the mesh of half the cells, with q and p of the run's own mesh
// restricted to it.
std::vector<double> restricted_weight(const setup::Setup& setup, const OnMeshes& weight,
                                      const std::vector<double>& mass) {
  auto q = mass;
  multiply(q, weight[0]);
  auto h = setup.problem.on_half_mesh(q);
  const auto below = setup.problem.on_half_mesh(mass);
  for (std::size_t n = 0; n < h.size(); ++n) h[n] = below[n] > 0 ? h[n] / below[n] : 0;
  return h;
}

}  // namespace

JointLaw joint_law(const setup::Setup& setup, job::Job& job, DensitySolver& solver,
                   HalfMeshDensity& half_density, const MeshHistories& histories,
                   const solver::DensityHistory& law, const ReferenceLaw* reference) {
  job.progress.begin("joint law");
  const double earlier = setup.plan.joint_times[0];
  const double later = setup.plan.joint_times[1];
  const validation::Slabs slabs = validation::choose_slabs(
      setup.problem.mesh, average(mass_at(law, earlier), mass_at(law, later)));
  OnMeshes weight;
  OnMeshes mass;
  std::vector<validation::SlabsOfCells> places;
  for (const solver::DensityHistory& level : histories) {
    mass.push_back(mass_at(level, earlier));
    weight.emplace_back(level.mesh().cells(), 1.0);
    places.emplace_back(slabs, level.mesh());
  }
  if (reference) weight = reference->at_later_joint_time();
  const auto half_weight = restricted_weight(setup, weight, mass_at(histories[0], later));
  const validation::SlabsOfCells half(slabs, setup.problem.half);

  JointLaw joint{slabs, validation::JointTable(slabs.count()),
                 validation::JointTable(slabs.count())};
  for (int j = 0; j < slabs.count(); ++j) {
    OnMeshes column;
    for (std::size_t k = 0; k < histories.size(); ++k)
      column.push_back(places[k].within(j, weight[k]));
    solver.solve_backward(column, earlier, later);
    for (std::size_t k = 0; k < histories.size(); ++k) multiply(column[k], mass[k]);
    put_column(joint.expected, j, places[0].sum(solver.combined(column)));
    put_column(
        joint.half, j,
        half.sum(half_density.joint_column(half.within(j, half_weight), solver.meshes(), column)));
    job.progress.update(j + 1, slabs.count());
  }
  validation::normalise(slabs, joint.expected);
  validation::normalise(slabs, joint.half);
  return joint;
}

}  // namespace loschmidt::roads
