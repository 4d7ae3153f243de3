// A library that faults.py preloads into the program, and that makes writes to files below
// FAULT_DIRECTORY fail. All ranks count their writes together, in the first bytes of the file
// FAULT_COUNTER.
//   FAULT_SHORT=1  every write of more than one byte is cut in half, as near a full quota
//   FAULT_EIO=n    the n-th write and all after it fail with EIO, as on a broken disk
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

const char* setting(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

bool concerns(int file) {
  char path[PATH_MAX];
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  const auto length = readlink(link.c_str(), path, sizeof path);
  const std::string directory = setting("FAULT_DIRECTORY");
  return length > 0 && !directory.empty() &&
         std::string(path, static_cast<std::size_t>(length))
                 .compare(0, directory.size(), directory) == 0;
}

using Count = std::atomic<long>;

long next_number() {
  static Count* const count = [] {
    const int file = open(setting("FAULT_COUNTER"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof(Count)) != 0) std::abort();
    void* place = mmap(nullptr, sizeof(Count), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    return static_cast<Count*>(place);
  }();
  return count->fetch_add(1) + 1;
}

// Does this write fail? Otherwise `size` is what is left of it.
bool fails(int file, std::size_t& size) {
  if (!concerns(file)) return false;
  const long first = std::atol(setting("FAULT_EIO"));
  if (first > 0 && next_number() >= first) {
    errno = EIO;
    return true;
  }
  if (*setting("FAULT_SHORT") != '\0' && size > 1) size /= 2;
  return false;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

// The first piece alone: a short write of all.
ssize_t vector_write(int file, const iovec* pieces, int number, off_t offset, bool has_offset) {
  for (int i = 0; i < number; ++i)
    if (pieces[i].iov_len > 0)
      return has_offset ? pwrite(file, pieces[i].iov_base, pieces[i].iov_len, offset)
                        : write(file, pieces[i].iov_base, pieces[i].iov_len);
  return 0;
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* data, size_t size) {
  static auto* const next = real<ssize_t(int, const void*, size_t)>("write");
  return fails(file, size) ? -1 : next(file, data, size);
}

ssize_t pwrite(int file, const void* data, size_t size, off_t offset) {
  static auto* const next = real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return fails(file, size) ? -1 : next(file, data, size, offset);
}

ssize_t pwrite64(int file, const void* data, size_t size, off_t offset) {
  return pwrite(file, data, size, offset);
}

ssize_t writev(int file, const iovec* pieces, int number) {
  static auto* const next = real<ssize_t(int, const iovec*, int)>("writev");
  return concerns(file) ? vector_write(file, pieces, number, 0, false) : next(file, pieces, number);
}

ssize_t pwritev(int file, const iovec* pieces, int number, off_t offset) {
  static auto* const next = real<ssize_t(int, const iovec*, int, off_t)>("pwritev");
  return concerns(file) ? vector_write(file, pieces, number, offset, true)
                        : next(file, pieces, number, offset);
}

ssize_t pwritev64(int file, const iovec* pieces, int number, off_t offset) {
  return pwritev(file, pieces, number, offset);
}

int fsync(int file) {
  static auto* const next = real<int(int)>("fsync");
  std::size_t none = 0;
  return fails(file, none) ? -1 : next(file);
}
}
