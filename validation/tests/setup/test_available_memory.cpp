// Limits of memory are read from files in the formats of /proc and control groups.
#include "app/setup/available_memory.hpp"

#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::setup;

namespace {

// A system with 8 GiB of RAM available and 1 GiB of swap.
struct System : test::Folder {
  System() {
    put("proc/meminfo", "MemTotal: 16777216 kB\nMemAvailable: 8388608 kB\nSwapFree: 1048576 kB\n");
    put("proc/self/status", "Name: loschmidt\nVmSize: 1024 kB\nVmData: 512 kB\n");
  }
  void put(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path / name).parent_path());
    write(name, text);
  }
  double gibibytes() const { return available_memory(path).node / 1073741824; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(memory_that_is_there)

BOOST_AUTO_TEST_CASE(ram_and_swap_without_groups) {
  BOOST_TEST(System().gibibytes() == 9);
}

BOOST_AUTO_TEST_CASE(a_system_that_says_nothing_bounds_nothing) {
  const test::Folder nothing;
  BOOST_TEST(std::isinf(available_memory(nothing.path).node));
}

BOOST_AUTO_TEST_CASE(version_2_takes_the_tightest_of_a_group_and_those_above) {
  const System system;
  system.put("proc/self/cgroup", "0::/batch/job\n");
  system.put("sys/fs/cgroup/batch/memory.max", "4294967296\n");
  system.put("sys/fs/cgroup/batch/memory.current", "3221225472\n");
  system.put("sys/fs/cgroup/batch/memory.stat", "anon 5\ninactive_file 536870912\nactive_file 0\n");
  system.put("sys/fs/cgroup/batch/job/memory.max", "max\n");
  BOOST_TEST(system.gibibytes() == 1 + 0.5 + 1);
}

BOOST_AUTO_TEST_CASE(version_1_knows_its_controllers) {
  const System system;
  system.put("proc/self/cgroup", "9:cpu,memory:/job\n8:pids:/other\n0::/\n");
  system.put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  system.put("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "2147483648\n");
  system.put("sys/fs/cgroup/memory/job/memory.usage_in_bytes", "1073741824\n");
  system.put("sys/fs/cgroup/memory/other/memory.limit_in_bytes", "1\n");
  BOOST_TEST(system.gibibytes() == 2);
}

BOOST_AUTO_TEST_CASE(a_container_sees_its_group_where_the_tree_would_be) {
  const System system;
  system.put("proc/self/cgroup", "0::/../../docker/12ab\n");
  system.put("sys/fs/cgroup/memory.max", "1073741824\n");
  system.put("sys/fs/cgroup/memory.current", "0\n");
  BOOST_TEST(system.gibibytes() == 2);
}

BOOST_AUTO_TEST_CASE(the_limit_of_the_process_less_what_it_has) {
  const System system;
  rlimit before{};
  getrlimit(RLIMIT_AS, &before);
  const rlimit wide{rlim_t{1} << 40, before.rlim_max};
  setrlimit(RLIMIT_AS, &wide);
  const double left = available_memory(system.path).process;
  setrlimit(RLIMIT_AS, &before);
  BOOST_TEST(left == std::ldexp(1.0, 40) - std::ldexp(1.0, 20));
}

BOOST_AUTO_TEST_SUITE_END()
