#include "output/new_file.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <optional>
#include <system_error>
#include <utility>

#include "output/dataset.hpp"
#include "output/disk_space.hpp"
#include "parallel/collective.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

void remove_earlier(const std::filesystem::path& file) {
  std::filesystem::path index = file;
  index.replace_extension(".xdmf");
  for (const auto& earlier : {index, file}) {
    std::error_code error;
    std::filesystem::remove(earlier, error);
    if (error)
      throw parallel::OutputError(fmt::format("cannot replace {} ({}): check permissions",
                                              earlier.string(), error.message()));
  }
}

// The hints as an MPI_Info object; HDF5 takes a copy.
class Info {
 public:
  explicit Info(const MpiIoHints& hints) {
    MPI_Info_create(&info_);
    for (const auto& [name, value] : hints) MPI_Info_set(info_, name.c_str(), value.c_str());
  }
  Info(const Info&) = delete;
  Info& operator=(const Info&) = delete;
  ~Info() { MPI_Info_free(&info_); }
  MPI_Info get() const { return info_; }

 private:
  MPI_Info info_ = MPI_INFO_NULL;
};

std::string now(MPI_Comm comm) {
  return parallel::from_root(comm,
                             fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))));
}

}  // namespace

Hdf5Handle create_shared_file(MPI_Comm comm, const std::filesystem::path& file,
                              const MpiIoHints& hints) {
  silence_hdf5();
  parallel::on_root(comm, [&] {
    remove_earlier(file);
    reserve_space(file, hdf5_bookkeeping);
  });
  std::optional<Hdf5Handle> handle;
  parallel::on_all(comm, [&] {
    const Hdf5Handle access = make_properties(H5P_FILE_ACCESS);
    const Info info(hints);
    check_hdf5(H5Pset_fapl_mpio(access.get(), comm, info.get()), "open a file in parallel");
    handle.emplace(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose,
                   "create " + file.string());
  });
  return std::move(*handle);
}

void write_header(MPI_Comm comm, hid_t file, const std::string& schema, const RunHeader& header) {
  int ranks = 1;
  MPI_Comm_size(comm, &ranks);
  put_attribute(file, "schema", schema);
  put_attribute(file, "schema_version", std::int64_t{1});
  put_attribute(file, "title", header.title);
  put_attribute(file, "reference", header.reference);
  put_attribute(file, "status", std::string("running"));
  put_attribute(file, "created", now(comm));
  put_attribute(file, "software_version", header.software_version);
  put_attribute(file, "git_commit", header.git_commit);
  put_attribute(file, "petsc_version", header.petsc_version);
  put_attribute(file, "hdf5_version", hdf5_version());
  put_attribute(file, "mpi_ranks", std::int64_t{ranks});
  put_attribute(file, "seed", header.seed);
  put_attribute(file, "command_line", header.command_line);
  create_text(file, "/input/case", header.case_text, {"1", "case file, verbatim"}, comm);
  create_text(file, "/input/resolved", header.resolved_text, {"1", "every key resolved, TOML"},
              comm);
}

}  // namespace loschmidt::output
