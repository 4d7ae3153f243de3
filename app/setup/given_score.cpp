#include "app/setup/given_score.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "app/case/with_key_in_errors.hpp"
#include "app/setup/exact_score.hpp"
#include "app/setup/score_file.hpp"
#include "output/rehearsal.hpp"
#include "solver/compute_in_shares.hpp"

namespace loschmidt::setup {

namespace {

// The mark of cells where the density of the closed form underflows.
constexpr double no_score = std::numeric_limits<double>::quiet_NaN();

std::vector<double> closed_form(const Problem& problem, double t, const parallel::Share& part) {
  const meshes::PointGrid points = meshes::cell_centers(problem.mesh, problem.mesh.all_cells());
  const meshes::Block cells = problem.mesh.all_cells();
  std::vector<double> values;
  for (std::size_t n = part.begin; n < part.end; ++n) {
    const meshes::Index cell = cells.index(n / problem.dimension());
    const sde::Formula& density = problem.exact->density;
    if (density(points.point(cell), t) < least_exact_density) {
      values.push_back(no_score);
      continue;
    }
    const int a = static_cast<int>(n % problem.dimension());
    values.push_back(exact_score(*problem.exact, points, cell, a, t));
    sde::require_finite(values.back(), density, points.point(cell), t);
  }
  return values;
}

// Reads every value of a field once and keeps none.
void read_through(const input::DatasetFile& file) {
  const output::GriddedField field(file.file, file.dataset);
  for (std::size_t k = 0; k < field.times().size(); ++k) field.at(k);
}

}  // namespace

GivenScore::GivenScore(MPI_Comm comm, const input::Case& c, const Problem& problem,
                       const Plan& plan, parallel::Pauses* pauses)
    : comm_(comm),
      mesh_(&problem.mesh),
      times_(plan.reverse_steps.rbegin(), plan.reverse_steps.rend()) {
  const parallel::Share part = parallel::own_share(comm, mesh_->cells() * mesh_->dimension());
  const auto* score = std::get_if<input::ScoreFile>(&c.reverse.score);
  const char* key = score ? "reverse.score" : "exact";
  std::optional<ScoreReader> reader;
  parallel::agree(comm, [&] {
    if (!score) return;
    const auto& file = score->field.file;
    input::with_key_in_errors(c, key, [&] {
      output::rehearse({file},
                       [&] { parallel::naming(file, [&] { read_through(score->field); }); });
      parallel::naming(
          file, [&] { reader.emplace(score->field, *mesh_, times_.front(), times_.back()); });
    });
  });
  solver::look_at_times(comm, pauses, mesh_->cells(), times_, [&](double t) {
    input::with_key_in_errors(c, key, [&] {
      if (!reader) return values_.push_back(closed_form(problem, t, part));
      const auto field = parallel::naming(score->field.file, [&] { return reader->at(t); });
      values_.emplace_back(field.begin() + part.begin, field.begin() + part.end);
    });
  });
}

meshes::Field GivenScore::at(double t, const meshes::Field& solver) const {
  meshes::Field field(mesh_->cells(), mesh_->dimension());
  field.values = parallel::all_gather(comm_, values_[index_of(times_, t)], field.values.size());
  if (std::ranges::none_of(field.values, [](double s) { return std::isnan(s); })) return field;
  for (std::size_t n = 0; n < field.values.size(); ++n)
    if (std::isnan(field.values[n])) field.values[n] = solver.values[n];
  return field;
}

}  // namespace loschmidt::setup
