// A run without a launcher has its own directory for OpenMPI's files, and removes those of runs
// that have ended, not those of running ones.
#include "app/job/session_directory.hpp"

#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <iterator>
#include <string>

#include "validation/tests/environment_variable.hpp"

using namespace loschmidt::job;
namespace fs = std::filesystem;

namespace {

constexpr const char* parameter = "OMPI_MCA_orte_tmpdir_base";

// A directory for temporary files that is empty, and no word to OpenMPI of another one.
struct Temporary {
  fs::path path = [] {
    std::string name = (fs::temp_directory_path() / "session-XXXXXX").string();
    return fs::path(mkdtemp(name.data()));
  }();
  EnvironmentVariable place{"TMPDIR", path.c_str()};
  EnvironmentVariable openmpi{parameter, nullptr};
  ~Temporary() { fs::remove_all(path); }

  long entries() const {
    return std::distance(fs::directory_iterator(path), fs::directory_iterator());
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(session_directory)

BOOST_FIXTURE_TEST_CASE(it_is_there_as_long_as_the_object, Temporary) {
  {
    const SessionDirectory directory;
    BOOST_TEST(fs::is_directory(openmpi.value()));
    BOOST_TEST(fs::path(openmpi.value()).parent_path() == path);
    fs::create_directories(fs::path(openmpi.value()) / "ompi.host.0" / "jf.0");
  }
  BOOST_TEST(entries() == 0);
}

BOOST_FIXTURE_TEST_CASE(the_dead_ones_go_and_the_living_stay, Temporary) {
  const SessionDirectory living;
  const std::string first = openmpi.value();
  fs::create_directories(path / "loschmidt-mpi-dead" / "ompi.host.0");
  fs::create_directory(path / "another's");
  openmpi.set(nullptr);
  const SessionDirectory second;
  BOOST_TEST(openmpi.value() != first);
  BOOST_TEST(fs::is_directory(first));
  BOOST_TEST(!fs::exists(path / "loschmidt-mpi-dead"));
  BOOST_TEST(entries() == 3);
}

BOOST_FIXTURE_TEST_CASE(the_directory_that_the_user_named_stands, Temporary) {
  openmpi.set("/somewhere");
  const SessionDirectory directory;
  BOOST_TEST(openmpi.value() == "/somewhere");
  BOOST_TEST(entries() == 0);
}

BOOST_FIXTURE_TEST_CASE(without_a_place_openmpi_takes_its_own, Temporary) {
  const EnvironmentVariable nowhere("TMPDIR", "/nowhere/at/all");
  const SessionDirectory directory;
  BOOST_TEST(std::getenv(parameter) == nullptr);
}

// As on a file system without locks; here no descriptor is left for one.
BOOST_FIXTURE_TEST_CASE(where_no_directory_can_be_locked_none_stays, Temporary) {
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  const rlimit none{0, before.rlim_max};
  {
    setrlimit(RLIMIT_NOFILE, &none);
    const SessionDirectory directory;
    setrlimit(RLIMIT_NOFILE, &before);
    BOOST_TEST(std::getenv(parameter) == nullptr);
  }
  BOOST_TEST(entries() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
