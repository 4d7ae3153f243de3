#include "app/setup/available_memory.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

namespace loschmidt::setup {

namespace {

namespace fs = std::filesystem;
constexpr double unlimited = std::numeric_limits<double>::infinity();

// The number after a word that begins a line of the file, such as "VmSize:".
std::optional<double> number_after(const fs::path& file, std::string_view word) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string name;
    double number = 0;
    if (fields >> name >> number && name == word) return number;
  }
  return std::nullopt;
}

// The only number of a file; none where it holds a word, such as "max".
std::optional<double> number_in(const fs::path& file) {
  double number = 0;
  if (std::ifstream stream(file); stream >> number) return number;
  return std::nullopt;
}

double left_of(int resource, double used) {
  rlimit limit{};
  if (getrlimit(resource, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return unlimited;
  return static_cast<double>(limit.rlim_cur) - used;
}

double left_to_process(const fs::path& root) {
  constexpr double kilobyte = 1024;
  const fs::path status = root / "proc/self/status";
  const double size = number_after(status, "VmSize:").value_or(0) * kilobyte;
  const double data = number_after(status, "VmData:").value_or(0) * kilobyte;
  return std::min(left_of(RLIMIT_AS, size), left_of(RLIMIT_DATA, data));
}

// The names of the files of one version of control groups, and of the two counters of memory.stat
// for cached pages, which the system can free.
struct GroupFiles {
  const char* mount;
  const char* limit;
  const char* usage;
  const char* inactive;
  const char* active;
};
constexpr GroupFiles version_1{"sys/fs/cgroup/memory", "memory.limit_in_bytes",
                               "memory.usage_in_bytes", "total_inactive_file", "total_active_file"};
constexpr GroupFiles version_2{"sys/fs/cgroup", "memory.max", "memory.current", "inactive_file",
                               "active_file"};

double left_in(const fs::path& group, const GroupFiles& files) {
  const auto limit = number_in(group / files.limit);
  if (!limit) return unlimited;
  const fs::path statistics = group / "memory.stat";
  const double cached = number_after(statistics, files.inactive).value_or(0) +
                        number_after(statistics, files.active).value_or(0);
  return *limit - number_in(group / files.usage).value_or(0) + cached;
}

// The least that a group and all groups above it leave. In a container the mount point may show the
// container's own group in place of the whole tree; then the path does not exist below it.
double left_up_to_mount(const fs::path& root, const fs::path& path, const GroupFiles& files) {
  const fs::path mount = root / files.mount;
  double left = left_in(mount, files);
  fs::path group = mount;
  for (const fs::path& part : path.relative_path()) {
    group /= part;
    left = std::min(left, left_in(group, files));
  }
  return left;
}

// The memory that control groups leave to this process. Lines of /proc/self/cgroup are
// "number:controllers:path"; version 2 has the number 0 and names no controllers.
double left_to_group(const fs::path& root) {
  double left = std::min(left_in(root / version_1.mount, version_1),
                         left_in(root / version_2.mount, version_2));
  std::ifstream lines(root / "proc/self/cgroup");
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    const fs::path path = line.substr(second + 1);
    if (controllers == ",,") left = std::min(left, left_up_to_mount(root, path, version_2));
    if (controllers.find(",memory,") != std::string::npos)
      left = std::min(left, left_up_to_mount(root, path, version_1));
  }
  return left;
}

}  // namespace

AvailableMemory available_memory(const fs::path& root) {
  constexpr double kilobyte = 1024;
  const fs::path memory = root / "proc/meminfo";
  const double swap = number_after(memory, "SwapFree:").value_or(0) * kilobyte;
  const auto free = number_after(memory, "MemAvailable:");
  const double node = std::min(free ? *free * kilobyte : unlimited, left_to_group(root)) + swap;
  return {left_to_process(root), node};
}

}  // namespace loschmidt::setup
