#include "app/setup/score_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "app/case/named_file.hpp"

namespace loschmidt::setup {

namespace {

constexpr std::size_t nothing_read = std::numeric_limits<std::size_t>::max();
// The relative tolerance of positions and times: it admits single precision, and is far less than a
// cell or a step.
constexpr double slack = 1e-6;

std::vector<hsize_t> wanted_shape(const meshes::Mesh& mesh, std::size_t times) {
  std::vector<hsize_t> shape{times};
  for (int a = mesh.dimension() - 1; a >= 0; --a) shape.push_back(mesh.extent(a));
  shape.push_back(mesh.dimension());
  return shape;
}

}  // namespace

ScoreReader::ScoreReader(const input::DatasetFile& file, const meshes::Mesh& mesh, double first,
                         double last)
    : name_(input::dataset_text(file)),
      components_(mesh.dimension()),
      field_(file.file, file.dataset),
      descending_(field_.times().front() > field_.times().back()),
      times_(field_.times()),
      left_{nothing_read, {}},
      right_{nothing_read, {}} {
  if (descending_) std::ranges::reverse(times_);
  check_shape(mesh);
  check_centers(mesh);
  check_times(first, last);
}

void ScoreReader::check_shape(const meshes::Mesh& mesh) const {
  const auto wanted = wanted_shape(mesh, times_.size());
  if (field_.shape() != wanted)
    throw std::invalid_argument(fmt::format(
        "{} has the shape ({}) (a score on this mesh has ({}): times, cells from the last axis to "
        "the first, components): write it at the centres of this mesh's cells",
        name_, fmt::join(field_.shape(), ", "), fmt::join(wanted, ", ")));
}

void ScoreReader::check_centers(const meshes::Mesh& mesh) const {
  for (int a = 0; a < mesh.dimension(); ++a) {
    const meshes::Axis& axis = mesh.axis(a);
    const auto centers = field_.scale(static_cast<unsigned>(mesh.dimension() - a));
    for (std::size_t i = 0; i < centers.size(); ++i)
      if (!(std::abs(centers[i] - axis.centers()[i]) <= slack * axis.length()))
        throw std::invalid_argument(fmt::format(
            "{} has its value {} along {} at {} and this mesh the centre of its cell at {} "
            "(nothing "
            "is interpolated in space): write the score at the centres of this mesh's cells",
            name_, i, "xyz"[a], centers[i], axis.centers()[i]));
  }
}

void ScoreReader::check_times(double first, double last) const {
  const double spare = slack * (last - first);
  if (times_.front() > first + spare || times_.back() < last - spare)
    throw std::invalid_argument(fmt::format(
        "{} covers the times from {} to {} (the reverse run needs those from {} to {}): "
        "write the score for all of them, or change time.stop and time.end",
        name_, times_.front(), times_.back(), first, last));
}

ScoreReader::Slice ScoreReader::read(std::size_t rank) const {
  Slice slice{rank, field_.at(descending_ ? times_.size() - 1 - rank : rank)};
  const auto bad = std::ranges::find_if(slice.values, [](double s) { return !std::isfinite(s); });
  if (bad != slice.values.end())
    throw std::invalid_argument(fmt::format(
        "{} is {} in cell {} (natural order) at t = {} (particles there would be lost): give a "
        "finite score everywhere, also where there is no mass",
        name_, *bad, (bad - slice.values.begin()) / components_, times_[rank]));
  return slice;
}

std::vector<double> ScoreReader::at(double t) {
  const auto after = std::ranges::upper_bound(times_, t) - times_.begin();
  const std::size_t rank = after > 0 ? after - 1 : 0;
  if (left_.rank != rank) left_ = right_.rank == rank ? std::move(right_) : read(rank);
  if (t <= times_[rank] || rank + 1 == times_.size()) return left_.values;
  if (right_.rank != rank + 1) right_ = read(rank + 1);
  const double weight = (t - times_[rank]) / (times_[rank + 1] - times_[rank]);
  std::vector<double> values(left_.values.size());
  for (std::size_t n = 0; n < values.size(); ++n)
    values[n] = (1 - weight) * left_.values[n] + weight * right_.values[n];
  return values;
}

}  // namespace loschmidt::setup
