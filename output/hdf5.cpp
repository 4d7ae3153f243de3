#include "output/hdf5.hpp"

#include <fmt/format.h>

#include <utility>

#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

herr_t take_first(unsigned depth, const H5E_error2_t* error, void* reason) {
  if (depth == 0 && error->desc != nullptr) *static_cast<std::string*>(reason) = error->desc;
  return 0;
}

Hdf5Handle string_type() {
  Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a string type");
  check_hdf5(H5Tset_size(type.get(), H5T_VARIABLE), "make a string type");
  check_hdf5(H5Tset_cset(type.get(), H5T_CSET_UTF8), "make a string type");
  return type;
}

void put(hid_t object, const std::string& name, hid_t type, const void* value) {
  const std::string action = "write attribute " + name;
  const bool exists = check_hdf5(H5Aexists(object, name.c_str()), action) > 0;
  const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose, action);
  const Hdf5Handle attribute(
      exists ? H5Aopen(object, name.c_str(), H5P_DEFAULT)
             : H5Acreate2(object, name.c_str(), type, space.get(), H5P_DEFAULT, H5P_DEFAULT),
      H5Aclose, action);
  check_hdf5(H5Awrite(attribute.get(), type, value), action);
}

}  // namespace

void throw_hdf5_error(std::string_view action) {
  std::string reason = "HDF5 gives no reason";
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_first, &reason);
  throw parallel::OutputError(fmt::format(
      "cannot {} (HDF5: {}): check free space, permissions and that the file is not damaged",
      action, reason));
}

Hdf5Handle::Hdf5Handle(Hdf5Handle&& other) noexcept
    : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}

Hdf5Handle& Hdf5Handle::operator=(Hdf5Handle&& other) noexcept {
  if (this != &other) {
    release();
    id_ = std::exchange(other.id_, H5I_INVALID_HID);
    close_ = other.close_;
  }
  return *this;
}

Hdf5Handle::~Hdf5Handle() {
  release();
}

void Hdf5Handle::release() noexcept {
  if (id_ >= 0) close_(std::exchange(id_, H5I_INVALID_HID));
}

void Hdf5Handle::close(std::string_view action) {
  check_hdf5(close_(std::exchange(id_, H5I_INVALID_HID)), action);
}

void silence_hdf5() {
  // HDF5 would crash when it tries again, at the exit of the process, to close a file that a broken
  // disk did not let us close. The first call into HDF5 decides, later ones change nothing.
  H5dont_atexit();
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Hdf5Handle create_group(hid_t file, const std::string& path) {
  return {H5Gcreate2(file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose,
          "create group " + path};
}

std::string hdf5_version() {
  silence_hdf5();
  unsigned major = 0;
  unsigned minor = 0;
  unsigned release = 0;
  check_hdf5(H5get_libversion(&major, &minor, &release), "ask HDF5 for its version");
  return fmt::format("{}.{}.{}", major, minor, release);
}

Hdf5Handle make_space(std::span<const hsize_t> shape) {
  return {shape.empty() ? H5Screate(H5S_SCALAR)
                        : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
          H5Sclose, "make a data space"};
}

Hdf5Handle make_properties(hid_t kind) {
  return {H5Pcreate(kind), H5Pclose, "make a property list"};
}

void put_attribute(hid_t object, const std::string& name, const std::string& value) {
  const char* text = value.c_str();
  put(object, name, string_type().get(), &text);
}

void put_attribute(hid_t object, const std::string& name, std::int64_t value) {
  put(object, name, H5T_NATIVE_INT64, &value);
}

void put_attribute(hid_t object, const std::string& name, std::uint64_t value) {
  put(object, name, H5T_NATIVE_UINT64, &value);
}

void put_attribute(hid_t object, const std::string& name, std::int8_t value) {
  put(object, name, H5T_NATIVE_INT8, &value);
}

void put_attribute(hid_t object, const std::string& name, double value) {
  put(object, name, H5T_NATIVE_DOUBLE, &value);
}

std::vector<hsize_t> shape_of(hid_t dataset) {
  const Hdf5Handle space(H5Dget_space(dataset), H5Sclose, "read a shape");
  if (H5Sget_simple_extent_type(space.get()) == H5S_NULL) return {0};
  std::vector<hsize_t> shape(check_hdf5(H5Sget_simple_extent_ndims(space.get()), "read a shape"));
  check_hdf5(H5Sget_simple_extent_dims(space.get(), shape.data(), nullptr), "read a shape");
  return shape;
}

}  // namespace loschmidt::output
