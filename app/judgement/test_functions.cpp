#include "app/judgement/test_functions.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "meshes/field.hpp"
#include "meshes/points.hpp"
#include "meshes/staggered.hpp"

namespace loschmidt::judgement {

namespace {

using roads::TestFunction;

// This part of the maximum is added to the density of which a direction is the relative change, so
// that the direction falls to 0 where the density is smaller: ratios of such densities have few
// digits, and no particle goes there.
constexpr double added_density = 1e-6;

// The change from one law to another, relative to the right one, per unit of the error.
TestFunction direction(std::string_view name, const meshes::Mesh& mesh,
                       const std::vector<double>& right, const std::vector<double>& from,
                       const std::vector<double>& to, double error) {
  const std::vector<double> density = meshes::density_from_mass(mesh, right);
  const double added = added_density * *std::ranges::max_element(density);
  const std::vector<double> volumes = mesh.volumes();
  std::vector<double> change(right.size());
  for (std::size_t i = 0; i < right.size(); ++i)
    change[i] = (to[i] - from[i]) / (error * volumes[i] * (density[i] + added));
  meshes::Field field;
  field.values = std::move(change);
  return {name, [mesh, field](const meshes::PointGrid& points) {
            return meshes::cells_to_points(mesh, field, points);
          }};
}

double change(const meshes::Mesh& mesh, const TestFunction& function,
              const std::vector<double>& from, const std::vector<double>& to) {
  const auto values = function.values(meshes::cell_centers(mesh, mesh.all_cells()));
  double sum = 0;
  for (std::size_t i = 0; i < from.size(); ++i) sum += values[i] * (to[i] - from[i]);
  return sum;
}

// The sum of a function of one coordinate over all axes that are periodic, or that are not. The
// coordinate goes from −1 to 1.
TestFunction sum_over_axes(std::string_view name, const meshes::Mesh& mesh, bool periodic,
                           double (*of_coordinate)(double)) {
  const auto at = [=](const meshes::Point& x) {
    double sum = 0;
    for (int a = 0; a < mesh.dimension(); ++a) {
      const meshes::Axis& axis = mesh.axis(a);
      const double middle = 0.5 * (axis.lower() + axis.upper());
      if (axis.periodic() == periodic)
        sum += of_coordinate((x[a] - middle) / (0.5 * axis.length()));
    }
    return sum;
  };
  return {name, [at](const meshes::PointGrid& points) { return meshes::values_at(points, at); }};
}

std::vector<TestFunction> plain_functions(const meshes::Mesh& mesh) {
  constexpr double pi = std::numbers::pi;
  const auto periodic = [&](int a) { return mesh.axis(a).periodic(); };
  int turning = 0;
  for (int a = 0; a < mesh.dimension(); ++a) turning += periodic(a);
  const auto mean = sum_over_axes("mean", mesh, false, [](double u) { return u; });
  const auto sine = sum_over_axes("sine", mesh, true, [](double u) { return std::sin(pi * u); });
  if (turning == 0)
    return {mean, sum_over_axes("second moment", mesh, false, [](double u) { return u * u; })};
  if (turning < mesh.dimension()) return {mean, sine};
  return {sine, sum_over_axes("cosine", mesh, true, [](double u) { return std::cos(pi * u); })};
}

}  // namespace

double number_of(std::string_view name) {
  return static_cast<double>(std::ranges::find(test_function_names, name) -
                             test_function_names.begin());
}

std::vector<Direction> directions(const meshes::Mesh& mesh, const ReferenceLaws& laws) {
  std::vector<TestFunction> functions = plain_functions(mesh);
  const auto add = [&](std::string_view name, const std::vector<double>& from,
                       const std::vector<double>& to, double error) {
    functions.push_back(direction(name, mesh, laws.right, from, to, error));
  };
  add("score", laws.weaker_score, laws.stronger_score, 0.2);
  add("drift", laws.half_drift, laws.right, 0.5);
  if (!laws.half_divergence.empty()) add("divergence", laws.half_divergence, laws.right, 0.5);

  std::vector<Direction> result;
  for (TestFunction& f : functions) {
    const auto by = [&](const std::vector<double>& law) {
      return law.empty() ? 0 : change(mesh, f, laws.right, law);
    };
    const ExpectedChange expected{by(laws.weaker_score), by(laws.stronger_score),
                                  by(laws.half_divergence), by(laws.half_drift)};
    result.push_back({std::move(f), expected});
  }
  return result;
}

}  // namespace loschmidt::judgement
