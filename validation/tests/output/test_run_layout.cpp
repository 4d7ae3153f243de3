#include "output/run_layout.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::output;

BOOST_AUTO_TEST_SUITE(run_layout)

BOOST_AUTO_TEST_CASE(paths_are_unique_and_views_and_arrays_have_their_source) {
  std::set<std::string_view> paths;
  for (const DatasetRow& row : dataset_rows()) BOOST_TEST(paths.insert(row.path).second);
  for (const VirtualRow& row : virtual_rows()) {
    BOOST_TEST(paths.contains(row.source));
    BOOST_TEST(paths.insert(row.path).second);
  }
  for (const ParaviewArray& array : paraview_arrays()) BOOST_TEST(paths.contains(array.dataset));
}

BOOST_AUTO_TEST_CASE(snapshots_run_z_y_x_components) {
  const Mesh mesh = sample::mesh({3, 5, 7});
  BOOST_TEST(snapshot_shape(mesh, Extent::value).empty());
  BOOST_TEST(snapshot_shape(mesh, Extent::cells) == (std::vector<std::size_t>{7, 5, 3}),
             boost::test_tools::per_element());
  BOOST_TEST(snapshot_shape(mesh, Extent::vectors) == (std::vector<std::size_t>{7, 5, 3, 3}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_chunk_holds_at_most_one_snapshot_and_one_megabyte) {
  const std::vector<std::vector<std::size_t>> snapshots{
      {1}, {512}, {1 << 20}, {384, 384}, {4096, 4096}, {64, 64, 64, 3}, {999, 1001, 7, 3}};
  for (const auto& snapshot : snapshots) {
    const auto chunk = chunk_shape(snapshot);
    BOOST_TEST_REQUIRE(chunk.size() == snapshot.size() + 1);
    BOOST_TEST(chunk[0] == 1U);
    std::size_t bytes = sizeof(double);
    for (std::size_t a = 0; a < snapshot.size(); ++a) {
      BOOST_TEST((chunk[a + 1] >= 1 && chunk[a + 1] <= snapshot[a]));
      bytes *= chunk[a + 1];
    }
    BOOST_TEST(bytes <= (1U << 20));
  }
  BOOST_TEST(chunk_shape({64, 64}) == (std::vector<std::size_t>{1, 64, 64}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
