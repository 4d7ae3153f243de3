#include "output/run_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <fstream>
#include <optional>

#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;
using sample::Scratch;

BOOST_AUTO_TEST_SUITE(run_directory)

BOOST_AUTO_TEST_CASE(missing_directories_are_made_on_the_way) {
  const Scratch scratch;
  const RunDirectory directory(MPI_COMM_WORLD, scratch.path() / "a" / "b");
  BOOST_TEST(std::filesystem::is_directory(scratch.path() / "a" / "b"));
  BOOST_TEST(directory.run_file() == scratch.path() / "a" / "b" / "run.h5");
}

BOOST_AUTO_TEST_CASE(a_second_run_is_kept_out_until_the_first_has_gone) {
  const Scratch scratch;
  {
    const RunDirectory first(MPI_COMM_WORLD, scratch.path());
    BOOST_CHECK_THROW(RunDirectory(MPI_COMM_WORLD, scratch.path(), 0.2), OutputError);
  }
  BOOST_CHECK_NO_THROW(RunDirectory(MPI_COMM_WORLD, scratch.path(), 0));
}

BOOST_AUTO_TEST_CASE(moving_keeps_the_lock) {
  const Scratch scratch;
  std::optional<RunDirectory> first(std::in_place, MPI_COMM_WORLD, scratch.path());
  const RunDirectory second(std::move(*first));
  first.reset();
  BOOST_CHECK_THROW(RunDirectory(MPI_COMM_WORLD, scratch.path(), 0), OutputError);
}

BOOST_AUTO_TEST_CASE(the_lock_dies_with_its_process) {
  const Scratch scratch;
  const auto lock = scratch.path() / ".lock";
  if (sample::rank() == 0) {
    int ready[2] = {-1, -1};
    BOOST_TEST_REQUIRE(pipe(ready) == 0);
    const pid_t child = fork();
    if (child == 0) {  // another run: takes the lock, says so, is killed while it holds it
      const int file = open(lock.c_str(), O_RDWR | O_CREAT, 0666);
      const char answer = flock(file, LOCK_EX | LOCK_NB) == 0 ? 'y' : 'n';
      if (write(ready[1], &answer, 1) != 1) _exit(1);
      for (;;) pause();
    }
    char answer = 'n';
    BOOST_TEST(read(ready[0], &answer, 1) == 1);
    BOOST_TEST(answer == 'y');
    close(ready[0]);
    close(ready[1]);
    BOOST_CHECK_THROW(RunDirectory(MPI_COMM_SELF, scratch.path(), 0), OutputError);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
  MPI_Barrier(MPI_COMM_WORLD);
  BOOST_CHECK_NO_THROW(RunDirectory(MPI_COMM_WORLD, scratch.path(), 0));
}

BOOST_AUTO_TEST_CASE(a_path_that_cannot_be_a_directory_is_an_error_on_every_rank) {
  const Scratch scratch;
  if (sample::rank() == 0) std::ofstream(scratch.path() / "file") << "x";
  MPI_Barrier(MPI_COMM_WORLD);
  BOOST_CHECK_THROW(RunDirectory(MPI_COMM_WORLD, scratch.path() / "file"), OutputError);
  BOOST_CHECK_THROW(RunDirectory(MPI_COMM_WORLD, scratch.path() / "file" / "below"), OutputError);
}

BOOST_AUTO_TEST_CASE(only_the_verdict_of_an_earlier_run_is_removed) {
  const Scratch scratch;
  const RunDirectory directory(MPI_COMM_WORLD, scratch.path());
  directory.remove_verdict();  // there is none
  if (sample::rank() == 0) {
    std::ofstream(directory.verdict_file()) << "{}";
    std::ofstream(directory.run_file()) << "data";
  }
  MPI_Barrier(MPI_COMM_WORLD);
  directory.remove_verdict();
  BOOST_TEST(!std::filesystem::exists(directory.verdict_file()));
  BOOST_TEST(std::filesystem::exists(directory.run_file()));
}

BOOST_AUTO_TEST_SUITE_END()
