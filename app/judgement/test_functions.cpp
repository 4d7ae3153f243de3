#include "app/judgement/test_functions.hpp"

#include <algorithm>
#include <boost/math/interpolators/makima.hpp>
#include <cmath>
#include <iterator>
#include <memory>
#include <numbers>
#include <utility>

namespace loschmidt::judgement {

namespace {

// Where the density is below this part of its maximum, a direction is taken as constant: ratios of
// such densities have few digits, and no particle goes there.
constexpr double least_density = 1e-6;

// Values per cell as a smooth function, constant beyond the outermost centres or periodic.
roads::TestFunction smooth_function(std::string_view name, const meshes::Axis& axis,
                                    const std::vector<double>& values) {
  const auto cells = static_cast<std::ptrdiff_t>(values.size());
  const std::ptrdiff_t images = axis.periodic() ? 3 : 0;
  std::vector<double> x, y;
  for (std::ptrdiff_t k = -images; k < cells + images; ++k) {
    const std::ptrdiff_t cell = (k + cells) % cells;
    const double turns = k < 0 ? -1 : k >= cells ? 1 : 0;
    x.push_back(axis.centers()[cell] + turns * axis.length());
    y.push_back(values[cell]);
  }
  const double first = x.front();
  const double last = x.back();
  using Spline = boost::math::interpolators::makima<std::vector<double>>;
  const auto spline = std::make_shared<Spline>(std::move(x), std::move(y));
  return {name, [=](double at) { return (*spline)(std::clamp(at, first, last)); }};
}

// The change from one law to another, relative to the right one, per unit of the error.
std::vector<double> direction(const meshes::Axis& axis, const std::vector<double>& right,
                              const std::vector<double>& from, const std::vector<double>& to,
                              double error) {
  std::vector<double> density(right.size());
  for (std::size_t i = 0; i < right.size(); ++i)
    density[i] = right[i] / axis.width(static_cast<int>(i));
  const double least = least_density * *std::ranges::max_element(density);
  std::vector<double> result(right.size());
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < right.size(); ++i)
    if (density[i] >= least) known.push_back(i);
  // Elsewhere the value of the known cell to the left, or of the first known one.
  for (std::size_t i = 0; i < right.size(); ++i) {
    const auto next = std::ranges::upper_bound(known, i);
    const std::size_t k = next == known.begin() ? known.front() : *std::prev(next);
    result[i] = (to[k] - from[k]) / (error * right[k]);
  }
  return result;
}

double change(const meshes::Axis& axis, const roads::TestFunction& function,
              const std::vector<double>& from, const std::vector<double>& to) {
  double sum = 0;
  for (std::size_t i = 0; i < from.size(); ++i)
    sum += function.value(axis.centers()[i]) * (to[i] - from[i]);
  return std::abs(sum);
}

std::vector<roads::TestFunction> plain_functions(const meshes::Axis& axis) {
  const double middle = 0.5 * (axis.lower() + axis.upper());
  const double wave = 2 * std::numbers::pi / axis.length();
  if (axis.periodic())
    return {{"sine", [=](double x) { return std::sin(wave * (x - middle)); }},
            {"cosine", [=](double x) { return std::cos(wave * (x - middle)); }}};
  const double half = 0.5 * axis.length();
  return {{"mean", [=](double x) { return (x - middle) / half; }},
          {"second moment", [=](double x) { return (x - middle) * (x - middle) / (half * half); }}};
}

}  // namespace

double number_of(std::string_view name) {
  return static_cast<double>(std::ranges::find(test_function_names, name) -
                             test_function_names.begin());
}

std::vector<Direction> directions(const meshes::Mesh& mesh, const ReferenceLaws& laws) {
  const meshes::Axis& axis = mesh.axis(0);
  std::vector<roads::TestFunction> functions = plain_functions(axis);
  const auto add = [&](std::string_view name, const std::vector<double>& from,
                       const std::vector<double>& to, double error) {
    functions.push_back(smooth_function(name, axis, direction(axis, laws.right, from, to, error)));
  };
  add("score", laws.weaker_score, laws.stronger_score, 0.2);
  add("drift", laws.half_drift, laws.right, 0.5);
  if (!laws.half_divergence.empty()) add("divergence", laws.half_divergence, laws.right, 0.5);

  std::vector<Direction> result;
  for (roads::TestFunction& f : functions) {
    const auto by = [&](const std::vector<double>& law) {
      return law.empty() ? 0 : change(axis, f, laws.right, law);
    };
    const ReferenceError size{std::min(by(laws.weaker_score), by(laws.stronger_score)),
                              by(laws.half_divergence), by(laws.half_drift)};
    result.push_back({std::move(f), size});
  }
  return result;
}

}  // namespace loschmidt::judgement
