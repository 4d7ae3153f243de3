#include "parallel/node.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <new>
#include <string>

#include "parallel/shares.hpp"

namespace loschmidt::parallel {

namespace {

bool on_all(MPI_Comm comm, bool value) {
  MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_CXX_BOOL, MPI_LAND, comm);
  return value;
}

// Shared memory without a name in any file system. It is not limited by the size of a file system,
// and the system frees it when the last process that maps it ends, however that happens. Other
// processes open it through the list of files that its maker has open (/proc).
class Memory {
 public:
  explicit Memory(std::size_t bytes) : file_(memfd_create("loschmidt", MFD_CLOEXEC)) {
    made_ = file_ >= 0 && set_aside(static_cast<off_t>(bytes));
  }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  ~Memory() {
    if (file_ >= 0) close(file_);
  }
  bool made() const { return made_; }
  int file() const { return file_; }

 private:
  // Allocates all pages at once, because a lack of memory found while writing would kill the
  // process. Older kernels return EINTR when a signal arrives, such as the request for a
  // checkpoint.
  bool set_aside(off_t bytes) const {
    int error = EINTR;
    while (error == EINTR) error = posix_fallocate(file_, 0, bytes);
    return error == 0;
  }

  int file_;
  bool made_ = false;
};

struct Place {
  pid_t process = 0;
  int file = -1;
  dev_t device = 0;  // device and number identify the file, also between containers
  ino_t number = 0;
};

Place place_of(int file) {
  struct stat status {};
  if (fstat(file, &status) != 0) return {};
  return {getpid(), file, status.st_dev, status.st_ino};
}

// Opens the shared memory of another process. Returns −1 if it is not found.
int open_at(const Place& place) {
  const std::string path =
      "/proc/" + std::to_string(place.process) + "/fd/" + std::to_string(place.file);
  const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return -1;
  const Place found = place_of(file);
  if (found.device == place.device && found.number == place.number) return file;
  close(file);
  return -1;
}

double* mapped(int file, std::size_t bytes) {
  if (file < 0) return nullptr;
  void* begin = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return begin == MAP_FAILED ? nullptr : static_cast<double*>(begin);
}

struct Unmap {
  std::size_t bytes;
  void operator()(double* begin) const {
    if (begin != nullptr) munmap(begin, bytes);
  }
};

// Makes an array shared by the ranks of a node. Collective.
std::shared_ptr<double[]> shared_array(MPI_Comm here, std::size_t bytes) {
  std::unique_ptr<Memory> memory;
  Place place;
  if (rank_in(here) == 0) {
    memory = std::make_unique<Memory>(bytes);
    if (memory->made()) place = place_of(memory->file());
  }
  MPI_Bcast(&place, sizeof place, MPI_BYTE, 0, here);
  const int file = place.file < 0 ? -1 : memory ? dup(memory->file()) : open_at(place);
  std::shared_ptr<double[]> array(mapped(file, bytes), Unmap{bytes});
  if (file >= 0) close(file);
  if (!on_all(here, array != nullptr)) throw std::bad_alloc();
  return array;
}

}  // namespace

SharedMemoryGroup::SharedMemoryGroup(MPI_Comm comm) {
  MPI_Comm machine = MPI_COMM_NULL;
  MPI_Comm_split_type(comm, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
  connect(comm, machine);
  MPI_Comm_free(&machine);
}

SharedMemoryGroup::SharedMemoryGroup(MPI_Comm comm, MPI_Comm here) {
  connect(comm, here);
}

void SharedMemoryGroup::connect(MPI_Comm comm, MPI_Comm here) {
  MPI_Comm_dup(here, &here_);
  if (!shares_memory()) {
    MPI_Comm_free(&here_);
    MPI_Comm_dup(MPI_COMM_SELF, &here_);
  }
  int leader = rank_in(comm);
  MPI_Bcast(&leader, 1, MPI_INT, 0, here_);
  MPI_Comm_split(comm, 0, leader, &all_);
  MPI_Comm_split(all_, rank_in(here_) == 0 ? 0 : MPI_UNDEFINED, 0, &leaders_);
  if (leaders_ == MPI_COMM_NULL) return;
  first_.resize(ranks_in(leaders_) + 1, ranks_in(all_));
  const int first = rank_in(all_);
  MPI_Allgather(&first, 1, MPI_INT, first_.data(), 1, MPI_INT, leaders_);
}

SharedMemoryGroup::~SharedMemoryGroup() {
  for (MPI_Comm* comm : {&all_, &here_, &leaders_})
    if (*comm != MPI_COMM_NULL) MPI_Comm_free(comm);
}

bool SharedMemoryGroup::shares_memory() const {
  try {
    array(1);
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

std::shared_ptr<double[]> SharedMemoryGroup::array(std::size_t size) const {
  if (ranks_in(here_) == 1) return std::make_shared<double[]>(size);
  return shared_array(here_, size * sizeof(double));
}

void SharedMemoryGroup::barrier() const {
  std::atomic_thread_fence(std::memory_order_seq_cst);
  MPI_Barrier(here_);
  std::atomic_thread_fence(std::memory_order_seq_cst);
}

void SharedMemoryGroup::all_gather(std::span<double> whole) const {
  barrier();
  if (leaders_ != MPI_COMM_NULL && ranks_in(leaders_) > 1) {
    const int nodes = ranks_in(leaders_);
    std::vector<int> counts(nodes);
    std::vector<int> offsets(nodes);
    for (int node = 0; node < nodes; ++node) {
      const auto begin = [&](int rank) {
        return share_of(whole.size(), rank, first_.back()).begin;
      };
      offsets[node] = static_cast<int>(begin(first_[node]));
      counts[node] = static_cast<int>(begin(first_[node + 1])) - offsets[node];
    }
    MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, whole.data(), counts.data(), offsets.data(),
                   MPI_DOUBLE, leaders_);
  }
  barrier();
}

}  // namespace loschmidt::parallel
