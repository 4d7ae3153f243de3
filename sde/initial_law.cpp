#include "sde/initial_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "meshes/histogram.hpp"
#include "meshes/points.hpp"

namespace loschmidt::sde {

namespace {

// Returns the probability of [a, b] under the standard normal, with relative accuracy in both
// tails.
double normal_interval(double a, double b) {
  constexpr double r = 1 / std::numbers::sqrt2;
  if (a > 0) return 0.5 * (std::erfc(a * r) - std::erfc(b * r));
  if (b < 0) return 0.5 * (std::erfc(-b * r) - std::erfc(-a * r));
  return 0.5 * (std::erf(b * r) - std::erf(a * r));
}

// Returns the position on a periodic axis that is equivalent to x; e_0 where rounding would return
// the other end.
double wrapped(const meshes::Axis& axis, double x) {
  if (x >= axis.lower() && x < axis.upper()) return x;
  const double y = std::fmod(x - axis.lower(), axis.length());
  const double place = axis.lower() + (y < 0 ? y + axis.length() : y);
  return place < axis.upper() ? place : axis.lower();
}

// The masses of a very wide Gaussian. Wrapped around an axis of length L it differs from the
// uniform density by the factor 1 + 2 exp(−2π² (std/L)²) at most, which is 1 to roundoff from
// std = 2 L on.
std::vector<double> uniform_masses(const meshes::Axis& axis) {
  std::vector<double> masses;
  for (int i = 0; i < axis.cells(); ++i) masses.push_back(axis.width(i) / axis.length());
  return masses;
}

std::vector<double> axis_masses(const meshes::Axis& axis, double mean, double deviation) {
  if (axis.periodic()) {
    if (deviation > 2 * axis.length()) return uniform_masses(axis);
    mean = wrapped(axis, mean);
  }
  // Ten standard deviations to either side of the box hold all the mass that a double can
  // represent.
  const int images =
      axis.periodic() ? 1 + static_cast<int>(std::ceil(10 * deviation / axis.length())) : 0;
  std::vector<double> masses(axis.cells(), 0.0);
  for (int i = 0; i < axis.cells(); ++i)
    for (int image = -images; image <= images; ++image) {
      const double shifted = mean + image * axis.length();
      masses[i] += normal_interval((axis.edges()[i] - shifted) / deviation,
                                   (axis.edges()[i + 1] - shifted) / deviation);
    }
  return masses;
}

// Returns the overlap of a cell with each pixel along one axis, in pixels. The image is a sum of
// products of these.
std::vector<double> pixel_overlap(const meshes::Axis& axis, int cell, int pixels, bool from_top) {
  std::vector<double> overlap(pixels, 0.0);
  const double scale = pixels / axis.length();
  double from = (axis.edges()[cell] - axis.lower()) * scale;
  double to = (axis.edges()[cell + 1] - axis.lower()) * scale;
  if (from_top) std::tie(from, to) = std::pair(pixels - to, pixels - from);
  for (int p = std::max(0, static_cast<int>(from)); p < std::min<double>(pixels, std::ceil(to));
       ++p)
    overlap[p] = std::max(0.0, std::min(to, p + 1.0) - std::max<double>(from, p));
  return overlap;
}

}  // namespace

std::vector<double> mixture_masses(const meshes::Mesh& mesh,
                                   std::span<const GaussianComponent> mixture) {
  double weights = 0;
  for (const auto& c : mixture) weights += c.weight;
  std::vector<double> masses(mesh.cells(), 0.0);
  for (const auto& c : mixture) {
    std::array<std::vector<double>, 3> along{{{1.0}, {1.0}, {1.0}}};
    for (int a = 0; a < mesh.dimension(); ++a)
      along[a] = axis_masses(mesh.axis(a), c.mean[a], c.std[a]);
    std::size_t n = 0;
    meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
      masses[n++] += c.weight / weights * along[0][i[0]] * along[1][i[1]] * along[2][i[2]];
    });
  }
  return masses;
}

std::vector<double> image_masses(const meshes::Mesh& mesh, int width, int height, double white,
                                 std::span<const double> values) {
  if (mesh.dimension() != 2) throw std::invalid_argument("an image needs a two-dimensional mesh");
  const int nx = mesh.extent(0);
  const int ny = mesh.extent(1);
  // Sums along x first, then along y: darkness[row][i] is the ink of column i in one row of pixels.
  std::vector<double> darkness(static_cast<std::size_t>(nx) * height, 0.0);
  for (int i = 0; i < nx; ++i) {
    const auto overlap = pixel_overlap(mesh.axis(0), i, width, false);
    for (int row = 0; row < height; ++row)
      for (int p = 0; p < width; ++p)
        if (overlap[p] > 0)
          darkness[i + std::size_t(nx) * row] +=
              overlap[p] * (white - values[p + std::size_t(width) * row]);
  }
  std::vector<double> masses(mesh.cells(), 0.0);
  for (int j = 0; j < ny; ++j) {
    const auto overlap = pixel_overlap(mesh.axis(1), j, height, true);
    for (int row = 0; row < height; ++row)
      if (overlap[row] > 0)
        for (int i = 0; i < nx; ++i)
          masses[i + std::size_t(nx) * j] += overlap[row] * darkness[i + std::size_t(nx) * row];
  }
  if (*std::ranges::max_element(masses) <= 0)
    throw std::invalid_argument(
        "the image is all white (there is no mass to diffuse): darken a part of it");
  normalise(masses);
  return masses;
}

std::vector<double> sample_masses(const meshes::Mesh& mesh, std::span<const double> points) {
  const int d = mesh.dimension();
  const std::size_t n = points.size() / d;
  if (n == 0)
    throw std::invalid_argument("there is no point (there would be no density): give some");
  meshes::Histogram histogram(mesh.cells());
  for (std::size_t i = 0; i < n; ++i) {
    meshes::Point x{};
    for (int a = 0; a < d; ++a) {
      x[a] = points[d * i + a];
      if (!std::isfinite(x[a]))
        throw std::invalid_argument(
            fmt::format("point {} has the coordinate {} (it belongs to no cell): remove it, or "
                        "correct it",
                        i, x[a]));
      if (mesh.axis(a).periodic()) x[a] = wrapped(mesh.axis(a), x[a]);
    }
    histogram.add(mesh.locate(x));
  }
  std::vector<double> masses;
  for (const auto count : histogram.counts)
    masses.push_back(static_cast<double>(count) / static_cast<double>(n));
  return masses;
}

namespace {
// Returns, per cell of `source`, the volume of its parts over their weight: 1 without singular
// ends.
std::vector<double> volume_over_weight(const meshes::Mesh& mesh, const meshes::Mesh& source) {
  if (!mesh.singular()) return std::vector<double>(source.cells(), 1.0);
  const auto centers = meshes::cell_centers(mesh, mesh.all_cells());
  std::vector<double> ratio(source.cells(), 0.0);
  std::vector<double> weight(source.cells(), 0.0);
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
    const auto cell = source.locate(centers.point(i));
    ratio[cell] += mesh.volume(i);
    weight[cell] += mesh.weight(i);
  });
  for (std::size_t n = 0; n < ratio.size(); ++n) ratio[n] /= weight[n];
  return ratio;
}
}  // namespace

std::vector<double> cellwise_masses(const meshes::Mesh& mesh, const meshes::Mesh& source,
                                    std::span<const double> density) {
  const auto centers = meshes::cell_centers(mesh, mesh.all_cells());
  const auto ratio = volume_over_weight(mesh, source);
  std::vector<double> masses;
  meshes::for_each(mesh.all_cells(), [&](const meshes::Index& i) {
    const auto cell = source.locate(centers.point(i));
    masses.push_back(density[cell] * ratio[cell] * mesh.weight(i));
  });
  return masses;
}

double normalise(std::vector<double>& masses) {
  double sum = 0;
  for (const double m : masses) sum += m;
  if (!(sum > 0) || !std::isfinite(sum))
    throw std::invalid_argument(fmt::format(
        "the total mass is {} (it must be positive and finite): check the density and the box",
        sum));
  for (double& m : masses) m /= sum;
  return sum;
}

}  // namespace loschmidt::sde
