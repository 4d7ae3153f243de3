#include "output/read_run.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <system_error>

#include "output/convergence_file.hpp"
#include "output/convergence_table.hpp"
#include "output/describe_verdict.hpp"
#include "output/rehearsal.hpp"
#include "output/run_reading.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

std::string describe_header(hid_t root) {
  std::string text = fmt::format("{:<18}{} 1\n", "schema", text_attribute(root, "schema"));
  for (const std::string name : {"title", "reference", "status", "created", "software_version",
                                 "git_commit", "petsc_version", "hdf5_version", "command_line"})
    text += fmt::format("{:<18}{}\n", name, text_attribute(root, name));
  text += fmt::format("{:<18}{}\n", "mpi_ranks",
                      number_attribute<std::int64_t>(root, "mpi_ranks", H5T_NATIVE_INT64));
  return text + fmt::format("{:<18}{}\n", "seed",
                            number_attribute<std::uint64_t>(root, "seed", H5T_NATIVE_UINT64));
}

std::string describe_mesh(hid_t file) {
  std::string text = "\nmesh\n";
  std::string letter = "x";
  for (const auto& edges : read_edges(file)) {
    const std::string path = "/mesh/" + letter + "_edges";
    text +=
        fmt::format("  {}  {} cells from {} to {}, {}\n", letter, edges.size() - 1, edges.front(),
                    edges.back(), text_attribute(open_object(file, path).get(), "boundary"));
    ++letter[0];
  }
  return text;
}

std::string describe_times(hid_t file) {
  std::string text = "\ntimes\n";
  for (const Timeline timeline : {Timeline::forward, Timeline::reverse}) {
    const auto [times, written] = read_series(file, timeline);
    text += fmt::format("  {}  {} snapshots", group_of(timeline).substr(1), times.size());
    if (!times.empty()) text += fmt::format(" from {} to {}", times.front(), times.back());
    text += fmt::format(", {} written\n", written);
  }
  return text;
}

herr_t add_dataset(hid_t file, const char* path, const H5O_info_t* info, void* lines) {
  if (info->type != H5O_TYPE_DATASET) return 0;
  try {
    const Hdf5Handle object = open_object(file, path);
    const Hdf5Handle type(H5Dget_type(object.get()), H5Tclose, "read a type");
    const H5T_class_t kind = H5Tget_class(type.get());
    const char* name = kind == H5T_FLOAT ? "float64" : kind == H5T_INTEGER ? "uint64" : "text";
    *static_cast<std::string*>(lines) +=
        fmt::format("  /{:<36} {:<8} ({})\n", path, name, fmt::join(shape_of(object.get()), ", "));
  } catch (const parallel::OutputError&) {
    return -1;  // no exception may pass through HDF5's C code; H5Ovisit then reports the failure
  }
  return 0;
}

std::string describe_datasets(hid_t file) {
  std::string text = "\ndatasets\n";
  check_hdf5(H5Ovisit(file, H5_INDEX_NAME, H5_ITER_NATIVE, add_dataset, &text), "list datasets");
  return text;
}

std::optional<Ending> ending_of(const std::filesystem::path& file) {
  const Hdf5Handle run = open_run(file);
  if (text_attribute(run.get(), "status") != "complete" || !has_link(run.get(), "/verdict"))
    return std::nullopt;
  const Hdf5Handle verdict = open_object(run.get(), "/verdict");
  return Ending{number_attribute<int>(verdict.get(), "verified", H5T_NATIVE_INT),
                read_text(run.get(), "/input/resolved")};
}

}  // namespace

std::optional<Ending> read_ending(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::nullopt;
  return rehearsed(file, [&] { return ending_of(file); });
}

std::string describe_run(const std::filesystem::path& file) {
  return rehearsed(file, [&] {
    const Hdf5Handle opened = open_results(file);
    const hid_t root = opened.get();
    if (text_attribute(root, "schema") == convergence_schema)
      return fmt::format("{}\n{}", describe_header(root),
                         convergence_table(read_convergence(root)));
    return describe_header(root) + describe_mesh(root) + describe_times(root) +
           describe_datasets(root) + describe_stages(root) + describe_verdict(root);
  });
}

}  // namespace loschmidt::output
