// The parts of a run file besides snapshots: comparison, verdict, diagnostics, wall times.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "output/finite.hpp"
#include "output/run_file.hpp"
#include "parallel/collective.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::output {

void RunFile::write_comparison(const RoadComparison& computed) {
  const RoadComparison comparison = finite_or_largest(computed);
  const std::string group = "/compare/" + comparison.road + "/";
  const hsize_t times = comparison.times.size();
  write_together([&] {
    const Dataset& time =
        add_series(group + "time", Number::real, {times}, {"1", "forward time of the comparison"},
                   comparison.times.data());
    make_scale(time, "time");
    for (const ComparisonColumn& column : comparison.columns) {
      Shape shape{times};
      if (column.per_axis) shape.push_back(dimension_);
      if (column.values.size() != times * (column.per_axis ? dimension_ : 1))
        throw parallel::OutputError(fmt::format("{}{} has {} values for {} times", group,
                                                column.name, column.values.size(), times));
      const Dataset& dataset = add_series(group + column.name, Number::real, shape,
                                          {"1", column.long_name}, column.values.data());
      attach_scale(dataset, time, 0);
    }
  });
  flush();
}

namespace {

// Returns one row per axis, each extended by NaN to the same length. A single axis needs no NaN.
std::vector<double> padded(const std::vector<std::vector<double>>& rows, std::size_t length) {
  std::vector<double> values;
  for (const auto& row : rows) {
    values.insert(values.end(), row.begin(), row.end());
    values.resize(values.size() + length - row.size(), std::numeric_limits<double>::quiet_NaN());
  }
  return values;
}

}  // namespace

void RunFile::write_joint(const JointRecord& joint) {
  const std::string stem = "/reverse/joint_";
  std::size_t slabs = 0;
  std::size_t longest = 0;
  for (const auto& edges : joint.edges) {
    slabs += edges.size() - 1;
    longest = std::max(longest, edges.size());
  }
  const auto edges = padded(joint.edges, longest);
  const Shape edges_shape =
      joint.edges.size() == 1 ? Shape{longest} : Shape{joint.edges.size(), longest};
  const Shape table{slabs, slabs};
  if (joint.counts.size() != slabs * slabs || joint.expected.size() != slabs * slabs)
    throw std::logic_error("a joint law needs a number for each pair of slabs");
  write_together([&] {
    add_series(stem + "times", Number::real, {joint.times.size()},
               {"1", "forward times of the joint law"}, joint.times.data());
    add_series(stem + "edges", Number::real, edges_shape,
               {"1", "edges of the slabs, a row per axis if there are several"}, edges.data());
    add_series(
        stem + "counts", Number::count, table,
        {"1", "reverse ensemble, particles per slab at the earlier time (rows) and the later"},
        joint.counts.data());
    add_series(stem + "expected", Number::real, table,
               {"1", "joint probabilities of the forward process, rows at the earlier time"},
               joint.expected.data());
  });
  flush();
}

void RunFile::write_verdict(const VerdictRecord& reached) {
  const VerdictRecord verdict = finite_or_largest(reached);
  write_together([&] {
    const Hdf5Handle group = create_group(file_.get(), "/verdict");
    put_attribute(group.get(), "verified", verdict.verified);
    put_attribute(group.get(), "reason", verdict.reason);
    put_attribute(group.get(), "p_value", verdict.p_value);
    put_attribute(group.get(), "detectable_score_error", verdict.detectable_score_error);
    put_attribute(group.get(), "particles", verdict.particles);
    put_attribute(group.get(), "error_budget", verdict.error_budget);
    if (verdict.start_divergence)
      put_attribute(group.get(), "start_divergence", *verdict.start_divergence);
  });
  flush();
}

void RunFile::write_diagnostics(const Diagnostics& diagnostics) {
  const Shape steps{diagnostics.time.size()};
  write_together([&] {
    const Hdf5Handle group = create_group(file_.get(), "/diagnostics");
    put_attribute(group.get(), "method", diagnostics.method);
    put_attribute(group.get(), "method_reason", diagnostics.method_reason);
    const auto add = [&](const std::string& name, Number number, const auto& values,
                         const std::string& long_name) -> const Dataset& {
      if (values.size() != steps[0])
        throw parallel::OutputError("/diagnostics/" + name + " has another length than its times");
      return add_series("/diagnostics/" + name, number, steps, {"1", long_name}, values.data());
    };
    const Dataset& time =
        add("time", Number::real, diagnostics.time, "forward time at the end of the step");
    make_scale(time, "time");
    attach_scale(add("mass", Number::real, diagnostics.mass, "total mass"), time, 0);
    attach_scale(add("minimum", Number::real, diagnostics.minimum, "smallest density"), time, 0);
    attach_scale(add("iterations", Number::count, diagnostics.iterations,
                     "matrix-vector products or linear iterations"),
                 time, 0);
    attach_scale(add("steps", Number::count, diagnostics.steps, "time steps accepted"), time, 0);
  });
  flush();
}

void RunFile::write_performance(const std::string& stage, double seconds) {
  write_together([&] {
    add_series("/performance/" + stage, Number::real, {}, {"s", "wall time of " + stage}, &seconds);
  });
}

}  // namespace loschmidt::output
