#include "output/run_reading.hpp"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <limits>

#include "parallel/output_error.hpp"
#include "validation/tests/output/damage.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;
using sample::OneRun;

BOOST_AUTO_TEST_SUITE(run_reading)

BOOST_AUTO_TEST_CASE(mesh_and_times_of_a_run) {
  const OneRun run;
  const Hdf5Handle file = open_run(run.file());
  BOOST_TEST(cells_within(read_edges(file.get())) == 5u);
  const StoredSeries forward = read_series(file.get(), Timeline::forward);
  BOOST_TEST(forward.times == sample::times().forward, boost::test_tools::per_element());
  BOOST_TEST(forward.written == 3u);
}

BOOST_AUTO_TEST_CASE(snapshots_that_cannot_be_are_found) {
  for (const std::int64_t written : {-1, 5, 99}) {
    const OneRun run([&](hid_t file) {
      put_attribute(open_object(file, "/forward").get(), "written", written);
    });
    BOOST_CHECK_THROW(read_series(open_run(run.file()).get(), Timeline::forward), OutputError);
  }
  const OneRun array([](hid_t file) { sample::put_array_attribute(file, "/forward", "written"); });
  BOOST_CHECK_THROW(read_series(open_run(array.file()).get(), Timeline::forward), OutputError);
}

BOOST_AUTO_TEST_CASE(places_and_times_must_be_finite) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const OneRun times([&](hid_t file) {
    sample::replace(file, "/forward/time", {4}, {0, nan, 2, 3});
  });
  BOOST_CHECK_THROW(read_series(open_run(times.file()).get(), Timeline::forward), OutputError);
  const OneRun edges([&](hid_t file) { sample::replace(file, "/mesh/x_edges", {2}, {0, nan}); });
  BOOST_CHECK_THROW(read_edges(open_run(edges.file()).get()), OutputError);
}

BOOST_AUTO_TEST_CASE(a_mesh_needs_an_axis_and_a_file_that_can_hold_it) {
  const OneRun point([](hid_t file) { sample::replace(file, "/mesh/x_edges", {1}, {0}); });
  BOOST_CHECK_THROW(read_edges(open_run(point.file()).get()), OutputError);
  const OneRun many([](hid_t file) {
    const std::vector<double> edges(5001, 1);
    for (const char* path : {"/mesh/x_edges", "/mesh/y_edges", "/mesh/z_edges"})
      sample::replace(file, path, {edges.size()}, edges);
  });
  BOOST_CHECK_THROW(read_edges(open_run(many.file()).get()), OutputError);
}

BOOST_AUTO_TEST_SUITE_END()
