// What stands where the run file is to be, and disks that cannot take it.
#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <fstream>

#include "output/run_file.hpp"
#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::output;
using namespace loschmidt::parallel;
using sample::Scratch;

BOOST_AUTO_TEST_SUITE(run_file_on_disk)

BOOST_AUTO_TEST_CASE(a_new_run_replaces_the_file_and_the_index_of_an_earlier_one) {
  const Scratch scratch;
  if (sample::rank() == 0) {
    std::ofstream(scratch.path() / "run.h5") << "no HDF5 at all";
    std::ofstream(scratch.path() / "run.xdmf") << "stale";
  }
  MPI_Barrier(MPI_COMM_WORLD);
  const Mesh mesh = sample::mesh({5});
  RunFile run(MPI_COMM_WORLD, scratch.path() / "run.h5", mesh, sample::header(), sample::times(),
              sample::contents());
  BOOST_TEST(!std::filesystem::exists(scratch.path() / "run.xdmf"));
  run.close("complete");
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_made_is_an_error_on_every_rank) {
  const Mesh mesh = sample::mesh({5});
  BOOST_CHECK_THROW(RunFile(MPI_COMM_WORLD, "/nonexistent/dir/run.h5", mesh, sample::header(),
                            sample::times(), sample::contents()),
                    OutputError);
}

BOOST_AUTO_TEST_CASE(a_disk_that_fills_up_is_an_error_on_every_rank) {
  const Scratch scratch;
  const Mesh mesh = sample::mesh({64, 64});
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  RunFile run(MPI_COMM_WORLD, scratch.path() / "run.h5", mesh, sample::header(), sample::times(),
              sample::contents());
  const rlimit small{std::filesystem::file_size(scratch.path() / "run.h5"), limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  BOOST_CHECK_THROW(sample::fill(run, mesh, 4, 0), OutputError);
  setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, SIG_DFL);
}

BOOST_AUTO_TEST_SUITE_END()
