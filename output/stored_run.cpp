#include "output/stored_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "output/hdf5_reading.hpp"
#include "output/output_error.hpp"

namespace loschmidt {

namespace {

// What is damaged in one of two files must say in which.
template <class Action>
auto naming(const std::filesystem::path& file, Action action) {
  try {
    return action();
  } catch (const OutputError& error) {
    throw OutputError(fmt::format("{}: {}", file.string(), error.what()));
  }
}

herr_t add_path(hid_t, const char* path, const H5O_info_t* info, void* paths) {
  if (info->type == H5O_TYPE_DATASET)
    static_cast<std::vector<std::string>*>(paths)->emplace_back(path);
  return 0;
}

StoredDataset describe(hid_t file, const std::string& path) {
  const Hdf5Handle dataset = open_object(file, path);
  const Hdf5Handle type(H5Dget_type(dataset.get()), H5Tclose, "read the type of " + path);
  const H5T_class_t kind = H5Tget_class(type.get());
  return {shape_of(dataset.get()), kind == H5T_FLOAT || kind == H5T_INTEGER};
}

std::map<std::string, StoredDataset> results(hid_t file) {
  std::map<std::string, StoredDataset> datasets;
  for (const std::string_view group : result_groups) {
    const std::string stem(group);
    if (!has_link(file, stem)) continue;
    std::vector<std::string> paths;
    const Hdf5Handle object = open_object(file, stem);
    check_hdf5(H5Ovisit(object.get(), H5_INDEX_NAME, H5_ITER_NATIVE, add_path, &paths),
               "list the datasets of " + stem);
    for (const std::string& path : paths)
      datasets.emplace(stem + '/' + path, describe(file, stem + '/' + path));
  }
  return datasets;
}

StoredSeries read_series(hid_t file, Timeline timeline) {
  const std::string group = group_of(timeline);
  auto times = read_reals(file, group + "/time");
  const auto written =
      number_attribute<std::int64_t>(open_object(file, group).get(), "written", H5T_NATIVE_INT64);
  if (written < 0 || static_cast<std::size_t>(written) > times.size())
    throw OutputError(
        fmt::format("{} has {} snapshots written of {} (the file is damaged): repeat the run",
                    group, written, times.size()));
  return {std::move(times), static_cast<std::size_t>(written)};
}

std::vector<std::vector<double>> read_edges(hid_t file) {
  std::vector<std::vector<double>> edges;
  for (const std::string axis : {"x", "y", "z"})
    if (const std::string path = "/mesh/" + axis + "_edges"; has_link(file, path))
      edges.push_back(read_reals(file, path));
  const bool whole = std::ranges::all_of(edges, [](const auto& e) { return e.size() > 1; });
  if (edges.empty() || !whole)
    throw OutputError("it has no mesh (the file is damaged): repeat the run");
  return edges;
}

bool is_complete(hid_t root) {
  return has_attribute(root, "status") && text_attribute(root, "status") == "complete";
}

}  // namespace

StoredRun open_stored_run(const std::filesystem::path& file) {
  return naming(file, [&] {
    Hdf5Handle handle = open_run(file);
    const hid_t root = handle.get();
    const std::string resolved = "/input/resolved";
    return StoredRun{file,
                     std::move(handle),
                     read_edges(root),
                     read_series(root, Timeline::forward),
                     read_series(root, Timeline::reverse),
                     results(root),
                     is_complete(root),
                     has_link(root, resolved) ? read_text(root, resolved) : ""};
  });
}

const StoredSeries& series_of(const StoredRun& run, Timeline timeline) {
  return timeline == Timeline::forward ? run.forward : run.reverse;
}

std::size_t readable_snapshots(const StoredRun& run, Timeline timeline) {
  const StoredSeries& series = series_of(run, timeline);
  return run.complete ? series.times.size() : series.written;
}

std::vector<double> read_all(const StoredRun& run, const std::string& path) {
  return naming(run.file, [&] { return read_reals(run.handle.get(), path); });
}

std::vector<double> read_snapshot(const StoredRun& run, const std::string& path,
                                  std::size_t snapshot) {
  return naming(run.file, [&] {
    const auto& shape = run.datasets.at(path).shape;
    if (shape.empty() || snapshot >= shape[0])
      throw OutputError(fmt::format("{} has no snapshot {} (the file is damaged): repeat the run",
                                    path, snapshot));
    return read_numbers_at(open_object(run.handle.get(), path).get(), path, snapshot).values;
  });
}

}  // namespace loschmidt
