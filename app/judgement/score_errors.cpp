#include "app/judgement/score_errors.hpp"

#include <fmt/format.h>

#include <cmath>

#include "app/setup/given_score.hpp"
#include "solver/score.hpp"

namespace loschmidt::judgement {

ScoreErrors score_errors(const setup::Setup& setup, const solver::DensityHistory& history) {
  ScoreErrors errors;
  if (!setup.given_score) return errors;
  for (const double t : setup.plan.reverse_stops) {
    const int slice = setup::index_of(setup.plan.solver_times, t);
    const meshes::Field solver =
        solver::cell_score(setup.problem.mesh, history.regular_score(slice));
    const meshes::Field given = setup.given_score->at(t, solver);
    const auto mass = history.mass(slice);
    double error = 0;
    double norm = 0;
    for (std::size_t n = 0; n < given.values.size(); ++n) {
      const double m = mass[n / given.components];
      const double difference = given.values[n] - solver.values[n];
      error += m * difference * difference;
      norm += m * solver.values[n] * solver.values[n];
    }
    errors.times.push_back(t);
    errors.error.push_back(error);
    errors.norm.push_back(norm);
  }
  return errors;
}

std::string score_table(const ScoreErrors& errors) {
  if (errors.times.empty()) return "";
  std::string text =
      fmt::format("{:<9} {:>11} {:>17} {:>10}\n", "score", "time", "E|s - s_solver|^2", "relative");
  for (std::size_t k = 0; k < errors.times.size(); ++k)
    text += fmt::format("{:<9} {:>11.6g} {:>17.3e} {:>10.2e}\n", "given", errors.times[k],
                        errors.error[k], std::sqrt(errors.error[k] / errors.norm[k]));
  return text +
         "  relative: root mean square of the difference over that of the solver's score, weighted "
         "by the density. What is large\n  in places or at times that hardly matter to the density "
         "at the end need not be seen; what would be: below the verdict\n";
}

}  // namespace loschmidt::judgement
