#include "output/disk_space.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

/// Returns the error number that a write of `bytes` beyond the end of the file would meet, or 0.
int obstacle(int file, std::uint64_t bytes) {
  struct stat status {};
  if (fstat(file, &status) != 0) return errno;
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (limit.rlim_cur != RLIM_INFINITY && size + bytes > limit.rlim_cur) return EFBIG;
  if (fallocate(file, FALLOC_FL_KEEP_SIZE, status.st_size, static_cast<off_t>(bytes)) == 0)
    return 0;
  if (errno != EOPNOTSUPP && errno != ENOSYS) return errno;

  struct statvfs system {};
  if (fstatvfs(file, &system) != 0) return errno;
  return std::uint64_t{system.f_bavail} * system.f_frsize < bytes ? ENOSPC : 0;
}

}  // namespace

void reserve_space(const std::filesystem::path& file, std::uint64_t bytes) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  const int error = descriptor < 0 ? errno : obstacle(descriptor, bytes);
  if (descriptor >= 0) close(descriptor);
  if (error != 0)
    throw parallel::OutputError(
        fmt::format("cannot write {} ({}; {} bytes more are needed): free some space "
                    "or choose another directory with -o",
                    file.string(), std::strerror(error), bytes));
}

void release_space(const std::filesystem::path& file) {
  // Setting a file's size to its present value releases the blocks beyond its end. A failure only
  // wastes space and is ignored.
  std::error_code ignored;
  const auto size = std::filesystem::file_size(file, ignored);
  if (!ignored) std::filesystem::resize_file(file, size, ignored);
}

}  // namespace loschmidt::output
