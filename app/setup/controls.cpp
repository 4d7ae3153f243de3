#include "app/setup/controls.hpp"

#include "app/setup/schemes.hpp"
#include "sde/control_table.hpp"

namespace loschmidt::setup {

namespace {

constexpr double most_bytes = 256e6;
constexpr int fewest_cells = 6;  // for the nodes of the coarse backward equation

}  // namespace

double bytes_of_controls(const Problem& problem, const Plan& plan) {
  return static_cast<double>(plan.reverse_steps.size()) *
         static_cast<double>(problem.mesh.cells() + 1) * sde::most_test_functions *
         sde::hermite_orders * sizeof(double);
}

bool has_controls(const Problem& problem, const Plan& plan) {
  return has_predicted_law(problem.mesh, problem.sde, plan.reverse) && !plan.reverse.noise.none &&
         problem.mesh.axis(0).cells() >= fewest_cells &&
         bytes_of_controls(problem, plan) <= most_bytes;
}

}  // namespace loschmidt::setup
