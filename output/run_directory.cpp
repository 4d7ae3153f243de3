#include "output/run_directory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

#include "parallel/collective.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
  throw parallel::OutputError(fmt::format(
      "cannot use directory {} ({}): choose another one with -o", path.string(), reason));
}

/// Returns true if it took the lock, false while another process holds it.
bool try_lock(int file, const std::filesystem::path& path) {
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return true;
  if (errno != EWOULDBLOCK && errno != EINTR) fail(path, std::strerror(errno));
  return false;
}

int take_lock(const std::filesystem::path& path, double wait_seconds,
              const std::function<bool()>& give_up) {
  const int file = open((path / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) fail(path, std::strerror(errno));
  const auto end = Clock::now() + std::chrono::duration<double>(wait_seconds);
  try {
    while (!try_lock(file, path)) {
      if (give_up() || Clock::now() >= end)
        fail(path, fmt::format("another run has been using it for {} s", wait_seconds));
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  } catch (...) {
    close(file);
    throw;
  }
  return file;
}

}  // namespace

RunDirectory::RunDirectory(MPI_Comm comm, std::filesystem::path path, double wait_seconds,
                           const std::function<bool()>& give_up)
    : comm_(comm), path_(std::move(path)) {
  parallel::on_root(comm_, [&] {
    std::error_code error;
    std::filesystem::create_directories(path_, error);
    if (error) fail(path_, error.message());
    lock_ = take_lock(path_, wait_seconds, give_up);
  });
}

RunDirectory::RunDirectory(RunDirectory&& other) noexcept
    : comm_(other.comm_), path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

RunDirectory::~RunDirectory() {
  // The lock file stays, because removing it would let two runs lock two different files of the
  // same name.
  if (lock_ >= 0) close(lock_);
}

void RunDirectory::remove_verdict() const {
  remove(verdict_file());
}

void RunDirectory::remove_index() const {
  remove(xdmf_file());
}

void RunDirectory::remove(const std::filesystem::path& file) const {
  parallel::on_root(comm_, [&] {
    std::error_code error;
    std::filesystem::remove(file, error);
    if (error) fail(path_, file.filename().string() + " of an earlier run: " + error.message());
  });
}

}  // namespace loschmidt::output
