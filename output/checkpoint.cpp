#include "output/checkpoint.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "output/file_checksum.hpp"
#include "output/hdf5.hpp"
#include "output/hdf5_reading.hpp"
#include "output/set_aside.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

constexpr std::int64_t checkpoint_version = 1;
constexpr const char* unfinished = "unfinished.h5";

template <class Value>
hid_t type_of();
template <>
hid_t type_of<double>() {
  return H5T_NATIVE_DOUBLE;
}
template <>
hid_t type_of<std::uint64_t>() {
  return H5T_NATIVE_UINT64;
}
template <>
hid_t type_of<char>() {
  return H5T_NATIVE_CHAR;
}

template <class Value>
void put_values(hid_t file, const char* name, const std::vector<Value>& values) {
  const std::string action = std::string("write ") + name;
  const hsize_t size = values.size();
  const hsize_t chunk = std::clamp<hsize_t>(size, 1, hsize_t{1} << 17);
  const Hdf5Handle creation = make_properties(H5P_DATASET_CREATE);
  check_hdf5(H5Pset_chunk(creation.get(), 1, &chunk), action);
  const Hdf5Handle space = make_space(std::span<const hsize_t>(&size, 1));
  Hdf5Handle dataset(H5Dcreate2(file, name, type_of<Value>(), space.get(), H5P_DEFAULT,
                                creation.get(), H5P_DEFAULT),
                     H5Dclose, action);
  check_hdf5(
      H5Dwrite(dataset.get(), type_of<Value>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
      action);
  dataset.close(action);
}

template <class Value>
std::vector<Value> get_values(hid_t file, const char* name) {
  const Hdf5Handle dataset = open_object(file, name);
  std::vector<Value> values(shape_of(dataset.get()).at(0));
  check_hdf5(H5Dread(dataset.get(), type_of<Value>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
             std::string("read ") + name);
  return values;
}

template <class Value>
void append(std::vector<Value>& all, const std::vector<Value>& part) {
  all.insert(all.end(), part.begin(), part.end());
}

// All records concatenated. `sizes` has four numbers per record: its own number, and its lengths in
// the other three arrays.
struct Flat {
  std::vector<std::uint64_t> sizes;
  std::vector<char> names;
  std::vector<double> reals;
  std::vector<std::uint64_t> counts;
};

Flat flatten(const Records& records) {
  Flat flat;
  for (const auto& [number, record] : records) {
    append(flat.sizes, {number, record.name.size(), record.reals.size(), record.counts.size()});
    flat.names.insert(flat.names.end(), record.name.begin(), record.name.end());
    append(flat.reals, record.reals);
    append(flat.counts, record.counts);
  }
  return flat;
}

Records unfold(const Flat& flat) {
  Records records;
  auto name = flat.names.begin();
  auto real = flat.reals.begin();
  auto count = flat.counts.begin();
  const auto take = [](auto& from, std::uint64_t size) {
    const auto first = from;
    from += static_cast<std::ptrdiff_t>(size);
    return std::pair(first, from);
  };
  for (std::size_t k = 0; k + 3 < flat.sizes.size(); k += 4) {
    const auto [n0, n1] = take(name, flat.sizes[k + 1]);
    const auto [r0, r1] = take(real, flat.sizes[k + 2]);
    const auto [c0, c1] = take(count, flat.sizes[k + 3]);
    records[flat.sizes[k]] = {{n0, n1}, {r0, r1}, {c0, c1}};
  }
  return records;
}

void write_file(const std::filesystem::path& path, const CheckpointOrigin& origin,
                const Records& records) {
  const Flat flat = flatten(records);
  const std::string action = "write " + path.string();
  Hdf5Handle file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose,
                  action);
  put_attribute(file.get(), "schema", std::string("loschmidt-checkpoint"));
  put_attribute(file.get(), "schema_version", checkpoint_version);
  put_attribute(file.get(), "version", origin.version);
  put_attribute(file.get(), "mpi_ranks", origin.ranks);
  put_values(file.get(), "case",
             std::vector<char>(origin.resolved_text.begin(), origin.resolved_text.end()));
  put_values(file.get(), "sizes", flat.sizes);
  put_values(file.get(), "names", flat.names);
  put_values(file.get(), "reals", flat.reals);
  put_values(file.get(), "counts", flat.counts);
  file.close(action);
  seal_file(path);
}

Records read_file(const std::filesystem::path& path) {
  require_seal(path);
  const Hdf5Handle file = open_hdf5(path, "leave out --restart");
  return unfold({get_values<std::uint64_t>(file.get(), "sizes"),
                 get_values<char>(file.get(), "names"), get_values<double>(file.get(), "reals"),
                 get_values<std::uint64_t>(file.get(), "counts")});
}

void synchronise(const std::filesystem::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = file >= 0 && fsync(file) == 0;
  const int error = errno;
  if (file >= 0) close(file);
  if (!done)
    throw parallel::OutputError(
        fmt::format("cannot write {} ({}): check free space and permissions", path.string(),
                    std::strerror(error)));
}

[[noreturn]] void fail(const std::filesystem::path& path, const std::error_code& error) {
  throw parallel::OutputError(
      fmt::format("cannot change {} ({}): check permissions", path.string(), error.message()));
}

}  // namespace

std::filesystem::path Checkpoint::file(std::size_t number) const {
  return path_ / fmt::format("{:06}.h5", number);
}

// Whether the file exists. If that cannot be found out, it throws, since the file may exist and
// must not be overwritten.
bool Checkpoint::exists(std::size_t number) const {
  std::error_code error;
  const bool there = std::filesystem::exists(file(number), error);
  if (error) fail(file(number), error);
  return there;
}

std::size_t Checkpoint::set_aside(std::size_t first) const {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(path_, error), end; !error && entry != end;
       entry.increment(error)) {
    const auto name = entry->path().filename();
    if (name >= file(first).filename() && name != unfinished) files.push_back(entry->path());
  }
  if (error && error != std::errc::no_such_file_or_directory) fail(path_, error);
  output::set_aside(files, unreadable_);
  return files.size();
}

std::optional<CheckpointOrigin> Checkpoint::origin() const try {
  require_seal(file(0));
  const Hdf5Handle first = open_hdf5(file(0), "leave out --restart");
  const auto text = get_values<char>(first.get(), "case");
  return CheckpointOrigin{
      {text.begin(), text.end()},
      text_attribute(first.get(), "version"),
      number_attribute<std::int64_t>(first.get(), "mpi_ranks", H5T_NATIVE_INT64)};
} catch (const std::exception&) {
  return std::nullopt;
}

Checkpoint::Found Checkpoint::read() const {
  Found found;
  std::size_t number = 0;
  try {
    for (; exists(number); ++number) {
      Records records = read_file(file(number));
      records.merge(found.records);
      found.records = std::move(records);
    }
  } catch (const std::exception&) {
    found.damaged = true;
  }
  if (found.damaged) set_aside(number);
  return found;
}

void Checkpoint::write(const CheckpointOrigin& origin, const Records& records) const {
  std::error_code error;
  std::filesystem::create_directories(path_, error);
  if (error) fail(path_, error);
  const auto written = path_ / unfinished;
  write_file(written, origin, records);
  synchronise(written);
  std::size_t number = 0;
  while (exists(number)) ++number;
  std::filesystem::rename(written, file(number), error);
  if (error) fail(written, error);
  synchronise(path_);
}

void Checkpoint::remove() const {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
  if (error) fail(path_, error);
}

}  // namespace loschmidt::output
