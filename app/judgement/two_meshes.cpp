#include "app/judgement/two_meshes.hpp"

#include "sde/initial_law.hpp"
#include "solver/extrapolation.hpp"

namespace loschmidt::judgement {

std::vector<double> TwoMeshes::restricted(const std::vector<double>& mass) const {
  return setup_.problem.on_half_mesh(mass);
}

std::vector<double> TwoMeshes::half_law(double t) const {
  auto law = own_law(t);
  if (evolved_.reverse.start) return law;  // the same law to start from
  const auto ours = own(t);
  const auto theirs = half(t);
  for (std::size_t n = 0; n < law.size(); ++n)
    if (ours[n] > 0) law[n] *= theirs[n] / ours[n];
  sde::normalise(law);
  return law;
}

roads::ReverseEquation TwoMeshes::own_equation() const {
  const setup::Problem& problem = setup_.problem;
  const solver::DensityHistory& ours = evolved_.forward.density;
  return {setup_, job_, problem.half, setup_.stencils.half, [&problem, &ours](double t) {
            return solver::restrict_score(problem.half, problem.mesh, setup::halving,
                                          ours.regular_score(ours.slice_at(t)));
          }};
}

roads::ReverseEquation TwoMeshes::half_equation() const {
  const solver::DensityHistory& halves = *evolved_.forward.half;
  return {setup_, job_, setup_.problem.half, setup_.stencils.half,
          [&halves](double t) { return halves.regular_score(halves.slice_at(t)); }};
}

}  // namespace loschmidt::judgement
