#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "parallel/shares.hpp"
#include "setups.hpp"
#include "solver/density_history.hpp"
#include "solver/score.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using namespace loschmidt::solver;

namespace {
std::unique_ptr<SliceStore> in_memory(int slices, std::size_t) {
  return std::make_unique<MemoryStore>(slices);
}

// Ranks in turn: those of a node do not follow one another.
std::unique_ptr<SharedMemoryGroup> two_nodes() {
  MPI_Comm here = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, rank_in(MPI_COMM_WORLD) % 2, 0, &here);
  auto node = std::make_unique<SharedMemoryGroup>(MPI_COMM_WORLD, here);
  MPI_Comm_free(&here);
  return node;
}

std::vector<std::unique_ptr<SharedMemoryGroup>> nodes_of_all_kinds() {
  std::vector<std::unique_ptr<SharedMemoryGroup>> nodes;
  nodes.push_back(std::make_unique<SharedMemoryGroup>(MPI_COMM_WORLD));
  nodes.push_back(two_nodes());
  nodes.push_back(std::make_unique<SharedMemoryGroup>(MPI_COMM_WORLD, MPI_COMM_SELF));
  return nodes;
}

FaceField copy(const Mesh& mesh, const NodeFaces& faces) {
  FaceField result(mesh);
  for (int a = 0; a < mesh.dimension(); ++a)
    std::ranges::copy(faces.view().across[a], result.across[a].begin());
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(density_history)

BOOST_AUTO_TEST_CASE(slices_come_back_to_the_bit) {
  for (const auto& node : nodes_of_all_kinds())
    for (const Mesh& mesh : test::odd_meshes()) {
      DensityHistory history(*node, mesh, {0, 1}, false, in_memory);
      const auto mass = test::bump(mesh);
      std::vector<double> twice = mass;
      for (double& m : twice) m *= 2;
      twice[mesh.cells() / 2] = 0;  // not resolved
      history.put(0, mass);
      history.put(1, twice);
      BOOST_TEST((history.mass(0) == mass));
      BOOST_TEST((history.mass(1) == twice));
      for (int slice = 0; slice < 2; ++slice) {
        const FaceField score = history.regular_score(slice);
        BOOST_TEST((score.across == regular_score(mesh, history.mass(slice)).across));
        BOOST_TEST((copy(mesh, history.regular_score_on_node(slice)).across == score.across));
      }
    }
}

BOOST_AUTO_TEST_CASE(scores_that_come_along_are_kept_themselves) {
  for (const auto& node : nodes_of_all_kinds()) {
    const Mesh mesh({test::uniform_axis(0, 1, 3), test::uniform_axis(0, 1, 4)});
    DensityHistory history(*node, mesh, {0}, true, in_memory);
    FaceField score(mesh);
    double v = 0;
    for (auto& values : score.across)
      for (double& s : values) s = v += 1;
    history.put(0, test::bump(mesh), &score);
    BOOST_TEST((history.regular_score(0).across == score.across));
    BOOST_TEST((copy(mesh, history.regular_score_on_node(0)).across == score.across));
    BOOST_CHECK_THROW(history.put(0, test::bump(mesh)), std::logic_error);
  }
}

BOOST_AUTO_TEST_SUITE_END()
