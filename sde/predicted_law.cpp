#include "sde/predicted_law.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sde/transition.hpp"

namespace loschmidt::sde {

namespace {

// Sixteen moving points per node, so that the points are still close where the flow has spread
// them.
int moving_parts(const CellIntervals& intervals) {
  return std::max(1, 16 * intervals.parts / intervals.cells);
}

}  // namespace

PredictedLaw::PredictedLaw(const meshes::Mesh& mesh, std::span<const double> mass,
                           const meshes::Field& score, const PredictionResolution& resolution,
                           bool noisy)
    : mesh_(mesh), resolution_(resolution), nodes_(mesh.axis(0), resolution.intervals) {
  if (noisy)
    weight_ = spread(start_points(mesh, mass, score));
  else
    points_ = start_points(mesh, mass, score, moving_parts(resolution.intervals));
}

std::vector<double> PredictedLaw::spread(std::span<const WeightedPoint> points) const {
  std::vector<double> weights(nodes_.size(), 0.0);
  for (const WeightedPoint& p : points) nodes_.spread(p.x[0], p.weight, weights);
  return weights;
}

void PredictedLaw::advance(Scheme scheme, const ParticleCoefficients& from,
                           const ParticleCoefficients& to, double clock, bool counted,
                           const std::function<void(double)>& worked) {
  Transition<1> transition(mesh_, scheme, from, to, clock, resolution_.per_deviation,
                           2 * resolution_.per_deviation);
  if (!points_.empty()) return move(transition, worked);
  std::vector<double> reached(weight_.size(), 0.0);
  for (std::size_t node = 0; node < weight_.size(); ++node) {
    if (std::abs(weight_[node]) < negligible_weight) continue;
    const double spacing =
        counted ? nodes_.resolved_length(node) : std::numeric_limits<double>::infinity();
    double ends = 0;
    transition({nodes_.position(node)}, weight_[node], spacing,
               [&](const auto& y, double w, const auto&) {
                 ++ends;
                 if (std::isfinite(y[0]))
                   nodes_.spread(y[0], w, reached);
                 else
                   finite_ = false;
               });
    if (worked) worked(ends);
  }
  weight_ = std::move(reached);
}

void PredictedLaw::move(Transition<1>& transition, const std::function<void(double)>& worked) {
  constexpr double no_spacing = std::numeric_limits<double>::infinity();
  for (WeightedPoint& p : points_) {
    double end = p.x[0];
    transition({p.x[0]}, p.weight, no_spacing,
               [&](const auto& y, double, const auto&) { end = y[0]; });
    if (worked) worked(1);
    if (std::isfinite(end))
      p.x[0] = end;
    else
      finite_ = false;
  }
}

std::vector<double> PredictedLaw::masses() const {
  return nodes_.masses(points_.empty() ? weight_ : spread(points_));
}

}  // namespace loschmidt::sde
