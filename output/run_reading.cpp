#include "output/run_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

bool all_finite(const std::vector<double>& values) {
  return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

Hdf5Handle open_known(const std::filesystem::path& file, std::span<const std::string_view> schemas,
                      std::string_view advice) {
  Hdf5Handle handle = open_hdf5(file, advice);
  const hid_t root = handle.get();
  const std::string schema = has_attribute(root, "schema") ? text_attribute(root, "schema") : "";
  if (std::ranges::find(schemas, schema) == schemas.end())
    throw std::invalid_argument(
        fmt::format("{}: not a run file (its attribute schema is not {}): {}", file.string(),
                    fmt::join(schemas, " or "), advice));
  const auto version = number_attribute<std::int64_t>(root, "schema_version", H5T_NATIVE_INT64);
  if (version != 1)
    throw std::invalid_argument(
        fmt::format("{}: schema version {} (this program knows version 1): use the program that "
                    "wrote it",
                    file.string(), version));
  return handle;
}

}  // namespace

Hdf5Handle open_run(const std::filesystem::path& file) {
  return open_known(file, std::array{run_schema}, "give the run.h5 of a run");
}

Hdf5Handle open_results(const std::filesystem::path& file) {
  return open_known(file, std::array{run_schema, convergence_schema},
                    "give a run.h5 or a converge.h5");
}

std::size_t cells_within(const std::vector<std::vector<double>>& edges) {
  std::vector<hsize_t> extents;
  for (const auto& axis : edges) extents.push_back(axis.size() - 1);
  return values_within(extents);
}

std::vector<std::vector<double>> read_edges(hid_t file) {
  std::vector<std::vector<double>> edges;
  for (const std::string axis : {"x", "y", "z"})
    if (const std::string path = "/mesh/" + axis + "_edges"; has_link(file, path))
      edges.push_back(read_reals(file, path));
  const bool whole =
      std::ranges::all_of(edges, [](const auto& e) { return e.size() > 1 && all_finite(e); });
  if (edges.empty() || !whole)
    throw parallel::OutputError("it has no mesh (the file is damaged): repeat the run");
  if (cells_within(edges) > most_values_in(file))
    throw parallel::OutputError(
        fmt::format("its mesh has {} cells, more than a file of its length can hold (the file is "
                    "damaged): repeat the run",
                    cells_within(edges)));
  return edges;
}

StoredSeries read_series(hid_t file, Timeline timeline) {
  const std::string group = group_of(timeline);
  auto times = read_reals(file, group + "/time");
  const auto written =
      number_attribute<std::int64_t>(open_object(file, group).get(), "written", H5T_NATIVE_INT64);
  if (written < 0 || static_cast<std::size_t>(written) > times.size() || !all_finite(times))
    throw parallel::OutputError(
        fmt::format("{} has {} snapshots written of {} (the file is damaged): repeat the run",
                    group, written, times.size()));
  return {std::move(times), static_cast<std::size_t>(written)};
}

}  // namespace loschmidt::output
