#include "output/rehearsal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fstream>
#include <new>
#include <string>
#include <system_error>

#include "output/hdf5.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

using Paths = std::vector<std::filesystem::path>;

constexpr std::uint64_t megabyte = std::uint64_t{1} << 20;
constexpr std::uint64_t shortest_seconds = 5;  // processor time; one more per megabyte
constexpr std::uint64_t waiting = 20;          // wall time over processor time, for a slow disk
constexpr std::uint64_t least_memory = 1024 * megabyte;  // added to the memory of this process
constexpr std::uint64_t memory_per_byte = 32;            // per byte of the files

std::uint64_t bytes_of(const Paths& files) {
  std::uint64_t bytes = 0;
  for (const auto& file : files) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (!error) bytes += size;
  }
  return bytes;
}

std::string names_of(const Paths& files) {
  std::string names;
  for (const auto& file : files)
    names += fmt::format("{}{}", names.empty() ? "" : " or ", file.string());
  return names;
}

std::uint64_t address_space_used() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::uint64_t memory_for(std::uint64_t bytes) {
  return least_memory + memory_per_byte * bytes;
}

void limit(__rlimit_resource_t resource, std::uint64_t most) {
  rlimit limits{};
  getrlimit(resource, &limits);
  limits.rlim_cur = std::min<rlim_t>(most, limits.rlim_cur);  // an earlier, lower limit stays
  setrlimit(resource, &limits);
}

// Prepares the child to end without a word at a fault: no handler, no core, no stderr. It also ends
// with its parent, because it holds the parent's lock on the directory.
void prepare_child(std::uint64_t bytes) {
  const std::uint64_t seconds = shortest_seconds + bytes / megabyte;
  for (const int fault : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGXCPU, SIGALRM})
    std::signal(fault, SIG_DFL);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  alarm(static_cast<unsigned>(waiting * seconds));
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, seconds);
  limit(RLIMIT_AS, address_space_used() + memory_for(bytes));
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
}

std::string complaint_of(const Paths& files, const std::function<void()>& action) {
  try {
    action();
  } catch (const parallel::OutputError& error) {
    return error.what();
  } catch (const std::bad_alloc&) {
    const std::uint64_t bytes = bytes_of(files);
    return fmt::format(
        "{}: reading takes more than {} MiB of memory ({} MiB and {} times the {} bytes stored are "
        "given): the file is damaged, or holds far more than it stores: write it again, "
        "uncompressed",
        names_of(files), memory_for(bytes) / megabyte, least_memory / megabyte, memory_per_byte,
        bytes);
  } catch (const std::exception&) {
    return "";
  }
  return "";
}

[[noreturn]] void be_child(int answer, const Paths& files, const std::function<void()>& action) {
  prepare_child(bytes_of(files));
  const std::string complaint = complaint_of(files, action);
  const auto sent = write(answer, complaint.data(), complaint.size());
  _exit(sent == static_cast<ssize_t>(complaint.size()) ? 0 : 1);
}

std::string all_of(int answer) {
  std::string text;
  std::array<char, 4096> block{};
  for (;;) {
    const auto size = read(answer, block.data(), block.size());
    if (size > 0) text.append(block.data(), static_cast<std::size_t>(size));
    if (size == 0 || (size < 0 && errno != EINTR)) return text;
  }
}

int status_of(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return 0;  // waited for elsewhere, so its status is unknown
  return status;
}

std::string end_of(int status) {
  if (!WIFSIGNALED(status)) return "HDF5 failed";
  const int signal = WTERMSIG(status);
  return signal == SIGXCPU || signal == SIGALRM
             ? "HDF5 did not come to an end"
             : fmt::format("HDF5 crashed with signal {}", signal);
}

}  // namespace

void rehearse(const Paths& files, const std::function<void()>& action) {
  H5open();  // before the fork, since starting HDF5 calls MPI
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return;
  const pid_t child = fork();
  if (child == 0) be_child(ends[1], files, action);
  close(ends[1]);
  const std::string complaint = child > 0 ? all_of(ends[0]) : "";
  close(ends[0]);
  const int status = child > 0 ? status_of(child) : 0;
  if (status != 0)
    throw parallel::OutputError(
        fmt::format("{}: cannot be read as HDF5 ({}): the file is damaged, write it "
                    "again",
                    names_of(files), end_of(status)));
  if (!complaint.empty()) throw parallel::OutputError(complaint);
}

}  // namespace loschmidt::output
