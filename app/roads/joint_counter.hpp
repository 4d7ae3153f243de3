// Particles of the reverse ensemble counted by where they are at both joint times.
#pragma once

#include <array>
#include <vector>

#include "app/roads/joint_law.hpp"
#include "sde/ensemble.hpp"
#include "validation/bins.hpp"

namespace loschmidt::roads {

/// The joint law of one coordinate at the earlier time and one at the later: places are pairs of
/// their slabs, the later one's running fastest.
struct JointBlock {
  int earlier_axis;
  int later_axis;
  std::vector<double> expected;  // probability per place
  validation::Bins bins;         // of places
};

/// All pairs of axes.
std::vector<JointBlock> joint_blocks(const JointLaw& law, std::uint64_t particles);

class JointCounter {
 public:
  /// All must outlive this; law null: there is nothing to count.
  JointCounter(const meshes::Mesh& mesh, const JointLaw* law, const std::vector<JointBlock>& blocks,
               const std::vector<double>& joint_times);

  /// To be called for one batch after the other wherever it stands.
  void arrive(double t, const sde::Ensemble& ensemble);

  /// One per block.
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
