// The ranks that run on one node, and arrays that they share: one copy in the memory of the node
// for all ranks that read it.
#pragma once

#include <mpi.h>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace loschmidt::parallel {

class SharedMemoryGroup {
 public:
  /// Groups the ranks of comm that share memory. Where sharing fails (containers that do not see
  /// each other) every rank is a node of its own. Collective.
  explicit SharedMemoryGroup(MPI_Comm comm);
  /// Groups the ranks as if the nodes were those of `here`, any split of comm. Collective.
  SharedMemoryGroup(MPI_Comm comm, MPI_Comm here);
  ~SharedMemoryGroup();
  SharedMemoryGroup(const SharedMemoryGroup&) = delete;
  SharedMemoryGroup& operator=(const SharedMemoryGroup&) = delete;

  /// All ranks, in an order in which those of a node are consecutive.
  MPI_Comm all() const { return all_; }
  /// The ranks of this node.
  MPI_Comm here() const { return here_; }

  /// Makes an array of zeros that all ranks of the node share. Collective on the node; releasing
  /// the array is not. Errors: std::bad_alloc on all ranks of the node.
  std::shared_ptr<double[]> array(std::size_t size) const;

  /// Makes values that any rank of the node wrote into arrays before visible to all ranks after it.
  /// Collective on the node.
  void barrier() const;

  /// Completes an array into which every rank wrote its own_share(all(), size): makes these values
  /// visible, and receives the shares of other nodes. Collective.
  void all_gather(std::span<double> whole) const;

 private:
  void connect(MPI_Comm comm, MPI_Comm here);
  bool shares_memory() const;

  MPI_Comm all_ = MPI_COMM_NULL;
  MPI_Comm here_ = MPI_COMM_NULL;
  MPI_Comm leaders_ = MPI_COMM_NULL;  // the first rank of every node; null on others
  std::vector<int> first_;  // first rank of every node among all(), then their number; on leaders
};

}  // namespace loschmidt::parallel
