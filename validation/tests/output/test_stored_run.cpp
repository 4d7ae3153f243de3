#include "output/stored_run.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <stdexcept>

#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::output;
using namespace loschmidt::parallel;
using boost::test_tools::per_element;
using sample::Scratch;

BOOST_AUTO_TEST_SUITE(stored_run)

BOOST_AUTO_TEST_CASE(what_was_written_is_read) {
  const Scratch scratch;
  const Mesh mesh = sample::mesh({5, 3});
  sample::write_run(scratch.path(), mesh, 3, 1);
  if (sample::rank() != 0) return;
  const StoredRun run = open_stored_run(scratch.path() / "run.h5");
  BOOST_TEST(run.edges.size() == 2u);
  BOOST_TEST(run.edges[1].size() == 4u);
  BOOST_TEST(run.forward.times == sample::times().forward, per_element());
  BOOST_TEST(series_of(run, Timeline::reverse).times == sample::times().reverse, per_element());
  BOOST_TEST(run.forward.written == 3u);
  BOOST_TEST(run.resolved == sample::header().resolved_text);
  BOOST_TEST(run.datasets.contains("/compare/ensemble/chi2"));
  BOOST_TEST(!run.datasets.contains("/paraview/score"));
  const auto& score = run.datasets.at("/forward/score");
  BOOST_TEST(score.shape == (std::vector<hsize_t>{4, 3, 5, 2}), per_element());
  BOOST_TEST(score.numbers);
  BOOST_TEST(read_snapshot(run, "/forward/density", 2, mesh.cells()) ==
                 sample::reals("/forward/density", 2, mesh.cells()),
             per_element());
  BOOST_TEST(read_all(run, "/mesh/x_edges") == run.edges[0], per_element());
  BOOST_CHECK_THROW(read_snapshot(run, "/forward/density", 4, mesh.cells()), OutputError);
  BOOST_CHECK_THROW(read_snapshot(run, "/forward/density", 2, 1), OutputError);
}

BOOST_AUTO_TEST_CASE(all_snapshots_of_a_complete_run_can_be_read) {
  const Scratch scratch;
  const Mesh mesh = sample::mesh({5});
  sample::write_run(scratch.path(), mesh, 3, 0);
  {
    RunFile run(MPI_COMM_WORLD, scratch.path() / "killed.h5", mesh, sample::header(),
                sample::times(), sample::contents());
    sample::fill(run, mesh, 2, 1);
    run.close("interrupted");
  }
  if (sample::rank() != 0) return;
  const StoredRun complete = open_stored_run(scratch.path() / "run.h5");
  BOOST_TEST(readable_snapshots(complete, Timeline::forward) == 4u);
  BOOST_TEST(readable_snapshots(complete, Timeline::reverse) == 2u);
  const StoredRun killed = open_stored_run(scratch.path() / "killed.h5");
  BOOST_TEST(readable_snapshots(killed, Timeline::forward) == 2u);
  BOOST_TEST(readable_snapshots(killed, Timeline::reverse) == 1u);
}

BOOST_AUTO_TEST_CASE(damage_names_the_file) {
  const Scratch scratch;
  sample::write_run(scratch.path(), sample::mesh({5}), 3, 1);
  if (sample::rank() != 0) return;
  const auto file = scratch.path() / "run.h5";
  BOOST_CHECK_THROW(open_stored_run(scratch.path() / "absent.h5"), std::invalid_argument);
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  BOOST_CHECK_EXCEPTION(open_stored_run(file), OutputError, [&](const OutputError& error) {
    return std::string(error.what()).starts_with(file.string());
  });
}

BOOST_AUTO_TEST_SUITE_END()
