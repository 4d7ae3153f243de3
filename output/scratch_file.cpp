#include "output/scratch_file.hpp"

#include <array>
#include <system_error>

#include "output/disk_space.hpp"

namespace loschmidt::output {

namespace {

constexpr std::uint64_t bytes_of_headers = 1 << 16;

// Removes the name of a file at the end of the scope, also after an exception.
struct Nameless {
  const std::filesystem::path& file;
  ~Nameless() {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
  }
};

Hdf5Handle create_file(const std::filesystem::path& file, std::uint64_t bytes) {
  silence_hdf5();
  const std::string action = "create " + file.string();
  const Hdf5Handle access = make_properties(H5P_FILE_ACCESS);
  // Locking is off, since no other process has the file and not every file system can lock.
  check_hdf5(H5Pset_file_locking(access.get(), false, true), action);
  Hdf5Handle made(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose,
                  action);
  const Nameless afterwards{file};
  reserve_space(file, bytes + bytes_of_headers);
  return made;
}

Hdf5Handle create_rows(hid_t file, std::uint64_t rows, std::uint64_t length) {
  const char* action = "create a dataset for scratch";
  const Hdf5Handle layout = make_properties(H5P_DATASET_CREATE);
  check_hdf5(H5Pset_fill_time(layout.get(), H5D_FILL_TIME_NEVER), action);
  const Hdf5Handle space = make_space(std::array<hsize_t, 2>{rows, length});
  return {H5Dcreate2(file, "rows", H5T_NATIVE_DOUBLE, space.get(), H5P_DEFAULT, layout.get(),
                     H5P_DEFAULT),
          H5Dclose, action};
}

// Selects the first values of a row.
Hdf5Handle part_of_row(hid_t dataset, std::uint64_t row, std::size_t values) {
  Hdf5Handle space(H5Dget_space(dataset), H5Sclose, "select a row of scratch");
  const std::array<hsize_t, 2> start{row, 0};
  const std::array<hsize_t, 2> count{1, values};
  check_hdf5(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                                 nullptr),
             "select a row of scratch");
  return space;
}

}  // namespace

ScratchFile::ScratchFile(const std::filesystem::path& file, std::uint64_t rows,
                         std::uint64_t length)
    : file_(create_file(file, rows * length * sizeof(double))),
      rows_(create_rows(file_.get(), rows, length)) {}

void ScratchFile::write(std::uint64_t row, std::span<const double> values) {
  const Hdf5Handle in_file = part_of_row(rows_.get(), row, values.size());
  const Hdf5Handle in_memory = make_space(std::array<hsize_t, 1>{values.size()});
  check_hdf5(H5Dwrite(rows_.get(), H5T_NATIVE_DOUBLE, in_memory.get(), in_file.get(), H5P_DEFAULT,
                      values.data()),
             "write to scratch");
}

void ScratchFile::read(std::uint64_t row, std::span<double> values) const {
  const Hdf5Handle in_file = part_of_row(rows_.get(), row, values.size());
  const Hdf5Handle in_memory = make_space(std::array<hsize_t, 1>{values.size()});
  check_hdf5(H5Dread(rows_.get(), H5T_NATIVE_DOUBLE, in_memory.get(), in_file.get(), H5P_DEFAULT,
                     values.data()),
             "read from scratch");
}

}  // namespace loschmidt::output
