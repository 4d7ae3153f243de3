#include "app/case_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/initial_section.hpp"
#include "app/mesh_section.hpp"
#include "app/named_file.hpp"
#include "app/option_checks.hpp"
#include "app/options.hpp"
#include "app/output_section.hpp"
#include "app/reverse_section.hpp"
#include "app/toml_reading.hpp"
#include "app/toml_text.hpp"
#include "sde/particle_coefficients.hpp"

namespace loschmidt {

namespace {

// The rows of g, when the diffusion is given as a matrix.
std::vector<std::vector<std::string>> read_rows(const Case& c, const toml::array& given) {
  std::vector<std::vector<std::string>> rows;
  const auto matrices =
      std::ranges::count_if(given, [](const auto& row) { return row.is_array(); });
  if (matrices == 0) return rows;
  if (static_cast<std::size_t>(matrices) < given.size())
    throw case_error(c, "sde.diffusion",
                     "mixes rows and single formulas (g is either diagonal or a matrix): give one "
                     "formula per axis, or one row in brackets per axis");
  for (const toml::node& row : given) {
    if (row.as_array()->size() > most_noises)
      throw case_error(c, fmt::format("sde.diffusion[{}]", rows.size()),
                       fmt::format("has {} entries, one for each Wiener process (particles take at "
                                   "most {}): give a g with fewer columns and the same g gᵀ",
                                   row.as_array()->size(), most_noises));
    rows.push_back(values_of(row, formula_value));
    if (rows.back().empty() || rows.back().size() != rows.front().size())
      throw case_error(
          c, fmt::format("sde.diffusion[{}]", rows.size() - 1),
          fmt::format("has {} entries where the first row has {} (g is a matrix with one row per "
                      "axis and one column per Wiener process): give rows of the same length",
                      rows.back().size(), rows.front().size()));
  }
  return rows;
}

SdeSection read_sde(const Case& c, const toml::table& root) {
  SdeSection sde;
  sde.drift = values_of(*node_at(root, "sde.drift"), formula_value);
  require_length(c, "sde.drift", sde.drift.size(), c.mesh.lower.size());
  const toml::node& diffusion = *node_at(root, "sde.diffusion");
  if (const toml::array* array = diffusion.as_array()) {
    require_length(c, "sde.diffusion", array->size(), c.mesh.lower.size());
    sde.rows = read_rows(c, *array);
  }
  if (sde.rows.empty()) sde.diffusion = values_of(diffusion, formula_value);
  for (const auto& [name, formula] : *node_at(root, "sde.definitions")->as_table())
    sde.definitions[std::string(name.str())] = formula_value(formula);
  sde.interpretation = named_value(interpretation_names, *node_at(root, "sde.interpretation"));
  return sde;
}

std::optional<ExactSection> read_exact(const Case& c, const toml::table& root) {
  if (!root.contains("exact")) return std::nullopt;
  ExactSection exact{formula_value(*node_at(root, "exact.density")), {}};
  if (const toml::node* score = node_at(root, "exact.score")) {
    exact.score = values_of(*score, formula_value);
    require_length(c, "exact.score", exact.score.size(), c.mesh.lower.size());
  }
  return exact;
}

std::vector<double> equally_spaced(const Case& c, const TimeSection& time,
                                   const toml::node& count) {
  const double n = real_value(count);
  if (n != std::floor(n) || n < 2 || n > 1e6)
    throw case_error(
        c, "time.snapshots",
        fmt::format("must be a whole number from 2 to 1000000 (got {}; start and end are always "
                    "among them): give such a number, or a list of times",
                    shown(count)));
  std::vector<double> times;
  for (double i = 0; i < n; ++i)
    times.push_back(time.start + (time.end - time.start) * i / (n - 1));
  times.back() = time.end;
  return times;
}

std::vector<double> snapshot_times(const Case& c, const TimeSection& time,
                                   const toml::node& given) {
  if (!given.is_array()) return equally_spaced(c, time, given);
  auto times = values_of(given, real_value);
  for (std::size_t i = 0; i < times.size(); ++i)
    if (times[i] < time.start || times[i] > time.end)
      throw case_error(
          c, fmt::format("time.snapshots[{}]", i),
          fmt::format("{} lies outside [{}, {}] (nothing is computed there): give times from "
                      "time.start to time.end",
                      times[i], time.start, time.end));
  times.insert(times.end(), {time.start, time.end});
  std::ranges::sort(times);
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

// Thousands of times must have room between start and end, as doubles.
void check_span(const Case& c, const TimeSection& time) {
  constexpr double shortest = 1e-100;
  const double resolved = 1e-9 * std::max(std::abs(time.start), std::abs(time.end));
  if (time.end - time.start >= std::max(shortest, resolved)) return;
  const bool later = time.end > time.start;
  throw case_error(c, "time.end",
                   fmt::format("must be {} time.start (got {} and {}{}): give a later time",
                               later ? "well after" : "after", time.end, time.start,
                               later ? "; the steps between them could not be told apart" : ""));
}

TimeSection read_time(const Case& c, const toml::table& root) {
  TimeSection time;
  time.start = real_value(*node_at(root, "time.start"));
  time.end = real_value(*node_at(root, "time.end"));
  check_span(c, time);
  if (const toml::node* stop = node_at(root, "time.stop")) {
    time.stop = real_value(*stop);
    if (*time.stop < time.start || *time.stop >= time.end)
      throw case_error(
          c, "time.stop",
          fmt::format("must lie in [time.start, time.end) = [{}, {}) (got {}; the reverse run goes "
                      "from end down to stop): give such a time",
                      time.start, time.end, *time.stop));
  }
  time.snapshots = snapshot_times(c, time, *node_at(root, "time.snapshots"));
  return time;
}

SolverSection read_solver(const toml::table& root) {
  return {text_value(*node_at(root, "solver.method")),
          static_cast<int>(integer_value(*node_at(root, "solver.steps"))),
          real_value(*node_at(root, "solver.tolerance")),
          node_at(root, "solver.extrapolation")->as_boolean()->get(),
          static_cast<int>(integer_value(*node_at(root, "solver.extrapolation_meshes")))};
}

std::vector<double> read_joint_times(const Case& c, const toml::table& root, bool ensemble) {
  constexpr const char* key = "validation.joint_times";
  auto times = values_of(*node_at(root, key), real_value);
  if (times.empty()) return times;
  std::ranges::sort(times);
  if (times.size() != 2 || times[0] == times[1])
    throw case_error(c, key,
                     fmt::format("must be two different times (got {}; the joint law is that of a "
                                 "pair): give two forward times",
                                 shown(*node_at(root, key))));
  const double first = c.time.stop.value_or(c.time.start);
  if (times[0] < first || times[1] > c.time.end)
    throw case_error(c, key,
                     fmt::format("must lie in [{}, {}], from time.stop to time.end (the reverse "
                                 "run goes nowhere else): give such times",
                                 first, c.time.end));
  if (!ensemble)
    throw case_error(c, key,
                     "needs the road \"ensemble\" (the joint law is that of its particles): name "
                     "it in validation.roads");
  return times;
}

double read_sensitivity(const Case& c, const toml::table& root, bool ensemble) {
  constexpr const char* key = "validation.sensitivity";
  const double sensitivity = real_value(*node_at(root, key));
  if (sensitivity > 0 && !ensemble)
    throw case_error(c, key,
                     "needs the road \"ensemble\" (it chooses the number of its particles): name "
                     "it in validation.roads");
  return sensitivity;
}

ValidationSection read_validation(const Case& c, const toml::table& root) {
  const auto roads = values_of(*node_at(root, "validation.roads"), text_value);
  if (roads.empty())
    throw case_error(c, "validation.roads",
                     "is empty (nothing would be compared): name at least \"ensemble\"");
  const auto asked = [&](std::string_view road) {
    return std::ranges::find(roads, road) != roads.end();
  };
  return {real_value(*node_at(root, "validation.significance")),
          real_value(*node_at(root, "validation.tolerance")),
          asked("forward"),
          asked("chain"),
          asked("fokker-planck"),
          asked("ensemble"),
          read_joint_times(c, root, asked("ensemble")),
          read_sensitivity(c, root, asked("ensemble"))};
}

void read_sections(Case& c, const toml::table& root) {
  c.title = text_value(*node_at(root, "title"));
  c.reference = text_value(*node_at(root, "reference"));
  c.expect = text_value(*node_at(root, "expect"));
  c.mesh = read_mesh(c, *root.get_as<toml::table>("mesh"));
  c.sde = read_sde(c, root);
  c.initial = read_initial(c, *root.get_as<toml::table>("initial"));
  c.exact = read_exact(c, root);
  c.time = read_time(c, root);
  c.solver = read_solver(root);
  c.reverse = read_reverse(c, root);
  c.validation = read_validation(c, root);
  c.output = read_output(c, root);
}

}  // namespace

Case read_case(const std::filesystem::path& file, std::span<const std::string> overrides) {
  return read_case_text(file, text_of(file, "there is no run without a case"), overrides);
}

Case read_case_text(const std::filesystem::path& file, std::string text,
                    std::span<const std::string> overrides) {
  Case c;
  c.file = file;
  c.name = file.stem().string();
  c.text = std::move(text);
  toml::table root = parse_document(c);
  check_keys_known(c, root);
  apply_overrides(c, root, overrides);
  check_keys_known(c, root);
  fill_defaults(root);
  check_values(c, root);
  read_sections(c, root);
  return c;
}

}  // namespace loschmidt
