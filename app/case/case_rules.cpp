#include "app/case/case_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "app/case/breaks.hpp"
#include "app/case/key.hpp"
#include "app/case/toml_reading.hpp"

namespace loschmidt::input {

namespace {

void check_axes(Case& c, const toml::table&) {
  const std::size_t d = c.mesh.lower.size();
  if (d < 1 || d > 3)
    throw case_error(c, "mesh.lower",
                     fmt::format("has {} entries (one per axis): give 1, 2 or 3", d));
}

void check_box(Case& c, const toml::table&) {
  const MeshSection& mesh = c.mesh;
  for (std::size_t a = 0; a < mesh.lower.size(); ++a)
    if (!(mesh.upper[a] > mesh.lower[a]))
      throw case_error(
          c, fmt::format("mesh.upper[{}]", a),
          fmt::format("must be above mesh.lower (got {} and {}; the axis would have no "
                      "length): exchange or correct them",
                      mesh.upper[a], mesh.lower[a]));
}

// Refuses explicit edges that make too few cells or disagree with mesh.lower and mesh.upper.
void check_edges(const Case& c, const MeshSection& mesh, std::size_t a,
                 const meshes::ExplicitEdges& edges) {
  const std::string key = fmt::format("mesh.grading[{}]", a);
  if (edges.values.size() < 5)
    throw case_error(
        c, key,
        fmt::format("has {} edges (an axis needs 4 cells): give 5 or more", edges.values.size()));
  if (edges.values.front() != mesh.lower[a] || edges.values.back() != mesh.upper[a])
    throw case_error(
        c, key,
        fmt::format("the edges run from {} to {} but mesh.lower and mesh.upper say {} "
                    "and {} (they must agree): change one of them",
                    edges.values.front(), edges.values.back(), mesh.lower[a], mesh.upper[a]));
}

// Sets the number of cells of an axis with explicit edges, and refuses a given one that disagrees.
void complete_cells(Case& c, std::size_t axis, const meshes::ExplicitEdges& edges, bool given) {
  check_edges(c, c.mesh, axis, edges);
  int& cells = c.mesh.cells[axis];
  const int implied = static_cast<int>(edges.values.size()) - 1;
  if (given && cells != implied)
    throw case_error(c, fmt::format("mesh.cells[{}]", axis),
                     fmt::format("is {} but the edges make {} cells (they must agree): drop "
                                 "mesh.cells or correct it",
                                 cells, implied));
  cells = implied;
}

void check_cells(Case& c, const toml::table& root) {
  const bool given = node_at(root, "mesh.cells") != nullptr;
  if (given)
    require_length(c, "mesh.cells", c.mesh.cells.size());
  else
    c.mesh.cells.assign(c.mesh.lower.size(), 0);
  for (std::size_t a = 0; a < c.mesh.cells.size(); ++a) {
    const auto* edges = std::get_if<meshes::ExplicitEdges>(&c.mesh.grading[a]);
    if (edges)
      complete_cells(c, a, *edges, given);
    else if (!given)
      throw case_error(c, "mesh.cells",
                       "is missing (only explicit edges imply the number of cells): add \"cells = "
                       "[...]\" to [mesh]");
  }
}

void check_number_of_cells(Case& c, const toml::table&) {
  double all_cells = 1;
  for (const int cells : c.mesh.cells) all_cells *= cells;
  if (all_cells > std::numeric_limits<int>::max())
    throw case_error(
        c, "mesh.cells",
        fmt::format("makes {:.3g} cells (they are numbered with 32 bits): stay below {}", all_cells,
                    std::numeric_limits<int>::max()));
}

void check_centers_of(const Case& c, std::size_t a, const std::vector<double>& centers) {
  const MeshSection& mesh = c.mesh;
  const std::string key = fmt::format("mesh.grading[{}].centers", a);
  constexpr std::size_t most = 100;
  if (centers.empty() || centers.size() > most)
    throw case_error(
        c, key,
        fmt::format("has {} entries (cells are fine around each of them): give 1 to {}",
                    centers.size(), most));
  for (const double center : centers)
    if (center < mesh.lower[a] || center > mesh.upper[a])
      throw case_error(c, key,
                       fmt::format("{} lies outside the axis, [{}, {}] (no cell would be finer for "
                                   "it): give places on the axis",
                                   center, mesh.lower[a], mesh.upper[a]));
}

void check_centers(Case& c, const toml::table&) {
  for (std::size_t a = 0; a < c.mesh.grading.size(); ++a)
    if (const auto* clustered = std::get_if<meshes::ClusteredGrading>(&c.mesh.grading[a]))
      check_centers_of(c, a, clustered->centers);
}

void check_breaks(Case& c, const toml::table&) {
  number_breaks(c);
}

void check_one_law(Case& c, const toml::table& root) {
  const std::size_t laws = root["initial"].as_table()->size();
  if (laws != 1)
    throw case_error(
        c, "initial",
        fmt::format("has {} initial laws (a run starts from exactly one): give one of mixture, "
                    "density, image, samples, file",
                    laws));
}

// Refuses a time span so short that thousands of times in it are not distinct doubles.
void check_span(Case& c, const toml::table&) {
  const TimeSection& time = c.time;
  constexpr double shortest = 1e-100;
  const double resolved = 1e-9 * std::max(std::abs(time.start), std::abs(time.end));
  if (time.end - time.start >= std::max(shortest, resolved)) return;
  const bool later = time.end > time.start;
  throw case_error(c, "time.end",
                   fmt::format("must be {} time.start (got {} and {}{}): give a later time",
                               later ? "well after" : "after", time.end, time.start,
                               later ? "; the steps between them could not be told apart" : ""));
}

void check_stop(Case& c, const toml::table&) {
  const TimeSection& time = c.time;
  if (time.stop && (*time.stop < time.start || *time.stop >= time.end))
    throw case_error(
        c, "time.stop",
        fmt::format("must lie in [time.start, time.end) = [{}, {}) (got {}; the reverse run goes "
                    "from end down to stop): give such a time",
                    time.start, time.end, *time.stop));
}

void check_score(Case& c, const toml::table&) {
  if (std::holds_alternative<ExactScore>(c.reverse.score) && !c.exact)
    throw case_error(c, "reverse.score",
                     "is \"exact\" but there is no [exact] (its density gives the score): add the "
                     "section, or use \"solver\"");
}

void check_joint_times(Case& c, const toml::table&) {
  constexpr const char* key = "validation.joint_times";
  const auto& times = c.validation.joint_times;
  if (times.empty()) return;
  const double first = c.time.stop.value_or(c.time.start);
  if (times[0] < first || times[1] > c.time.end)
    throw case_error(c, key,
                     fmt::format("must lie in [{}, {}], from time.stop to time.end (the reverse "
                                 "run goes nowhere else): give such times",
                                 first, c.time.end));
  if (!c.validation.asks(validation::Road::ensemble))
    throw case_error(c, key,
                     "needs the road \"ensemble\" (the joint law is that of its particles): name "
                     "it in validation.roads");
}

void check_sensitivity(Case& c, const toml::table&) {
  if (c.validation.sensitivity > 0 && !c.validation.asks(validation::Road::ensemble))
    throw case_error(c, "validation.sensitivity",
                     "needs the road \"ensemble\" (it chooses the number of its particles): name "
                     "it in validation.roads");
}

// Refuses times that are distinct, but so near to each other that steps between them are not.
void check_distances(Case& c, const toml::table&) {
  const TimeSection& time = c.time;
  std::vector<std::pair<double, std::string_view>> times;
  for (const double t : time.snapshots) times.emplace_back(t, "time.snapshots");
  if (time.stop) times.emplace_back(*time.stop, "time.stop");
  for (const double t : c.validation.joint_times) times.emplace_back(t, "validation.joint_times");
  std::ranges::stable_sort(times, {}, &std::pair<double, std::string_view>::first);
  const double least = least_distance(time);
  for (std::size_t k = 1; k < times.size(); ++k) {
    const auto& [earlier, key] = times[k - 1];
    const auto& [later, key_of_later] = times[k];
    if (earlier == later || later - earlier >= least) continue;
    throw case_error(c, key_of_later == "time.snapshots" ? key : key_of_later,
                     fmt::format("{} and {} are too near to each other (the steps between them "
                                 "could not be told apart): give the same time twice, or "
                                 "times that are {:.1g} apart",
                                 earlier, later, 2 * least));
  }
}

constexpr std::array<CaseRule, 13> table_of_rules{{{"mesh.lower", check_axes},
                                                   {"mesh.upper", check_box},
                                                   {"mesh.grading", check_cells},
                                                   {"mesh.grading", check_number_of_cells},
                                                   {"mesh.grading", check_centers},
                                                   {"mesh.breaks", check_breaks},
                                                   {"initial", check_one_law},
                                                   {"time.end", check_span},
                                                   {"time.stop", check_stop},
                                                   {"reverse.score", check_score},
                                                   {"validation.joint_times", check_joint_times},
                                                   {"validation.joint_times", check_distances},
                                                   {"validation.sensitivity", check_sensitivity}}};

}  // namespace

double least_distance(const TimeSection& time) {
  const double largest = std::max(std::abs(time.start), std::abs(time.end));
  return std::max(1e-13 * (time.end - time.start),
                  2 * std::numeric_limits<double>::epsilon() * largest);
}

std::span<const CaseRule> case_rules() {
  return table_of_rules;
}

void apply_rules(Case& c, const toml::table& root, std::string_view place) {
  for (const CaseRule& rule : table_of_rules)
    if (rule.place == place) rule.apply(c, root);
}

}  // namespace loschmidt::input
