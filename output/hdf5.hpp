// Owners for HDF5's identifiers and the few calls this program makes with them. HDF5 prints nothing
// by itself; a failure is thrown as OutputError with HDF5's innermost reason. Calls that create
// things or write attributes are collective on a file opened by several ranks, and take the same
// arguments on every rank.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace loschmidt::output {

/// Throws OutputError "cannot <action> (<HDF5's reason>): …".
[[noreturn]] void throw_hdf5_error(std::string_view action);

/// Returns the result of an HDF5 call. Errors: OutputError if it is negative.
template <class Result>
Result check_hdf5(Result result, std::string_view action) {
  if (result < 0) throw_hdf5_error(action);
  return result;
}

/// Owns one identifier and closes it with the function of its kind.
class Hdf5Handle {
 public:
  using Close = herr_t (*)(hid_t);

  /// Takes an identifier that a call returned. Errors: OutputError when `id` is negative, because
  /// the call has failed.
  Hdf5Handle(hid_t id, Close closer, std::string_view action)
      : id_(check_hdf5(id, action)), close_(closer) {}
  Hdf5Handle(Hdf5Handle&& other) noexcept;
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept;
  ~Hdf5Handle();

  hid_t get() const { return id_; }
  /// Closes the object now, so that a failure (such as a full disk) is reported. Errors:
  /// OutputError.
  void close(std::string_view action);
  /// Gives the identifier up without closing it. This is for a parallel file that one rank could
  /// not write to: closing it is collective and writes again, so that the ranks might wait for one
  /// another for ever.
  void abandon() { id_ = H5I_INVALID_HID; }

 private:
  void release() noexcept;

  hid_t id_;
  Close close_;
};

/// Stops HDF5 from printing errors, which this program reports, and from closing files at exit.
/// Call it before anything else of HDF5.
void silence_hdf5();

/// Creates a group. Errors: OutputError.
Hdf5Handle create_group(hid_t file, const std::string& path);

/// Returns the version of the HDF5 library in use, such as "1.10.8".
std::string hdf5_version();

Hdf5Handle make_space(std::span<const hsize_t> shape);
Hdf5Handle make_properties(hid_t kind);

/// Creates an attribute or replaces its value. Strings have variable length, UTF-8.
void put_attribute(hid_t object, const std::string& name, const std::string& value);
void put_attribute(hid_t object, const std::string& name, std::int64_t value);
void put_attribute(hid_t object, const std::string& name, std::uint64_t value);
void put_attribute(hid_t object, const std::string& name, std::int8_t value);
void put_attribute(hid_t object, const std::string& name, double value);

/// Returns the extents of a dataset, slowest axis first; {0} for one that has no values at all.
std::vector<hsize_t> shape_of(hid_t dataset);

}  // namespace loschmidt::output
