// A long computation can be stopped in the middle of one interval, on all ranks at once, and
// results do not depend on the pauses.
#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "parallel/pauses.hpp"
#include "solver/evolution.hpp"
#include "validation/tests/solver/time_dependent_process.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

struct Enough : std::runtime_error {
  Enough() : std::runtime_error("enough") {}
};

// Masses after so long, on a mesh of few cells.
std::vector<double> evolved(const Sde& sde, Method method, double end, Pauses* pauses) {
  const Mesh mesh({test::uniform_axis(-4, 4, 48)});
  const Decomposition d(MPI_COMM_WORLD, mesh, {}, pauses);
  const auto factor = test::factor_of(sde, mesh);
  Evolution evolution(d, sde, factor, {0, 1, 1e-6, method});
  Masses masses(d, test::bump(mesh));
  evolution.advance(masses, 0, end);
  return masses.gather();
}

const Sde steady = test::process({"-2*x"}, {"1"});

}  // namespace

BOOST_AUTO_TEST_SUITE(pauses)

BOOST_AUTO_TEST_CASE(one_interval_is_stopped_in_the_middle) {
  // Hours of products or steps.
  const auto stop_after = [](const Sde& sde, Method method, double end) {
    int looks = 0;
    Pauses pauses(MPI_COMM_WORLD, [&] {
      if (++looks == 3) throw Enough();
    });
    BOOST_CHECK_THROW(evolved(sde, method, end, &pauses), Enough);
    BOOST_TEST(looks == 3);
  };
  stop_after(steady, Method::uniformization, 1e6);
  stop_after(test::process({"-2*x + sin(1e4*t)"}, {"1"}), Method::uniformization, 1e3);
  stop_after(test::process({"-2*x + sin(1e4*t)"}, {"1"}), Method::tr_bdf2, 1e3);
}

BOOST_AUTO_TEST_CASE(looks_change_no_bit) {
  const auto check = [](const Sde& sde, Method method, double end) {
    int looks = 0;
    Pauses pauses(MPI_COMM_WORLD, [&] { ++looks; });
    BOOST_TEST((evolved(sde, method, end, &pauses) == evolved(sde, method, end, nullptr)));
    BOOST_TEST(looks > 0);
  };
  check(steady, Method::uniformization, 8);
  check(test::time_dependent_process(), Method::uniformization, 0.05);
  check(steady, Method::tr_bdf2, 0.05);
}

BOOST_AUTO_TEST_CASE(looks_come_by_the_clock_however_fast_the_work_is_counted) {
  // Far more work reported than takes the time: after a second there were a handful of looks.
  int looks = 0;
  Pauses pauses(MPI_COMM_WORLD, [&] { ++looks; });
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  double seconds = 0;
  while (seconds < 1) {
    pauses.report_work(1e5);
    seconds = std::chrono::duration<double>(Clock::now() - start).count();
    MPI_Allreduce(MPI_IN_PLACE, &seconds, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
  }
  BOOST_TEST(looks > 3);
  BOOST_TEST(looks < 60);
}

BOOST_AUTO_TEST_SUITE_END()
