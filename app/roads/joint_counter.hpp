// Counts of the particles of the reverse ensemble by their slabs at both joint times.
#pragma once

#include <array>
#include <vector>

#include "app/roads/joint_law.hpp"
#include "sde/ensemble.hpp"
#include "validation/bins.hpp"

namespace loschmidt::roads {

/// The joint law of one coordinate at the earlier time and one at the later time. A place is a pair
/// of slabs, one of each coordinate; the slab at the later time runs fastest.
struct JointBlock {
  int earlier_axis;
  int later_axis;
  std::vector<double> expected;  // probability per place
  validation::Bins bins;         // bins of places
};

/// One block for each pair of axes, with bins for this number of particles.
std::vector<JointBlock> joint_blocks(const JointLaw& law, std::uint64_t particles);

/// Counts one batch of particles.
class JointCounter {
 public:
  /// All arguments must outlive this. With `law` null nothing is counted.
  JointCounter(const meshes::Mesh& mesh, const JointLaw* law, const std::vector<JointBlock>& blocks,
               const std::vector<double>& joint_times);

  /// Call this with the batch at every time t that it reaches, in the order of the road; calls at
  /// times other than the joint times have no effect.
  void arrive(double t, const sde::Ensemble& ensemble);

  /// The tallies, one per block.
  std::vector<sde::Tally> take() { return std::move(tallies_); }

 private:
  using Places = std::array<int, 3>;  // slab per axis; −1 outside
  Places places(const meshes::Point& x) const;
  void count(const sde::Ensemble& ensemble);

  const meshes::Mesh& mesh_;
  const std::vector<JointBlock>& blocks_;
  const std::vector<double>& times_;
  std::optional<validation::SlabsOfCells> slabs_;
  std::array<int, 3> on_axis_{1, 1, 1};
  std::vector<Places> later_, later_twin_;
  std::vector<sde::Tally> tallies_;
};

}  // namespace loschmidt::roads
