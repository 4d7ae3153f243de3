#include <boost/test/unit_test.hpp>

#include "setups.hpp"
#include "solver/density_history.hpp"
#include "solver/score.hpp"

using namespace loschmidt;

namespace {
std::unique_ptr<SliceStore> in_memory(int slices, std::size_t) {
  return std::make_unique<MemoryStore>(slices);
}
}  // namespace

BOOST_AUTO_TEST_SUITE(density_history)

BOOST_AUTO_TEST_CASE(slices_come_back_to_the_bit) {
  for (const Mesh& mesh : test::odd_meshes()) {
    DensityHistory history(MPI_COMM_WORLD, mesh, {0, 1}, false, in_memory);
    const auto mass = test::bump(mesh);
    std::vector<double> twice = mass;
    for (double& m : twice) m *= 2;
    history.put(0, mass);
    history.put(1, twice);
    BOOST_TEST((history.mass(0) == mass));
    BOOST_TEST((history.mass(1) == twice));
    BOOST_TEST((history.regular_score(0).across == regular_score(mesh, mass).across));
  }
}

BOOST_AUTO_TEST_CASE(scores_that_come_along_are_kept_themselves) {
  const Mesh mesh({test::uniform_axis(0, 1, 3), test::uniform_axis(0, 1, 4)});
  DensityHistory history(MPI_COMM_WORLD, mesh, {0}, true, in_memory);
  FaceField score(mesh);
  double v = 0;
  for (auto& values : score.across)
    for (double& s : values) s = v += 1;
  history.put(0, test::bump(mesh), &score);
  BOOST_TEST((history.regular_score(0).across == score.across));
  BOOST_CHECK_THROW(history.put(0, test::bump(mesh)), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
