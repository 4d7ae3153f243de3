#include <boost/test/unit_test.hpp>
#include <cmath>

#include "parallel/shares.hpp"
#include "solver/method_choice.hpp"
#include "validation/tests/solver/time_dependent_process.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using namespace loschmidt::sde;
using namespace loschmidt::solver;
using test::time_dependent_process;

namespace {

std::vector<double> times(int intervals) {
  std::vector<double> result;
  for (int k = 0; k <= intervals; ++k) result.push_back(double(k) / intervals);
  return result;
}

MethodChoice chosen(MPI_Comm comm, const Mesh& mesh, const Sde& sde, double tolerance,
                    Pauses* pauses = nullptr) {
  const auto factor = test::factor_of(sde, mesh);
  const std::vector<SolverMesh> meshes{{&mesh}};
  const auto snapshots = times(20);
  const auto initial = test::bump(mesh);
  const EvolutionTask task{sde, factor, meshes, snapshots, initial, tolerance};
  return choose_method(task, fastest_rates(comm, task), {pilot_coarsening(mesh)}, pauses);
}

Mesh stiff(double strength, int cells) {
  return Mesh({Axis(make_edges(SinhGrading{0, strength}, -6, 6, cells), Boundary::reflecting)});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(method_choice)

BOOST_AUTO_TEST_CASE(products_are_counted_as_they_are_taken) {
  const Mesh mesh({test::uniform_axis(-3, 3, 20)});
  const Sde sde = test::process_with_x_dependent_noise(1);
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const auto factor = test::factor_of(sde, mesh);
  const Uniformization chain(d, Generator(d, MeshTables(sde, factor, d).at(0)));
  for (const double mean : {0.0, 1e-3, 1.0, 50.0, 399.0, 401.0, 1e4}) {
    Masses masses(d, test::bump(mesh));
    BOOST_TEST(chain.advance(masses, mean / chain.fastest_rate()) ==
               Uniformization::products(mean));
  }
  // The quotient of a subnormal mean and the longest series rounds to 0.
  constexpr double subnormal = 5e-324;
  BOOST_TEST(Uniformization::products(subnormal) == 1);
  Masses masses(d, test::bump(mesh));
  BOOST_TEST(chain.advance(masses, subnormal) == 1);
}

BOOST_AUTO_TEST_CASE(stiff_meshes_take_tr_bdf2_and_others_do_not, *test::one_rank()) {
  for (const bool changing : {false, true}) {
    const Sde sde = changing ? time_dependent_process() : test::process_with_x_dependent_noise(1);
    const auto method = [&](const Mesh& mesh, double tolerance) {
      return chosen(MPI_COMM_SELF, mesh, sde, tolerance).method;
    };
    BOOST_TEST((method(Mesh({test::uniform_axis(-6, 6, 200)}), 1e-6) == Method::uniformization));
    BOOST_TEST((method(stiff(8, 300), 1e-6) == Method::tr_bdf2));
    // A looser tolerance takes fewer steps, but no fewer products.
    BOOST_TEST((method(stiff(4, 300), 1e-6) == Method::uniformization));
    BOOST_TEST((method(stiff(4, 300), 1e-2) == Method::tr_bdf2));
  }
}

BOOST_AUTO_TEST_CASE(the_estimate_of_the_steps_is_about_right) {
  const Mesh mesh = stiff(8, 300);
  const Sde sde = test::process_with_x_dependent_noise(1);
  const auto choice = chosen(MPI_COMM_SELF, mesh, sde, 1e-6);
  const auto factor = test::factor_of(sde, mesh);
  const Decomposition d(MPI_COMM_SELF, mesh);
  Evolution evolution(d, sde, factor, {0, 1, 1e-6, Method::tr_bdf2});
  Masses masses(d, test::bump(mesh));
  const auto t = times(20);
  for (std::size_t k = 1; k < t.size(); ++k) evolution.advance(masses, t[k - 1], t[k]);
  BOOST_TEST_MESSAGE(choice.reason << " counted: " << evolution.steps().size());
  const double estimated =
      std::stod(choice.reason.substr(choice.reason.find_first_of("0123456789")));
  BOOST_TEST(std::abs(std::log2(estimated / double(evolution.steps().size()))) < 1);
}

BOOST_AUTO_TEST_CASE(the_same_on_any_number_of_ranks) {
  for (const Mesh& mesh : {stiff(8, 300), stiff(3, 300)}) {
    const auto together =
        chosen(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(1), 1e-6);
    const auto alone = chosen(MPI_COMM_SELF, mesh, test::process_with_x_dependent_noise(1), 1e-6);
    BOOST_TEST((together.method == alone.method));
    BOOST_TEST(together.reason == alone.reason);
  }
}

// Here one takes far more steps than the others, elsewhere it may be one for a last bit.
BOOST_AUTO_TEST_CASE(ranks_that_differ_do_not_wait_for_each_other) {
  int looks = 0;
  Pauses alone(MPI_COMM_SELF, [&] { ++looks; });
  const double tolerance = rank_in(MPI_COMM_WORLD) == 0 ? 1e-9 : 1e-4;
  const auto choice =
      chosen(MPI_COMM_WORLD, stiff(8, 300), time_dependent_process(), tolerance, &alone);
  BOOST_TEST((choice.method == Method::tr_bdf2));
  if (rank_in(MPI_COMM_WORLD) == 0) BOOST_TEST(looks > 0);
}

BOOST_AUTO_TEST_SUITE_END()
