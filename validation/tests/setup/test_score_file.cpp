// The score in a file is returned unchanged at its times, and is linear between them.
#include "app/setup/score_file.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::setup;
using boost::test_tools::tolerance;

namespace {

// A run with snapshots at 0, 0.1, 0.3 and 1.
struct Written {
  sample::Scratch scratch;
  Mesh mesh = sample::mesh({5, 3});
  Written() { sample::write_run(scratch.path(), mesh, 4, 1); }

  ScoreReader reader(const Mesh& of, double first, double last) const {
    return {{scratch.path() / "run.h5", "/forward/score"}, of, first, last};
  }
};

std::vector<double> written(int snapshot) {
  return sample::reals("/forward/score", snapshot, 30);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(score_files)

BOOST_AUTO_TEST_CASE(at_its_times_it_is_what_was_written) {
  const Written run;
  ScoreReader reader = run.reader(run.mesh, 0, 1);
  const auto& times = sample::times().forward;
  for (int k = 0; k < 4; ++k) BOOST_TEST((reader.at(times[k]) == written(k)));
}

BOOST_AUTO_TEST_CASE(in_between_it_is_linear) {
  const Written run;
  ScoreReader reader = run.reader(run.mesh, 0, 1);
  const auto a = written(0), b = written(1), c = written(2), d = written(3);
  const auto early = reader.at(0.025);
  const auto late = reader.at(0.3 + 0.7 * 0.5);
  for (std::size_t n = 0; n < 30; ++n) {
    BOOST_TEST(early[n] == 0.75 * a[n] + 0.25 * b[n], tolerance(1e-10));
    BOOST_TEST(late[n] == 0.5 * c[n] + 0.5 * d[n], tolerance(1e-10));
  }
}

BOOST_AUTO_TEST_CASE(times_that_are_not_covered_are_refused) {
  const Written run;
  BOOST_CHECK_THROW(run.reader(run.mesh, -0.1, 1), std::invalid_argument);
  BOOST_CHECK_THROW(run.reader(run.mesh, 0, 1.1), std::invalid_argument);
  BOOST_CHECK_NO_THROW(run.reader(run.mesh, 0.2, 0.8));
}

BOOST_AUTO_TEST_CASE(cells_of_another_mesh_are_refused) {
  const Written run;
  BOOST_CHECK_THROW(run.reader(sample::mesh({5, 4}), 0, 1), std::invalid_argument);
  BOOST_CHECK_THROW(run.reader(sample::mesh({5}), 0, 1), std::invalid_argument);
  const Mesh moved({Axis({-1, 0, 0.5, 1, 1.5, 2}, Boundary::reflecting), run.mesh.axis(1)});
  BOOST_CHECK_THROW(run.reader(moved, 0, 1), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
