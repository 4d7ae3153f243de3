#include "output/hdf5_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <stdexcept>
#include <system_error>

#include "output/rehearsal.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

// The largest factor by which deflate, HDF5's usual filter, compresses.
constexpr std::uint64_t best_compression = 1032;

[[noreturn]] void fail_damaged(const std::string& what, const std::string& why) {
  throw parallel::OutputError("cannot read " + what + " (" + why +
                              "): the file is damaged or not ours");
}

bool is_number(H5T_class_t kind) {
  return kind == H5T_INTEGER || kind == H5T_FLOAT;
}

// The stored bytes of a dataset: none if it was never written, or lies in other files.
struct Stored {
  std::uint64_t bytes = 0;
  bool filtered = false;

  std::uint64_t most() const { return filtered ? bytes * best_compression : bytes; }
};

Stored stored_in(hid_t dataset, const std::string& path) {
  const Hdf5Handle creation(H5Dget_create_plist(dataset), H5Pclose, "read " + path);
  const bool elsewhere =
      H5Pget_layout(creation.get()) == H5D_VIRTUAL || H5Pget_external_count(creation.get()) != 0;
  const Hdf5Handle file(H5Iget_file_id(dataset), H5Fclose, "read " + path);
  hsize_t length = 0;
  check_hdf5(H5Fget_filesize(file.get(), &length), "read " + path);
  const std::uint64_t bytes = elsewhere ? 0 : H5Dget_storage_size(dataset);
  if (bytes > length) fail_damaged(path, "it claims more bytes than the file has");
  return {bytes, H5Pget_nfilters(creation.get()) > 0};
}

void require_stored(hid_t dataset, const std::string& path, std::uint64_t values) {
  const Hdf5Handle type(H5Dget_type(dataset), H5Tclose, "read " + path);
  const Stored stored = stored_in(dataset, path);
  const std::uint64_t most = stored.most() / std::max<std::size_t>(1, H5Tget_size(type.get()));
  if (values <= most) return;
  const std::string compressed =
      stored.filtered ? fmt::format(" even compressed {} times", best_compression) : "";
  fail_damaged(path, fmt::format("it claims {} values, and the {} bytes stored of it hold no more "
                                 "than {}{}",
                                 values, stored.bytes, most, compressed));
}

}  // namespace

Hdf5Handle open_hdf5(const std::filesystem::path& file, std::string_view advice) {
  silence_hdf5();
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored) || !std::ifstream(file))
    throw std::invalid_argument(fmt::format("{}: cannot be read: {}", file.string(), advice));
  if (H5Fis_hdf5(file.c_str()) <= 0)
    throw std::invalid_argument(fmt::format("{}: not an HDF5 file: {}", file.string(), advice));
  return {H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open it"};
}

bool has_link(hid_t file, const std::string& path) {
  // HDF5 checks one link at a time, so every group of the path must be checked too.
  for (std::size_t cut = path.find('/', 1); cut != std::string::npos; cut = path.find('/', cut + 1))
    if (H5Lexists(file, path.substr(0, cut).c_str(), H5P_DEFAULT) <= 0) return false;
  return path != "/" && H5Lexists(file, path.c_str(), H5P_DEFAULT) > 0;
}

bool has_attribute(hid_t object, const std::string& name) {
  return H5Aexists(object, name.c_str()) > 0;
}

Hdf5Handle open_object(hid_t file, const std::string& path) {
  return {H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose, "open " + path};
}

void read_attribute(hid_t object, const std::string& name, hid_t type, void* value) {
  const std::string action = "read attribute " + name;
  const Hdf5Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, action);
  const Hdf5Handle stored(H5Aget_type(attribute.get()), H5Tclose, action);
  const Hdf5Handle space(H5Aget_space(attribute.get()), H5Sclose, action);
  const H5T_class_t kind = H5Tget_class(stored.get());
  const bool fits = kind == H5T_INTEGER || (kind == H5T_FLOAT && H5Tget_class(type) == H5T_FLOAT);
  if (!fits || H5Sget_simple_extent_npoints(space.get()) != 1)
    fail_damaged("attribute " + name, "it is not one number of its kind");
  check_hdf5(H5Aread(attribute.get(), type, value), action);
}

std::string text_attribute(hid_t object, const std::string& name) {
  const std::string action = "read attribute " + name;
  const Hdf5Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, action);
  const Hdf5Handle type(H5Aget_type(attribute.get()), H5Tclose, action);
  const Hdf5Handle space(H5Aget_space(attribute.get()), H5Sclose, action);
  if (H5Tis_variable_str(type.get()) <= 0 || H5Sget_simple_extent_npoints(space.get()) != 1)
    fail_damaged("attribute " + name, "it is no text");
  char* text = nullptr;
  check_hdf5(H5Aread(attribute.get(), type.get(), &text), action);
  std::string result = text != nullptr ? text : "";
  H5free_memory(text);
  return result;
}

std::string read_text(hid_t file, const std::string& path) {
  const std::string action = "read " + path;
  const Hdf5Handle dataset = open_object(file, path);
  const Hdf5Handle type(H5Dget_type(dataset.get()), H5Tclose, action);
  if (H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) != 0 ||
      !shape_of(dataset.get()).empty())
    fail_damaged(path, "it is no text");
  require_stored(dataset.get(), path, 1);
  std::string text(H5Tget_size(type.get()), '\0');
  check_hdf5(H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()),
             action);
  text.resize(std::min(text.size(), text.find('\0')));
  return text;
}

bool holds_numbers(hid_t dataset) {
  const Hdf5Handle type(H5Dget_type(dataset), H5Tclose, "read the type of a dataset");
  return is_number(H5Tget_class(type.get()));
}

std::uint64_t values_within(std::span<const hsize_t> shape) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  if (std::ranges::find(shape, 0) != shape.end()) return 0;
  std::uint64_t values = 1;
  for (const hsize_t extent : shape) values = extent > most / values ? most : values * extent;
  return values;
}

std::uint64_t most_values_in(hid_t file) {
  hsize_t length = 0;
  check_hdf5(H5Fget_filesize(file, &length), "read the length of a file");
  return length * best_compression / sizeof(double);
}

Hdf5Handle open_numbers(hid_t file, const std::string& path, std::string_view place) {
  if (!has_link(file, path))
    throw std::invalid_argument(
        fmt::format("{} has no dataset {}: give the path of one that it has", place, path));
  Hdf5Handle object = open_object(file, path);
  if (H5Iget_type(object.get()) != H5I_DATASET)
    throw std::invalid_argument(
        fmt::format("{}: {} is a group: give the path of a dataset", place, path));
  if (!holds_numbers(object.get()))
    throw std::invalid_argument(
        fmt::format("{}: {} holds no numbers: give a dataset of numbers", place, path));
  return object;
}

NumberArray read_numbers(hid_t dataset, const std::string& path) {
  if (!holds_numbers(dataset)) fail_damaged(path, "it holds no numbers");
  NumberArray array{shape_of(dataset), {}};
  const std::uint64_t size = values_within(array.shape);
  require_stored(dataset, path, size);
  array.values.resize(size);
  check_hdf5(
      H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.values.data()),
      "read " + path);
  return array;
}

std::vector<double> read_numbers_at(hid_t dataset, const std::string& path, hsize_t first,
                                    std::uint64_t wanted) {
  const std::string action = "read " + path;
  std::vector<hsize_t> count = shape_of(dataset);
  if (!holds_numbers(dataset) || count.empty() || first >= count[0] ||
      values_within(std::span(count).subspan(1)) != wanted)
    fail_damaged(path, fmt::format("it has no entry {} of {} numbers", first, wanted));
  std::vector<hsize_t> start(count.size(), 0);
  start[0] = first;
  count[0] = 1;
  const Hdf5Handle part(H5Dget_space(dataset), H5Sclose, action);
  check_hdf5(
      H5Sselect_hyperslab(part.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
      action);
  std::vector<double> values(wanted);
  const hsize_t size = wanted;
  const Hdf5Handle memory = make_space(std::span<const hsize_t>(&size, 1));
  check_hdf5(
      H5Dread(dataset, H5T_NATIVE_DOUBLE, memory.get(), part.get(), H5P_DEFAULT, values.data()),
      action);
  return values;
}

std::vector<double> read_reals(hid_t file, const std::string& path) {
  const Hdf5Handle object = open_object(file, path);
  if (H5Iget_type(object.get()) != H5I_DATASET) fail_damaged(path, "it is no dataset");
  return read_numbers(object.get(), path).values;
}

NumberArray read_array(const std::filesystem::path& file, const std::string& path) {
  return rehearsed(file, [&] {
    const Hdf5Handle handle = open_hdf5(file, "give an HDF5 file and the path of a dataset in it");
    return read_numbers(open_numbers(handle.get(), path, file.string()).get(), path);
  });
}

}  // namespace loschmidt::output
