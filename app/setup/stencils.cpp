#include "app/setup/stencils.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sde/coefficients.hpp"
#include "solver/cell_jumps.hpp"
#include "solver/compute_in_shares.hpp"

namespace loschmidt::setup {

namespace {

std::vector<double> times_to_look_at(const Problem& problem, const Plan& plan) {
  if (problem.factor.separable()) return {problem.factor.reference_time()};
  std::vector<double> times = plan.snapshots;
  const std::size_t stride = plan.solver_times.size() / 100 + 1;
  for (std::size_t k = 0; k < plan.solver_times.size(); k += stride)
    times.push_back(plan.solver_times[k]);
  return times;
}

std::vector<double> tensor_at(const sde::Sde& sde, const meshes::Point& x, double t) {
  std::vector<double> tensor;
  for (int i = 0; i < sde.dimension(); ++i)
    for (int j = 0; j <= i; ++j) tensor.push_back(sde.diffusion_tensor(i, j, x, t));
  return tensor;
}

parallel::InputError too_slanted(const input::Case& c, const meshes::Point& x, double t,
                                 double ratio, int limit) {
  std::string place;
  for (int a = 0; a < c.dimension(); ++a) place += fmt::format("{} = {:g}, ", "xyz"[a], x[a]);
  const std::string strength = std::isinf(ratio)
                                   ? "there is noise along some directions and none across them"
                                   : fmt::format(
                                         "the noise is {:.2g} times stronger (in D) along one "
                                         "direction than across it",
                                         ratio);
  return input::case_error(
      c, "sde.diffusion",
      fmt::format("at {}t = {:g}, in units of cells, {} (the density would have to jump over more "
                  "than {} cells at a time, and a finer mesh of the same proportions changes "
                  "nothing): choose mesh.cells so that cells are longer where the noise is "
                  "stronger, turn the coordinates towards the noise, or add noise across it",
                  place, t, strength, limit));
}

class MeshSurvey {
 public:
  MeshSurvey(MPI_Comm comm, const input::Case& c, const Problem& problem, const Plan& plan,
             parallel::Pauses* pauses)
      : comm_(comm),
        pauses_(pauses),
        case_(c),
        sde_(problem.sde),
        times_(times_to_look_at(problem, plan)),
        spare_(problem.factor.separable() ? 0 : 1) {}

  solver::Stencil stencil(const meshes::Mesh& mesh, int limit) const {
    for (int a = 0; a < mesh.dimension(); ++a) limit = std::min(limit, mesh.extent(a) - 1);
    const meshes::PointGrid points =
        solver::own_slab(comm_, meshes::cell_centers(mesh, mesh.all_cells()));
    int widest = 1;
    solver::look_at_times(comm_, pauses_, mesh.cells(), times_, [&](double t) {
      widest = std::max(widest, widest_at(points, t, limit));
    });
    MPI_Allreduce(MPI_IN_PLACE, &widest, 1, MPI_INT, MPI_MAX, comm_);
    return {std::min(widest + spare_, limit), true};
  }

 private:
  int widest_at(const meshes::PointGrid& points, double t, int limit) const {
    int widest = 1;
    meshes::for_each(points.shape(), [&](const meshes::Index& i) {
      const auto tensor =
          solver::tensor_in_cells(points.widths(i), tensor_at(sde_, points.point(i), t));
      const auto jumps = solver::selling(tensor);
      if (!jumps || jumps->reach() > limit)
        throw too_slanted(case_, points.point(i), t, solver::anisotropy(tensor), limit);
      widest = std::max(widest, jumps->reach());
    });
    return widest;
  }

  MPI_Comm comm_;
  parallel::Pauses* pauses_;
  const input::Case& case_;
  const sde::Sde& sde_;
  std::vector<double> times_;
  int spare_;
};

}  // namespace

Stencils find_stencils(MPI_Comm comm, const input::Case& c, const Problem& problem,
                       const Plan& plan, parallel::Pauses* pauses) {
  Stencils stencils;
  stencils.refinements.resize(problem.refinements.size());
  if (problem.sde.diagonal()) return stencils;
  const MeshSurvey survey(comm, c, problem, plan, pauses);
  stencils.mesh = survey.stencil(problem.mesh, widest_jump);
  for (std::size_t k = 0; k < problem.refinements.size(); ++k)
    stencils.refinements[k] = survey.stencil(problem.refinements[k], widest_jump);
  // Solutions on these meshes are rough: jumps may be as wide as the mesh allows.
  const auto roughly = [&](const std::array<int, 3>& factor) {
    const meshes::Mesh coarse = meshes::coarsened(problem.mesh, factor);
    return survey.stencil(coarse, coarse.extent(0));
  };
  stencils.half = roughly(halving);
  stencils.coarse = roughly(plan.coarsening.references);
  stencils.pilot = roughly(plan.coarsening.pilot);
  return stencils;
}

}  // namespace loschmidt::setup
