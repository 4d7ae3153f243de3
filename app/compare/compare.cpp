#include "app/compare/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "app/compare/compare_counts.hpp"
#include "app/compare/compare_fields.hpp"
#include "app/compare/comparison_table.hpp"
#include "app/compare/run_pair.hpp"
#include "app/compare/tolerances.hpp"
#include "output/rehearsal.hpp"
#include "output/text_file.hpp"
#include "parallel/collective.hpp"
#include "parallel/failure.hpp"
#include "parallel/input_error.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::comparison {

namespace {

using Result = ComparisonRow::Result;

bool any_matches(const std::vector<std::string>& globs, std::string_view path) {
  return std::ranges::any_of(globs, [&](const auto& glob) { return matches(glob, path); });
}

std::set<std::string> all_paths(const RunPair& pair) {
  std::set<std::string> paths;
  for (const output::StoredRun* run : {&pair.reference, &pair.computed})
    for (const auto& [path, dataset] : run->datasets) paths.insert(path);
  return paths;
}

// Warnings about globs that match no dataset. They are not errors, since one list serves many runs,
// but a typing error in one must be visible.
std::string unmatched_text(const std::set<std::string>& paths, const CompareCommand& command,
                           const Tolerances& tolerances) {
  std::string text;
  const auto look = [&](std::string_view place, const std::string& glob, std::string_view effect) {
    if (std::ranges::none_of(paths, [&](const auto& path) { return matches(glob, path); }))
      text += fmt::format(
          "loschmidt: warning: {}: {} matches no dataset ({}): give a path such as "
          "/forward/density, * stands for any characters\n",
          place, glob, effect);
  };
  for (const std::string& glob : command.ignored) look("--ignore", glob, "it leaves out nothing");
  for (const auto& [glob, tolerance] : tolerances)
    look(command.tolerances->string(), glob, "its tolerances apply to nothing");
  return text;
}

// The datasets of either file that --only and --ignore select.
std::set<std::string> selected_paths(const RunPair& pair, const CompareCommand& command) {
  auto paths = all_paths(pair);
  for (const std::string& glob : command.only)
    if (std::ranges::none_of(paths, [&](const auto& path) { return matches(glob, path); }))
      throw parallel::InputError(
          fmt::format("--only: {} matches no dataset (it would compare nothing): give a path such "
                      "as /forward/density, * stands for any characters",
                      glob));
  std::erase_if(paths, [&](const std::string& path) {
    return (!command.only.empty() && !any_matches(command.only, path)) ||
           any_matches(command.ignored, path);
  });
  if (paths.empty())
    throw parallel::InputError(
        "--only, --ignore: leave no dataset (nothing would be compared): give fewer globs");
  return paths;
}

ComparisonRow failed(const std::string& path, const char* measure, const std::string& remark) {
  return {path, measure, Result::fail, {}, {}, remark};
}

// The row with the reason why a dataset cannot be compared. There is none if both files have the
// dataset, of one kind and shape.
std::optional<ComparisonRow> not_comparable(const RunPair& pair, const std::string& path) {
  const auto a = pair.reference.datasets.find(path), b = pair.computed.datasets.find(path);
  if (a == pair.reference.datasets.end())
    return failed(path, "extra", "the reference has no such dataset");
  if (b == pair.computed.datasets.end())
    return failed(path, "missing", "the new file has no such dataset");
  if (!a->second.numbers || !b->second.numbers) return failed(path, "type", "holds no numbers");
  if (a->second.shape == b->second.shape) return std::nullopt;
  return failed(path, "shape",
                fmt::format("({}) in the reference, ({}) in the new file",
                            fmt::join(a->second.shape, ", "), fmt::join(b->second.shape, ", ")));
}

// Refuses a --json file that is one of the compared files.
void refuse_overwriting(const CompareCommand& command) {
  std::error_code ignored;
  for (const auto& file : {command.reference, command.computed})
    if (command.json && std::filesystem::equivalent(*command.json, file, ignored))
      throw parallel::InputError(
          fmt::format("--json: {} is one of the files that are compared: give another name",
                      command.json->string()));
}

/// The comparison of two runs: rows of selected datasets, with the counts compared beforehand.
class Comparison {
 public:
  Comparison(const RunPair& pair, const Tolerances& tolerances)
      : pair_(pair), tolerances_(tolerances) {
    for (const std::string& path : all_paths(pair))
      if (is_counts(path) && !not_comparable(pair, path) &&
          !not_comparable(pair, companion_of(path)))
        counts_.push_back(compare_counts(pair, path));
  }

  ComparisonRows rows(const std::set<std::string>& paths) const {
    ComparisonRows rows = written_rows(paths);
    std::vector<ComparedDataset> counted;
    for (const ComparedDataset& dataset : counts_)
      if (paths.contains(dataset.path)) counted.push_back(dataset);
    std::ranges::move(count_rows(counted, pair_.same_paths), std::back_inserter(rows));
    for (const std::string& path : paths)
      std::ranges::move(rows_of(path), std::back_inserter(rows));
    return rows;
  }

 private:
  ComparisonRows written_rows(const std::set<std::string>& paths) const {
    ComparisonRows rows;
    for (const output::Timeline timeline : {output::Timeline::forward, output::Timeline::reverse}) {
      const auto a = output::series_of(pair_.reference, timeline).written;
      const auto b = output::series_of(pair_.computed, timeline).written;
      const auto in_group = [&](const std::string& path) {
        return path.starts_with(output::group_of(timeline) + '/');
      };
      if (a != b && std::ranges::any_of(paths, in_group))
        rows.push_back(
            failed(output::group_of(timeline), "written",
                   fmt::format("{} snapshots in the reference, {} in the new file", a, b)));
    }
    return rows;
  }

  // The rows of one dataset; counts, and what is outside, have rows of their own and get none here.
  ComparisonRows rows_of(const std::string& path) const {
    if (auto row = not_comparable(pair_, path)) return {std::move(*row)};
    if (is_counts(path) && !counts_of(path))
      return {failed(path, "missing", "cannot be read without " + companion_of(path))};
    if (is_counts(path) || is_outside(path)) return {};
    if (follows_from_other_counts(path))
      return {{path, "-", Result::unchecked, {}, {}, "follows from counts"}};
    return compare_field(pair_, path, tolerance_of(tolerances_, path));
  }

  const ComparedDataset* counts_of(std::string_view path) const {
    const auto found = std::ranges::find(counts_, path, &ComparedDataset::path);
    return found == counts_.end() ? nullptr : &*found;
  }

  bool follows_from_other_counts(std::string_view path) const {
    for (const auto& [road, counts] : {std::pair{"/compare/forward/", "/forward/counts"},
                                       {"/compare/ensemble/", "/reverse/counts"},
                                       {"/compare/prediction/", "/reverse/counts"},
                                       {"/compare/directed/", "/reverse/counts"},
                                       {"/compare/joint/", "/reverse/joint_counts"}})
      if (path.starts_with(road)) return !counts_of(counts) || !counts_of(counts)->equal();
    return false;
  }

  const RunPair& pair_;
  const Tolerances& tolerances_;
  std::vector<ComparedDataset> counts_;
};

struct Compared {
  ComparisonRows rows;
  std::string unmatched;  // lines about globs without a dataset
};

Compared compared(const CompareCommand& command, const Tolerances& tolerances) {
  const RunPair pair = open_pair(command.reference, command.computed);
  return {Comparison(pair, tolerances).rows(selected_paths(pair, command)),
          unmatched_text(all_paths(pair), command, tolerances)};
}

// Compares and prints on the calling rank; true if the files agree.
bool compare_and_print(const CompareCommand& command) {
  refuse_overwriting(command);
  const Tolerances tolerances =
      command.tolerances ? read_tolerances(*command.tolerances) : Tolerances{};
  output::rehearse({command.reference, command.computed},
                   [&] { static_cast<void>(compared(command, tolerances)); });
  const auto [rows, unmatched] = compared(command, tolerances);
  if (command.json)
    output::replace_file(*command.json, comparison_json(rows, command.reference.string(),
                                                        command.computed.string()));
  fmt::print(stderr, "{}", unmatched);
  fmt::print("{}", comparison_text(rows));
  std::fflush(stdout);
  return all_pass(rows);
}

}  // namespace

int CompareCommand::operator()(MPI_Comm comm) const {
  int code = parallel::verified;
  parallel::agree(comm, [&] {
    if (parallel::is_root(comm))
      code = compare_and_print(*this) ? parallel::verified : parallel::falsified;
  });
  MPI_Bcast(&code, 1, MPI_INT, 0, comm);
  return code;
}

}  // namespace loschmidt::comparison
