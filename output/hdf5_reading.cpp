#include "output/hdf5_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "output/output_error.hpp"

namespace loschmidt {

Hdf5Handle open_hdf5(const std::filesystem::path& file, std::string_view advice) {
  silence_hdf5();
  if (!std::ifstream(file))
    throw std::invalid_argument(fmt::format("{}: cannot be read: {}", file.string(), advice));
  if (H5Fis_hdf5(file.c_str()) <= 0)
    throw std::invalid_argument(fmt::format("{}: not an HDF5 file: {}", file.string(), advice));
  return {H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open " + file.string()};
}

Hdf5Handle open_run(const std::filesystem::path& file) {
  Hdf5Handle handle = open_hdf5(file, "give the run.h5 of a run");
  const hid_t root = handle.get();
  if (!has_attribute(root, "schema") || text_attribute(root, "schema") != "loschmidt-run")
    throw std::invalid_argument(
        fmt::format("{}: not a run file (its attribute schema is not loschmidt-run): give a run.h5",
                    file.string()));
  const auto version = number_attribute<std::int64_t>(root, "schema_version", H5T_NATIVE_INT64);
  if (version != 1)
    throw std::invalid_argument(
        fmt::format("{}: schema version {} (this program knows version 1): use the program that "
                    "wrote it",
                    file.string(), version));
  return handle;
}

bool has_link(hid_t file, const std::string& path) {
  // HDF5 asks for one link at a time: every group on the way must be there too.
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

std::string text_attribute(hid_t object, const std::string& name) {
  const std::string action = "read attribute " + name;
  const Hdf5Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, action);
  const Hdf5Handle type(H5Aget_type(attribute.get()), H5Tclose, action);
  if (H5Tis_variable_str(type.get()) <= 0)
    throw OutputError("cannot " + action +
                      " (it is no text): the file was not written by loschmidt");
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
    throw OutputError("cannot " + action +
                      " (it is no text): the file was not written by loschmidt");
  std::string text(H5Tget_size(type.get()), '\0');
  check_hdf5(H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()),
             action);
  text.resize(std::min(text.size(), text.find('\0')));
  return text;
}

Hdf5Handle open_numbers(hid_t file, const std::string& path, std::string_view place) {
  if (!has_link(file, path))
    throw std::invalid_argument(
        fmt::format("{} has no dataset {}: give the path of one that it has", place, path));
  Hdf5Handle object = open_object(file, path);
  if (H5Iget_type(object.get()) != H5I_DATASET)
    throw std::invalid_argument(
        fmt::format("{}: {} is a group: give the path of a dataset", place, path));
  const Hdf5Handle type(H5Dget_type(object.get()), H5Tclose, "read the type of " + path);
  const H5T_class_t kind = H5Tget_class(type.get());
  if (kind != H5T_FLOAT && kind != H5T_INTEGER)
    throw std::invalid_argument(
        fmt::format("{}: {} holds no numbers: give a dataset of numbers", place, path));
  return object;
}

NumberArray read_numbers(hid_t dataset, const std::string& path) {
  NumberArray array{shape_of(dataset), {}};
  hsize_t size = 1;
  for (const hsize_t n : array.shape) size *= n;
  array.values.resize(size);
  check_hdf5(
      H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.values.data()),
      "read " + path);
  return array;
}

NumberArray read_numbers_at(hid_t dataset, const std::string& path, hsize_t first) {
  const std::string action = "read " + path;
  std::vector<hsize_t> count = shape_of(dataset);
  std::vector<hsize_t> start(count.size(), 0);
  start[0] = first;
  count[0] = 1;
  const Hdf5Handle part(H5Dget_space(dataset), H5Sclose, action);
  check_hdf5(
      H5Sselect_hyperslab(part.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
      action);
  NumberArray array{{count.begin() + 1, count.end()}, {}};
  hsize_t size = 1;
  for (const hsize_t n : array.shape) size *= n;
  array.values.resize(size);
  const Hdf5Handle memory = make_space(std::span<const hsize_t>(&size, 1));
  check_hdf5(H5Dread(dataset, H5T_NATIVE_DOUBLE, memory.get(), part.get(), H5P_DEFAULT,
                     array.values.data()),
             action);
  return array;
}

std::vector<double> read_reals(hid_t file, const std::string& path) {
  return read_numbers(open_object(file, path).get(), path).values;
}

NumberArray read_array(const std::filesystem::path& file, const std::string& path) {
  const Hdf5Handle handle = open_hdf5(file, "give an HDF5 file and the path of a dataset in it");
  return read_numbers(open_numbers(handle.get(), path, file.string()).get(), path);
}

}  // namespace loschmidt
