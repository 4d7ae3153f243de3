#include "output/run_file.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "meshes/ends.hpp"
#include "output/disk_space.hpp"
#include "parallel/collective.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

const std::string axis_names = "xyz";

std::uint64_t bytes_of(const Shape& shape) {
  std::uint64_t bytes = sizeof(double);
  for (const hsize_t n : shape) bytes *= n;
  return bytes;
}

// The absorbing ends in their order, such as "x lower, x upper".
std::string names_of_ends(const meshes::Mesh& mesh) {
  std::string names;
  for (const meshes::End& end : meshes::absorbing_ends(mesh))
    names += (names.empty() ? "" : ", ") + meshes::name(end);
  return names;
}

template <class To, class From>
std::vector<To> converted(const std::vector<From>& values) {
  return {values.begin(), values.end()};
}

}  // namespace

RunFile::RunFile(MPI_Comm comm, const std::filesystem::path& file, const meshes::Mesh& mesh,
                 const RunHeader& header, const RunTimes& times, const RunContents& contents,
                 const MpiIoHints& hints)
    : comm_(comm),
      name_(file.string()),
      dimension_(mesh.dimension()),
      file_(create_shared_file(comm, file, hints)) {
  reserve(header.case_text.size() + header.resolved_text.size());
  write_together([&] {
    write_header(comm_, file_.get(), "loschmidt-run", header);
    add_mesh(mesh);
    add_times(Timeline::forward, times.forward);
    add_times(Timeline::reverse, times.reverse);
    add_snapshots(mesh, contents);
  });
  // A file that was never flushed cannot be opened after a kill.
  flush();
}

const Dataset& RunFile::add_series(const std::string& path, Number number, const Shape& shape,
                                   const Description& description, const void* values) {
  reserve(bytes_of(shape));
  const auto [place, added] =
      datasets_.emplace(path, create_dataset(file_.get(), path, number, shape, {}, description));
  write_part(comm_, place->second, {}, values);
  return place->second;
}

void RunFile::add_mesh(const meshes::Mesh& mesh) {
  for (int a = 0; a < dimension_; ++a) {
    const meshes::Axis& axis = mesh.axis(a);
    const std::string letter(1, axis_names[a]);
    const std::string stem = "/mesh/" + letter;
    const auto& edges = add_series(stem + "_edges", Number::real, {axis.edges().size()},
                                   {"1", "cell edges along " + letter}, axis.edges().data());
    put_attribute(edges.id.get(), "boundary", std::string(meshes::name(axis.boundary())));
    const auto& centers = add_series(stem + "_centers", Number::real, {axis.centers().size()},
                                     {"1", "cell centres along " + letter}, axis.centers().data());
    make_scale(centers, letter);
  }
  const auto shape = converted<hsize_t>(snapshot_shape(mesh, Extent::cells));
  const auto volumes = mesh.volumes();
  const auto& volume =
      add_series("/mesh/volume", Number::real, shape, {"1", "cell volumes"}, volumes.data());
  for (int a = 0; a < dimension_; ++a)
    attach_scale(volume, datasets_.at(fmt::format("/mesh/{}_centers", axis_names[a])),
                 static_cast<unsigned>(dimension_ - 1 - a));
}

void RunFile::add_times(Timeline timeline, const std::vector<double>& times) {
  const std::string group = group_of(timeline);
  const Hdf5Handle made = create_group(file_.get(), group);
  put_attribute(made.get(), "written", std::int64_t{0});
  const auto& scale = add_series(group + "/time", Number::real, {times.size()},
                                 {"1", "forward time of the snapshots"}, times.data());
  make_scale(scale, "time");
}

void RunFile::add_snapshots(const meshes::Mesh& mesh, const RunContents& contents) {
  for (const DatasetRow& row : dataset_rows()) {
    if (!row.condition(contents)) continue;
    const auto snapshot = snapshot_shape(mesh, row.extent);
    Shape shape = datasets_.at(group_of(row.timeline) + "/time").shape;
    shape.insert(shape.end(), snapshot.begin(), snapshot.end());
    // A few numbers per snapshot are too little for a chunk of their own.
    const Shape chunk = on_cells(row.extent) ? converted<hsize_t>(chunk_shape(snapshot)) : Shape{};
    const std::string path(row.path);
    const auto [place, added] = datasets_.emplace(
        path, create_dataset(file_.get(), path, row.number, shape, chunk,
                             {std::string(row.units), std::string(row.long_name)}));
    attach_scales(place->second, row.timeline, row.extent);
    if (row.extent == Extent::ends)
      put_attribute(place->second.id.get(), "ends", names_of_ends(mesh));
  }
  for (const VirtualRow& row : virtual_rows()) {
    if (!row.condition(contents)) continue;
    const Dataset view =
        create_vector_view(file_.get(), std::string(row.path), datasets_.find(row.source)->second,
                           {std::string(row.units), std::string(row.long_name)});
    attach_scales(view, Timeline::forward, Extent::vectors);
  }
}

void RunFile::attach_scales(const Dataset& dataset, Timeline timeline, Extent extent) {
  attach_scale(dataset, datasets_.at(group_of(timeline) + "/time"), 0);
  if (!on_cells(extent)) return;
  for (int a = 0; a < dimension_; ++a)
    attach_scale(dataset, datasets_.at(fmt::format("/mesh/{}_centers", axis_names[a])),
                 static_cast<unsigned>(dimension_ - a));
}

void RunFile::write(std::string_view path, int snapshot, std::span<const double> values) {
  write_values(path, snapshot, Number::real, values.size(), values.data());
}

void RunFile::write(std::string_view path, int snapshot, std::span<const std::uint64_t> values) {
  write_values(path, snapshot, Number::count, values.size(), values.data());
}

void RunFile::write_values(std::string_view path, int snapshot, Number number, std::size_t size,
                           const void* values) {
  const auto found = datasets_.find(path);
  if (found == datasets_.end() || found->second.number != number)
    throw std::logic_error(fmt::format("{} has no dataset {} of that type", name_, path));
  const Dataset& dataset = found->second;
  hsize_t wanted = 1;
  for (std::size_t axis = 1; axis < dataset.shape.size(); ++axis) wanted *= dataset.shape[axis];
  if (snapshot < 0 || static_cast<hsize_t>(snapshot) >= dataset.shape[0] || size != wanted)
    throw std::logic_error(
        fmt::format("{}: no snapshot {} of {} values in {}", name_, snapshot, size, path));
  reserve(size * sizeof(double));
  write_together([&] { write_part(comm_, dataset, {static_cast<hsize_t>(snapshot)}, values); });
}

void RunFile::mark_written(Timeline timeline, int snapshots) {
  flush();  // the data first, so that the counter never promises data that are not on disk
  write_together([&] {
    const Hdf5Handle group(H5Gopen2(file_.get(), group_of(timeline).c_str(), H5P_DEFAULT), H5Gclose,
                           "open group " + group_of(timeline));
    put_attribute(group.get(), "written", std::int64_t{snapshots});
  });
  flush();
}

void RunFile::reserve(std::uint64_t bytes) {
  parallel::on_root(comm_, [&] { reserve_space(name_, bytes + hdf5_bookkeeping); });
}

void RunFile::write_together(const std::function<void()>& action) {
  try {
    parallel::on_all(comm_, action);
  } catch (const parallel::OutputError&) {
    for (auto& [path, dataset] : datasets_) dataset.id.abandon();
    file_.abandon();
    throw;
  }
}

void RunFile::flush() {
  reserve(0);
  write_together([&] { check_hdf5(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), "write " + name_); });
}

void RunFile::move_to(const std::filesystem::path& file) {
  flush();
  parallel::on_root(comm_, [&] {
    std::error_code error;
    std::filesystem::rename(name_, file, error);
    if (error)
      throw parallel::OutputError(
          fmt::format("cannot replace {} ({}): check permissions", file.string(), error.message()));
  });
  name_ = file.string();
}

void RunFile::close(const std::string& status) {
  flush();
  write_together([&] { put_attribute(file_.get(), "status", status); });
  flush();
  datasets_.clear();
  write_together([&] { file_.close("close " + name_); });
  parallel::on_root(comm_, [&] { release_space(name_); });
}

}  // namespace loschmidt::output
