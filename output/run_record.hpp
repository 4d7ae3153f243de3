// The results of a run other than fields, as plain structs with the same bits on every rank. Both
// run.h5 and verdict.json are written from them.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace loschmidt::output {

/// The provenance of a run: attributes of / and the texts under /input.
struct RunHeader {
  std::string title;
  std::string reference;
  std::string software_version;
  std::string git_commit;
  std::string petsc_version;
  std::uint64_t seed = 0;
  std::string command_line;
  std::string case_text;      // the case file verbatim
  std::string resolved_text;  // every key with its value, as TOML
};

/// The snapshot times: forward ascending, reverse (a subset of them) descending.
struct RunTimes {
  std::vector<double> forward;
  std::vector<double> reverse;
};

/// The optional datasets that a run will write.
struct RunContents {
  bool density = true;
  bool score = true;
  bool current = true;
  bool absorbing = false;      // axes absorb: survival and first passage
  bool exact = false;          // [exact] is given: exact density and error norms
  bool forward_counts = true;  // road "forward"
  bool reverse_counts = true;  // road "ensemble"
  std::set<std::string> laws;  // roads without particles, by their names below /reverse
};

/// One measure at every time of a comparison: values[time], or values[d · time + axis].
struct ComparisonColumn {
  std::string name;
  std::string long_name;
  bool per_axis = false;
  std::vector<double> values;
};

/// /compare/<road>: histograms of one road, compared with the density it should have.
struct RoadComparison {
  std::string road;
  std::vector<double> times;
  std::vector<ComparisonColumn> columns;
};

/// The joint law at two times: values[row · n + column], a row per slab at the earlier time, a
/// column per slab at the later one. The slabs of all axes follow one another.
struct JointRecord {
  std::vector<double> times;               // two, ascending
  std::vector<std::vector<double>> edges;  // edges of the slabs, per axis
  const std::vector<std::uint64_t>& counts;
  const std::vector<double>& expected;  // probabilities, with sum 1 for each pair of axes
};

/// /verdict. `verified`: 1 yes, 0 falsified, -1 undecided. `error_budget` is one JSON value.
struct VerdictRecord {
  std::int8_t verified = -1;
  std::string reason;
  double p_value = 0;
  double detectable_score_error = 0;
  std::uint64_t particles = 0;  // in each ensemble
  std::string error_budget = "{}";
  std::optional<double> start_divergence{};  // KL(density at the end ‖ reverse.start)
};

/// /diagnostics: one entry per time at which the density is kept, all arrays of the same length.
/// The time integrator and the reason for its choice are attributes.
struct Diagnostics {
  std::string method;
  std::string method_reason;
  std::vector<double> time;
  std::vector<double> mass;
  std::vector<double> minimum;
  std::vector<std::uint64_t> iterations;
  std::vector<std::uint64_t> steps;
};

}  // namespace loschmidt::output
