#include "sde/time_factor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace loschmidt::sde {

namespace {

constexpr std::size_t points_per_time = 4096;
constexpr double tolerance = 1e-12;
constexpr int most_panels = 1 << 14;  // per integral; a jump of the rate takes about a hundred

meshes::Index index_of(const meshes::Block& shape, std::size_t number) {
  const std::size_t nx = shape.extent(0);
  const std::size_t ny = shape.extent(1);
  return {static_cast<int>(number % nx), static_cast<int>(number / nx % ny),
          static_cast<int>(number / nx / ny)};
}

template <class Visitor>
void visit_some(const meshes::PointGrid& points, std::size_t offset, Visitor&& visit) {
  const meshes::Block shape = points.shape();
  const std::size_t stride = std::max<std::size_t>(1, shape.size() / points_per_time);
  for (std::size_t n = offset % stride; n < shape.size(); n += stride)
    visit(points.point(index_of(shape, n)));
}

double finite(const Formula& formula, const meshes::Point& x, double t) {
  const double v = formula(x, t);
  require_finite(v, formula, x, t);
  return v;
}

// Largest deviation of `now` from factor × `then`, relative to the largest value seen.
struct Deviation {
  double difference = 0;
  double scale = 0;
  void add(double now, double then, double factor) {
    difference = std::max(difference, std::abs(now - factor * then));
    scale = std::max({scale, std::abs(now), std::abs(factor * then)});
  }
  bool small() const { return difference <= tolerance * scale; }
};

}  // namespace

TimeFactor::TimeFactor(const Sde& sde, const meshes::PointGrid& points,
                       std::span<const double> times)
    : sde_(&sde), reference_time_(times.front()), separable_(true) {
  for (const double t : times) {
    const Probe probe = largest_noise(points, t);
    if (probe.diffusion_tensor > probe_.diffusion_tensor) {
      probe_ = probe;
      reference_time_ = t;
    }
    if (!sde.depends_on_time()) break;
  }
  if (!(probe_.diffusion_tensor > 0))
    throw std::invalid_argument(
        "vanishes on the whole mesh at all times (there is no noise to reverse): give noise");
  if (!sde.depends_on_time()) return;
  for (std::size_t k = 0; k < times.size() && separable_; ++k)
    separable_ = factorises(points, times[k], k);
}

TimeFactor::Probe TimeFactor::largest_noise(const meshes::PointGrid& points, double t) const {
  Probe best;
  visit_some(points, 0, [&](const meshes::Point& x) {
    for (int a = 0; a < sde_->dimension(); ++a) {
      const double tensor = sde_->diffusion_tensor(a, a, x, t);
      if (tensor > best.diffusion_tensor) best = {a, x, tensor};
    }
  });
  return best;
}

bool TimeFactor::factorises(const meshes::PointGrid& points, double t, std::size_t offset) const {
  const double factor = rate(t);
  Deviation drift;
  Deviation tensor;
  visit_some(points, offset, [&](const meshes::Point& x) {
    for (int a = 0; a < sde_->dimension(); ++a) {
      drift.add(finite(sde_->drift(a), x, t), finite(sde_->drift(a), x, reference_time_), factor);
      for (int b = 0; b <= a; ++b)
        tensor.add(sde_->diffusion_tensor(a, b, x, t),
                   sde_->diffusion_tensor(a, b, x, reference_time_), factor);
    }
  });
  return drift.small() && tensor.small();
}

double TimeFactor::rate(double t) const {
  if (!separable_ || !sde_->depends_on_time()) return 1;
  return sde_->diffusion_tensor(probe_.axis, probe_.axis, probe_.x, t) / probe_.diffusion_tensor;
}

double TimeFactor::integral(double from, double to) const {
  if (!separable_ || !sde_->depends_on_time()) return to - from;
  int panels = most_panels;
  return refined(from, to, gauss(from, to), 0, panels);
}

// Returns ∫β by eight-point Gauss–Legendre, exact for polynomials up to degree 15.
double TimeFactor::gauss(double from, double to) const {
  constexpr std::array<double, 4> node{0.1834346424956498, 0.5255324099163290, 0.7966664774136267,
                                       0.9602898564975363};
  constexpr std::array<double, 4> weight{0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                         0.1012285362903763};
  const double middle = 0.5 * (from + to);
  const double half = 0.5 * (to - from);
  double sum = 0;
  for (std::size_t i = 0; i < node.size(); ++i)
    sum += weight[i] * (rate(middle - half * node[i]) + rate(middle + half * node[i]));
  return sum * half;
}

// Halves the interval until both halves add up to the whole. At a jump of β this ends at the
// roundoff of time. For a rate that is rougher, or for noise of roundoff, the panels run out.
double TimeFactor::refined(double from, double to, double whole, int depth, int& panels) const {
  constexpr int deepest = 48;
  constexpr double least = 1e-300;  // integrals this small need no relative accuracy
  if (--panels < 0)
    throw std::invalid_argument(
        fmt::format("the strength of the noise varies too fast near t = {} (its integral over time "
                    "is not found): give formulas that are smoother in t",
                    from));
  const double middle = 0.5 * (from + to);
  const double left = gauss(from, middle);
  const double right = gauss(middle, to);
  if (depth == deepest || std::abs(left + right - whole) <= 1e-14 * std::abs(whole) + least)
    return left + right;
  return refined(from, middle, left, depth + 1, panels) +
         refined(middle, to, right, depth + 1, panels);
}

}  // namespace loschmidt::sde
