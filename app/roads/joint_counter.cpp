#include "app/roads/joint_counter.hpp"

namespace loschmidt::roads {

std::vector<JointBlock> joint_blocks(const JointLaw& law, std::uint64_t particles) {
  std::vector<JointBlock> blocks;
  for (int a = 0; a < law.slabs.dimension(); ++a)
    for (int b = 0; b < law.slabs.dimension(); ++b) {
      auto expected = law.expected.block(law.slabs, a, b);
      const std::array<int, 3> extents{law.slabs.on_axis(b), law.slabs.on_axis(a), 1};
      validation::Bins bins = validation::merge_cells(expected, extents, 2, particles);
      blocks.push_back({a, b, std::move(expected), std::move(bins)});
    }
  return blocks;
}

JointCounter::JointCounter(const meshes::Mesh& mesh, const JointLaw* law,
                           const std::vector<JointBlock>& blocks,
                           const std::vector<double>& joint_times)
    : mesh_(mesh), blocks_(blocks), times_(joint_times) {
  if (!law) return;
  slabs_.emplace(law->slabs, mesh);
  for (int a = 0; a < mesh.dimension(); ++a) on_axis_[a] = law->slabs.on_axis(a);
  for (const JointBlock& block : blocks)
    tallies_.emplace_back(block.expected.size(), block.bins.size());
}

JointCounter::Places JointCounter::places(const meshes::Point& x) const {
  const auto cell = mesh_.locate(x);
  if (cell < 0) return {-1, -1, -1};
  const meshes::Index index = mesh_.all_cells().index(static_cast<std::size_t>(cell));
  Places result{};
  for (int a = 0; a < mesh_.dimension(); ++a) result[a] = slabs_->of(a, index[a]);
  return result;
}

void JointCounter::arrive(double t, const sde::Ensemble& ensemble) {
  if (!slabs_) return;
  if (t == times_[0]) return count(ensemble);
  if (t != times_[1]) return;
  later_.clear();
  later_twin_.clear();
  for (std::uint64_t i = 0; i < ensemble.size(); ++i) {
    later_.push_back(places(ensemble.position(i)));
    if (ensemble.has_twin()) later_twin_.push_back(places(ensemble.twin_position(i)));
  }
}

void JointCounter::count(const sde::Ensemble& ensemble) {
  for (std::uint64_t i = 0; i < ensemble.size(); ++i) {
    const Places earlier = places(ensemble.position(i));
    const Places twin = ensemble.has_twin() ? places(ensemble.twin_position(i)) : Places{};
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      const JointBlock& block = blocks_[k];
      const auto place = [&](const Places& from, const Places& to) -> std::ptrdiff_t {
        const int row = to[block.earlier_axis];
        const int column = from[block.later_axis];
        return row < 0 || column < 0 ? -1 : row * on_axis_[block.later_axis] + column;
      };
      const auto own = place(later_[i], earlier);
      if (ensemble.has_twin())
        sde::add_pair(tallies_[k], block.bins.of_cell, own, place(later_twin_[i], twin));
      else
        tallies_[k].fine.add(own);
    }
  }
}

}  // namespace loschmidt::roads
