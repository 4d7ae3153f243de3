#include "app/setup/method.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/case/located.hpp"
#include "app/job/stop_wish.hpp"
#include "parallel/collective.hpp"
#include "parallel/failure.hpp"

namespace loschmidt {

namespace {
constexpr std::array<std::pair<std::string_view, Method>, 3> method_names{
    {{"uniformization", Method::uniformization},
     {"tr-bdf2", Method::tr_bdf2},
     {"backward-euler", Method::backward_euler}}};

// Processors of different kinds may differ in a last bit, and so in what they would choose.
MethodChoice of_root(MPI_Comm comm, MethodChoice choice) {
  int method = static_cast<int>(choice.method);
  MPI_Bcast(&method, 1, MPI_INT, 0, comm);
  return {static_cast<Method>(method), from_root(comm, std::move(choice.reason))};
}

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
  // The rates and the pilot may meet times that the check of the formulas did not look at.
  const auto rates = located(c, "sde", [&] {
    return fastest_rates(comm, problem.sde, problem.factor, meshes, plan.solver_times, pauses);
  });
  Pauses alone(MPI_COMM_SELF, [] { stop_if_asked(MPI_COMM_SELF); });
  MethodChoice choice{Method::uniformization, {}};
  agree(comm, [&] {
    choice = located(c, "sde", [&] {
      return choose_method(problem.sde, problem.factor, meshes, rates,
                           {plan.pilot_coarsening, stencils.pilot}, problem.initial.mass,
                           plan.solver_times, c.solver.tolerance,
                           pauses == nullptr ? nullptr : &alone);
    });
  });
  return of_root(comm, std::move(choice));
}

bool has_time_error(Method method, const TimeFactor& factor) {
  return !(method == Method::uniformization && factor.separable());
}

std::string describe(const MethodChoice& choice) {
  return fmt::format("{}, {}", name_of(choice.method), choice.reason);
}

}  // namespace loschmidt
