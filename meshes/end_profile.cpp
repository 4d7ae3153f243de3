#include "meshes/end_profile.hpp"

#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <stdexcept>

namespace loschmidt::meshes {

EndProfile::EndProfile(std::span<const double> edges, const SingularEnds& ends)
    : lower_(edges.front()),
      upper_(edges.back()),
      at_lower_(ends[0] ? ends[0]->exponent : 0),
      at_upper_(ends[1] ? ends[1]->exponent : 0) {
  if (!(at_lower_ > -1 && at_upper_ > -1))
    throw std::invalid_argument("a density with an exponent of -1 or less has no finite mass");
  for (std::size_t i = 1; i < edges.size(); ++i) integrate(edges[i - 1], edges[i]);
}

double EndProfile::operator()(double x) const {
  const double length = upper_ - lower_;
  return std::pow((x - lower_) / length, at_lower_) * std::pow((upper_ - x) / length, at_upper_);
}

double EndProfile::slope(double x) const {
  return (at_lower_ == 0 ? 0 : at_lower_ / (x - lower_)) -
         (at_upper_ == 0 ? 0 : at_upper_ / (upper_ - x));
}

namespace {

// Returns ∫ r^power smooth(r) dr from 0 to `depth`. In y, with r = depth y^q and q (power + 1) a
// whole number, the power is one of y, and smooth(r) has at least six derivatives for any power.
template <class F>
double from_the_end(double power, double depth, F&& smooth) {
  const double whole = std::ceil(6 * (power + 1));
  const double q = whole / (power + 1);
  const auto in_y = [&](double y) {
    return std::pow(y, whole - 1) * smooth(depth * std::pow(y, q));
  };
  return std::pow(depth, power + 1) * q *
         boost::math::quadrature::gauss<double, 15>::integrate(in_y, 0.0, 1.0);
}

struct Integrals {
  double weight;
  double moment;  // of the distance from the end, or of x
};

// The integrals over the cell of this width at an end; the other end is a length away.
Integrals at_end(double exponent, double other, double width, double length) {
  const auto rest = [&](double r) { return std::pow(1 - r / length, other); };
  const double scale = std::pow(length, -exponent);
  return {scale * from_the_end(exponent, width, rest),
          scale * from_the_end(exponent + 1, width, rest)};
}

}  // namespace

void EndProfile::integrate(double from, double to) {
  const double length = upper_ - lower_;
  if (from == lower_) {
    const Integrals i = at_end(at_lower_, at_upper_, to - from, length);
    weight_.push_back(i.weight);
    place_.push_back(lower_ + i.moment / i.weight);
  } else if (to == upper_) {
    const Integrals i = at_end(at_upper_, at_lower_, to - from, length);
    weight_.push_back(i.weight);
    place_.push_back(upper_ - i.moment / i.weight);
  } else {
    using Gauss = boost::math::quadrature::gauss<double, 15>;
    const double middle = 0.5 * (from + to);
    const double weight = Gauss::integrate([&](double x) { return (*this)(x); }, from, to);
    const double moment =
        Gauss::integrate([&](double x) { return (x - middle) * (*this)(x); }, from, to);
    weight_.push_back(weight);
    place_.push_back(middle + moment / weight);
  }
}

}  // namespace loschmidt::meshes
