#include "app/job/session_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

namespace loschmidt::job {

namespace {

namespace fs = std::filesystem;

constexpr const char* parameter = "OMPI_MCA_orte_tmpdir_base";
constexpr std::string_view prefix = "loschmidt-mpi-";

// A descriptor that holds the lock of a directory; -1 if another process holds it or the directory
// is gone. The system releases the lock when the process ends, in whatever way.
int lock(const fs::path& directory) {
  const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  std::error_code error;
  if (descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0 && fs::exists(directory, error))
    return descriptor;
  if (descriptor >= 0) close(descriptor);
  return -1;
}

void remove(const fs::path& directory, int descriptor) {
  std::error_code ignored;
  fs::remove_all(directory, ignored);
  close(descriptor);
}

// Removes directories that no process locks. Those of other users cannot be opened, and stay.
void remove_dead(const fs::path& parent) {
  std::error_code error;
  for (fs::directory_iterator entry(parent, error), end; !error && entry != end;
       entry.increment(error))
    if (entry->path().filename().string().starts_with(prefix))
      if (const int descriptor = lock(entry->path()); descriptor >= 0)
        remove(entry->path(), descriptor);
}

}  // namespace

SessionDirectory::SessionDirectory() {
  if (std::getenv(parameter) != nullptr) return;
  std::error_code error;
  const fs::path parent = fs::temp_directory_path(error);
  if (error) return;
  remove_dead(parent);
  // Before it is locked, another run may take the new directory for an abandoned one and remove it.
  for (int attempt = 0; attempt < 10 && lock_ < 0; ++attempt) {
    std::string name = (parent / prefix).string() + "XXXXXX";
    if (mkdtemp(name.data()) == nullptr) return;
    path_ = name;
    lock_ = lock(path_);
    if (lock_ < 0) fs::remove(path_, error);  // some file systems, such as NFS, lock no directories
  }
  if (lock_ >= 0) setenv(parameter, path_.c_str(), 0);
}

SessionDirectory::~SessionDirectory() {
  if (lock_ >= 0) remove(path_, lock_);
}

}  // namespace loschmidt::job
