#include "app/judgement/two_meshes.hpp"

#include "sde/initial_law.hpp"
#include "solver/extrapolation.hpp"

namespace loschmidt {

std::vector<double> TwoMeshes::restricted(const std::vector<double>& mass) const {
  return restrict_mass(setup_.problem.half, setup_.problem.mesh, halving, mass);
}

std::vector<double> TwoMeshes::twin_law(double t) const {
  auto law = own_law(t);
  if (evolved_.reverse.start) return law;  // the same law to start from
  const auto ours = own(t);
  const auto theirs = twin(t);
  for (std::size_t n = 0; n < law.size(); ++n)
    if (ours[n] > 0) law[n] *= theirs[n] / ours[n];
  normalise(law);
  return law;
}

ReverseEquation TwoMeshes::own_equation() const {
  const Problem& problem = setup_.problem;
  const DensityHistory& ours = evolved_.forward.density;
  return {setup_, job_, problem.half, setup_.stencils.half, [&problem, &ours](double t) {
            return restrict_score(problem.half, problem.mesh, halving,
                                  ours.regular_score(ours.slice_at(t)));
          }};
}

ReverseEquation TwoMeshes::twin_equation() const {
  const DensityHistory& twins = *evolved_.forward.half;
  return {setup_, job_, setup_.problem.half, setup_.stencils.half,
          [&twins](double t) { return twins.regular_score(twins.slice_at(t)); }};
}

}  // namespace loschmidt
