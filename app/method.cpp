#include "app/method.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/located.hpp"

namespace loschmidt {

namespace {
constexpr std::array<std::pair<std::string_view, Method>, 3> method_names{
    {{"uniformization", Method::uniformization},
     {"tr-bdf2", Method::tr_bdf2},
     {"backward-euler", Method::backward_euler}}};
}  // namespace

std::string_view name_of(Method method) {
  return std::ranges::find(method_names, method, &std::pair<std::string_view, Method>::second)
      ->first;
}

MethodChoice method_of(MPI_Comm comm, const Case& c, const Problem& problem, const Plan& plan,
                       const Stencils& stencils, Pauses* pauses) {
  for (const auto& [name, method] : method_names)
    if (c.solver.method == name) return {method, "as the case says"};
  std::vector<SolverMesh> meshes{{&problem.mesh, stencils.mesh}};
  for (std::size_t k = 0; k < problem.refinements.size(); ++k)
    meshes.push_back({&problem.refinements[k], stencils.refinements[k]});
  // The pilot may meet times that the check of the formulas did not look at.
  return located(c, "sde", [&] {
    return choose_method(comm, problem.sde, problem.factor, meshes,
                         {plan.pilot_coarsening, stencils.pilot}, problem.initial.mass,
                         plan.solver_times, c.solver.tolerance, pauses);
  });
}

std::string describe(const MethodChoice& choice) {
  return fmt::format("{}, {}", name_of(choice.method), choice.reason);
}

}  // namespace loschmidt
