#include "app/compare/run_pair.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "app/case/toml_text.hpp"
#include "parallel/input_error.hpp"

namespace loschmidt::comparison {

namespace {

constexpr std::string_view axis_names = "xyz";

// Whether two lists of edges or times agree to 1e-12. Computed edges and times differ in their last
// bits between compilers.
bool same_places(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!(std::abs(a[i] - b[i]) <= 1e-12 * std::max(std::abs(a[i]), std::abs(a.back() - a[0]))))
      return false;
  return true;
}

[[noreturn]] void refuse(const RunPair& pair, const std::string& what) {
  throw parallel::InputError(
      fmt::format("{} and {}: {} (values are compared place by place): compare runs on one mesh, "
                  "at the same times",
                  pair.reference.file.string(), pair.computed.file.string(), what));
}

void require_same_mesh(const RunPair& pair) {
  const auto& a = pair.reference.edges;
  const auto& b = pair.computed.edges;
  if (a.size() != b.size()) refuse(pair, fmt::format("{} and {} axes", a.size(), b.size()));
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (same_places(a[k], b[k])) continue;
    if (a[k].size() == b[k].size())
      refuse(pair, fmt::format("other edges along {}", axis_names[k]));
    refuse(pair, fmt::format("{} and {} cells along {}", a[k].size() - 1, b[k].size() - 1,
                             axis_names[k]));
  }
}

void require_same_times(const RunPair& pair) {
  for (const output::Timeline timeline : {output::Timeline::forward, output::Timeline::reverse}) {
    const auto& a = output::series_of(pair.reference, timeline).times;
    const auto& b = output::series_of(pair.computed, timeline).times;
    if (!same_places(a, b))
      refuse(pair, fmt::format("{} and {} times in {}, not all the same", a.size(), b.size(),
                               output::group_of(timeline)));
  }
}

void measure_cells(RunPair& pair) {
  pair.volumes = {1};
  for (int a = 0; a < pair.dimension(); ++a) {
    const auto& edges = pair.reference.edges[a];
    std::vector<double> product;
    for (std::size_t i = 1; i < edges.size(); ++i)
      for (const double volume : pair.volumes)
        product.push_back(volume * (edges[i] - edges[i - 1]));
    pair.volumes = std::move(product);
    pair.extents[a] = static_cast<int>(edges.size()) - 1;
  }
}

// Seed, particles and steps, which determine an ensemble's random numbers; nothing where the file
// lacks them.
std::optional<std::array<std::int64_t, 3>> paths_of(const output::StoredRun& run) {
  try {
    const toml::table table = input::parse_toml(run.resolved);
    std::array<std::int64_t, 3> numbers{};
    for (std::size_t i = 0; const auto* key : {"seed", "particles", "steps"}) {
      const auto number = table["reverse"][key].value<std::int64_t>();
      if (!number) return std::nullopt;
      numbers[i++] = *number;
    }
    return numbers;
  } catch (const std::runtime_error&) {  // the text is not TOML
    return std::nullopt;
  }
}

}  // namespace

std::size_t RunPair::snapshots(output::Timeline timeline) const {
  return std::min(output::readable_snapshots(reference, timeline),
                  output::readable_snapshots(computed, timeline));
}

RunPair open_pair(const std::filesystem::path& reference, const std::filesystem::path& computed) {
  RunPair pair{output::open_stored_run(reference), output::open_stored_run(computed)};
  require_same_mesh(pair);
  require_same_times(pair);
  measure_cells(pair);
  const auto paths = paths_of(pair.reference);
  pair.same_paths = paths && paths == paths_of(pair.computed);
  return pair;
}

const output::DatasetRow* series_row(std::string_view path) {
  const auto rows = output::dataset_rows();
  const auto found = std::ranges::find(rows, path, &output::DatasetRow::path);
  return found == rows.end() ? nullptr : &*found;
}

namespace {
std::size_t values_per_snapshot(const RunPair& pair, const output::DatasetRow& row) {
  switch (row.extent) {
    case output::Extent::value:
      return 1;
    case output::Extent::ends: {
      const auto& shape = pair.reference.datasets.at(std::string(row.path)).shape;
      return shape.empty() ? 0 : shape.back();
    }
    case output::Extent::cells:
      return pair.volumes.size();
    case output::Extent::vectors:
      return pair.volumes.size() * pair.dimension();
  }
  throw std::logic_error("a row of the layout has an unknown extent");
}
}  // namespace

BothValues read_both(const RunPair& pair, const output::DatasetRow& row, std::size_t snapshot) {
  const std::string path(row.path);
  const std::size_t wanted = values_per_snapshot(pair, row);
  return {output::read_snapshot(pair.reference, path, snapshot, wanted),
          output::read_snapshot(pair.computed, path, snapshot, wanted)};
}

std::string time_text(const RunPair& pair, output::Timeline timeline, std::size_t snapshot) {
  return fmt::format("t = {:.9g}", output::series_of(pair.reference, timeline).times[snapshot]);
}

std::string place_text(const RunPair& pair, const output::DatasetRow& row, std::size_t snapshot,
                       std::size_t index) {
  std::string text = time_text(pair, row.timeline, snapshot);
  if (row.extent == output::Extent::ends) return text + fmt::format(", end {}", index);
  if (!output::on_cells(row.extent)) return text;
  const auto components = static_cast<std::size_t>(pair.dimension());
  std::size_t cell = row.extent == output::Extent::vectors ? index / components : index;
  for (int a = 0; a < pair.dimension(); ++a) {
    const auto& edges = pair.reference.edges[a];
    const std::size_t i = cell % pair.extents[a];
    cell /= pair.extents[a];
    text += fmt::format(", {} = {:.9g}", axis_names[a], 0.5 * (edges[i] + edges[i + 1]));
  }
  if (row.extent == output::Extent::vectors && components > 1)
    text += fmt::format(" (component {})", axis_names[index % components]);
  return text;
}

}  // namespace loschmidt::comparison
