#include "output/stored_run.hpp"

#include <utility>

#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

herr_t add_path(hid_t, const char* path, const H5O_info_t* info, void* paths) {
  if (info->type == H5O_TYPE_DATASET)
    static_cast<std::vector<std::string>*>(paths)->emplace_back(path);
  return 0;
}

StoredDataset describe(hid_t file, const std::string& path) {
  const Hdf5Handle dataset = open_object(file, path);
  return {shape_of(dataset.get()), holds_numbers(dataset.get())};
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

bool is_complete(hid_t root) {
  return has_attribute(root, "status") && text_attribute(root, "status") == "complete";
}

}  // namespace

StoredRun open_stored_run(const std::filesystem::path& file) {
  return parallel::naming(file, [&] {
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
  return parallel::naming(run.file, [&] { return read_reals(run.handle.get(), path); });
}

std::vector<double> read_snapshot(const StoredRun& run, const std::string& path,
                                  std::size_t snapshot, std::size_t wanted) {
  return parallel::naming(run.file, [&] {
    return read_numbers_at(open_object(run.handle.get(), path).get(), path, snapshot, wanted);
  });
}

}  // namespace loschmidt::output
