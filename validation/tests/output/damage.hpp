// Damaged run files, one per rank, for tests of the functions that read them.
#pragma once

#include <array>
#include <functional>

#include "output/hdf5_reading.hpp"
#include "validation/tests/output/sample_run.hpp"

namespace loschmidt::sample {

/// The file of a run on five cells with three of its four snapshots, changed by change(file).
/// Collective.
class OneRun {
 public:
  explicit OneRun(const std::function<void(hid_t)>& change = [](hid_t) {}) {
    write_run(scratch_.path(), mesh({5}), 3, 1);
    MPI_Barrier(MPI_COMM_WORLD);
    std::filesystem::copy_file(scratch_.path() / "run.h5", file());
    const output::Hdf5Handle handle(H5Fopen(file().c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose,
                                    "open");
    change(handle.get());
  }
  std::filesystem::path file() const {
    return scratch_.path() / ("own" + std::to_string(rank()) + ".h5");
  }

 private:
  Scratch scratch_;
};

/// Writes a dataset with the given shape and values, in place of an existing one.
inline void replace(hid_t file, const std::string& path, const std::vector<hsize_t>& shape,
                    const std::vector<double>& values) {
  if (output::has_link(file, path))
    output::check_hdf5(H5Ldelete(file, path.c_str(), H5P_DEFAULT), "delete");
  const output::Hdf5Handle dataset(
      H5Dcreate2(file, path.c_str(), H5T_NATIVE_DOUBLE, output::make_space(shape).get(),
                 H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
      H5Dclose, "create");
  output::check_hdf5(
      H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
      "write");
}

/// Creates a dataset of the given type without writing values, in place of an existing one.
inline void replace_empty(hid_t file, const std::string& path, hid_t type, hid_t space,
                          hid_t creation = H5P_DEFAULT) {
  if (output::has_link(file, path))
    output::check_hdf5(H5Ldelete(file, path.c_str(), H5P_DEFAULT), "delete");
  const output::Hdf5Handle dataset(
      H5Dcreate2(file, path.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose,
      "create");
}

/// Creates a dataset of `rows` rows in chunks, none of which is allocated.
inline void replace_with_claim(hid_t file, const std::string& path, hsize_t rows) {
  const output::Hdf5Handle creation = output::make_properties(H5P_DATASET_CREATE);
  const hsize_t chunk = 16;
  output::check_hdf5(H5Pset_chunk(creation.get(), 1, &chunk), "set chunks");
  const std::array<hsize_t, 1> shape{rows};
  replace_empty(file, path, H5T_NATIVE_DOUBLE, output::make_space(shape).get(), creation.get());
}

/// Writes an attribute of five integers in place of one that has one integer.
inline void put_array_attribute(hid_t file, const std::string& path, const std::string& name) {
  const output::Hdf5Handle object = output::open_object(file, path);
  if (output::has_attribute(object.get(), name))
    output::check_hdf5(H5Adelete(object.get(), name.c_str()), "delete");
  const std::array<std::int64_t, 5> values{0, 1, 2, 3, 4};
  const std::array<hsize_t, 1> shape{values.size()};
  const output::Hdf5Handle attribute(
      H5Acreate2(object.get(), name.c_str(), H5T_NATIVE_INT64, output::make_space(shape).get(),
                 H5P_DEFAULT, H5P_DEFAULT),
      H5Aclose, "create");
  output::check_hdf5(H5Awrite(attribute.get(), H5T_NATIVE_INT64, values.data()), "write");
}

}  // namespace loschmidt::sample
