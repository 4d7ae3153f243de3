#include "output/read_density.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "parallel/output_error.hpp"
#include "validation/tests/output/damage.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::output;
using namespace loschmidt::parallel;
using sample::Scratch;

BOOST_AUTO_TEST_SUITE(read_density)

BOOST_AUTO_TEST_CASE(the_last_written_snapshot_is_read_with_its_mesh) {
  const Scratch scratch;
  const Mesh mesh = sample::mesh({5, 3});
  sample::write_run(scratch.path(), mesh, 3, 1);  // of four forward snapshots
  const WrittenDensity density = read_last_density(scratch.path() / "run.h5");
  BOOST_TEST(density.time == sample::times().forward[2]);
  const auto wanted = sample::reals("/forward/density", 2, mesh.cells());
  BOOST_TEST(density.values == wanted, boost::test_tools::per_element());
  BOOST_TEST(density.edges.size() == 2u);
  for (int a = 0; a < 2; ++a)
    for (std::size_t i = 0; i < density.edges[a].size(); ++i)
      BOOST_TEST(density.edges[a][i] == mesh.axis(a).edges()[i]);
}

BOOST_AUTO_TEST_CASE(a_run_without_a_density_to_start_from_is_refused) {
  const Scratch scratch;
  RunContents without = sample::contents();
  without.density = false;
  for (const auto& [name, contents] :
       {std::pair{"none.h5", without}, std::pair{"unwritten.h5", sample::contents()}}) {
    RunFile run(MPI_COMM_WORLD, scratch.path() / name, sample::mesh({5}), sample::header(),
                sample::times(), contents);
    run.close("interrupted");
    BOOST_CHECK_THROW(read_last_density(scratch.path() / name), std::invalid_argument);
    MPI_Barrier(MPI_COMM_WORLD);
  }
  BOOST_CHECK_THROW(read_last_density(scratch.path() / "absent.h5"), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_density_of_another_kind_is_damaged) {
  const std::vector<std::function<void(hid_t)>> changes{
      [](hid_t file) { sample::replace(file, "/forward/density", {}, {1}); },
      [](hid_t file) {
        sample::replace(file, "/forward/density", {2, 5}, std::vector<double>(10));
      },
      [](hid_t file) {
        sample::replace(file, "/forward/density", {4, 4}, std::vector<double>(16));
      },
      [](hid_t file) {
        sample::replace_empty(file, "/forward/density", H5T_C_S1, make_space({}).get());
      },
      [](hid_t file) { sample::put_array_attribute(file, "/forward", "written"); }};
  for (const auto& change : changes) {
    const sample::OneRun run(change);
    BOOST_CHECK_THROW(read_last_density(run.file()), OutputError);
  }
}

BOOST_AUTO_TEST_SUITE_END()
