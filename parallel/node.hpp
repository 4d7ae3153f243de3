// The ranks that run on one node, and arrays that they have in common: one copy in the memory of
// the node, however many ranks read it.
#pragma once

#include <mpi.h>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace loschmidt::parallel {

class SharedMemoryGroup {
 public:
  /// The ranks of comm that share memory with this one. Where sharing fails (containers that do not
  /// see each other) every rank is a node of its own. Collective.
  explicit SharedMemoryGroup(MPI_Comm comm);
  /// As if the nodes were those of `here`, any split of comm.
  SharedMemoryGroup(MPI_Comm comm, MPI_Comm here);
  ~SharedMemoryGroup();
  SharedMemoryGroup(const SharedMemoryGroup&) = delete;
  SharedMemoryGroup& operator=(const SharedMemoryGroup&) = delete;

  /// All ranks, in an order in which those of a node follow one another.
  MPI_Comm all() const { return all_; }
  /// Those of this node.
  MPI_Comm here() const { return here_; }

  /// An array for all ranks of the node, all zeros. Collective on the node, releasing it is not.
  /// Errors: std::bad_alloc on all of them.
  std::shared_ptr<double[]> array(std::size_t size) const;

  /// What any rank of the node wrote into arrays before, all ranks read after. Collective on it.
  void barrier() const;

  /// Completes an array into which every rank wrote its own_share(all(), size): settles it, and
  /// gets the parts of other nodes. Collective.
  void all_gather(std::span<double> whole) const;

 private:
  void connect(MPI_Comm comm, MPI_Comm here);
  bool shares_memory() const;

  MPI_Comm all_ = MPI_COMM_NULL;
  MPI_Comm here_ = MPI_COMM_NULL;
  MPI_Comm leaders_ = MPI_COMM_NULL;  // the first rank of every node; null on others
  std::vector<int> first_;            // among all(), of every node, and their number; on leaders
};

}  // namespace loschmidt::parallel
