#include "output/xdmf.hpp"

#include <boost/test/unit_test.hpp>

#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;

namespace {

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

std::string index_of(const std::vector<int>& cells, int written, const RunContents& contents) {
  return xdmf_text("run.h5", sample::mesh(cells), sample::times().forward, written, contents);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(xdmf)

BOOST_AUTO_TEST_CASE(only_written_snapshots_are_listed) {
  for (int written = 0; written <= 4; ++written) {
    const std::string text = index_of({5}, written, {});
    BOOST_TEST(occurrences(text, "<Time ") == static_cast<std::size_t>(written));
    BOOST_TEST(occurrences(text, "<Attribute ") == 6U * static_cast<std::size_t>(written));
  }
  BOOST_TEST(occurrences(index_of({5}, 4, {}), "<Time Value=\"0.30000000000000004\"/>") == 1U);
}

BOOST_AUTO_TEST_CASE(hyperslabs_have_the_rank_of_the_dataset_and_grids_three_axes) {
  const std::string flat = index_of({5, 3}, 2, {});
  BOOST_TEST(occurrences(flat, "run.h5:/forward/density|1 0 0:1 1 1:1 3 5:4 3 5<") == 1U);
  BOOST_TEST(occurrences(flat, "run.h5:/paraview/score|1 0 0 0:1 1 1 1:1 3 5 3:4 3 5 3<") == 1U);
  BOOST_TEST(occurrences(flat, "3DRectMesh\" Dimensions=\"1 4 6\"") == 2U);
  BOOST_TEST(occurrences(index_of({5}, 1, {}), "density|0 0:1 1:1 5:4 5<") == 3U);
}

BOOST_AUTO_TEST_CASE(arrays_the_run_does_not_write_are_not_listed) {
  RunContents few;
  few.score = few.reverse_counts = false;
  const std::string text = index_of({5}, 1, few);
  BOOST_TEST(occurrences(text, "<Attribute ") == 3U);
  BOOST_TEST(occurrences(text, "score") == 0U);
}

BOOST_AUTO_TEST_CASE(a_place_that_cannot_be_written_is_an_error_on_every_rank) {
  BOOST_CHECK_THROW(write_xdmf(MPI_COMM_WORLD, "/nonexistent/run.xdmf", "run.h5", sample::mesh({5}),
                               sample::times().forward, 1, {}),
                    OutputError);
}

BOOST_AUTO_TEST_SUITE_END()
