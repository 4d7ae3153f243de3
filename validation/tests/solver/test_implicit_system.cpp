#include <boost/test/unit_test.hpp>
#include <cmath>
#include <stdexcept>

#include "setups.hpp"
#include "solver/implicit_system.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

std::vector<double> solved(MPI_Comm comm, const Mesh& mesh, const Sde& sde, double c,
                           const std::vector<double>& right,
                           Equation equation = Equation::forward) {
  const Decomposition d(comm, mesh);
  ImplicitSystem system(d, equation);
  system.set_rates(test::generator_of(d, sde));
  system.set_coefficient(c);
  auto x = d.restrict_to_block(right);
  system.solve(d.restrict_to_block(right), x);
  return d.gather(x);
}

class PetscOption {
 public:
  PetscOption(const char* name, const char* value) : name_(name) {
    petsc::check(PetscOptionsSetValue(nullptr, name, value));
  }
  ~PetscOption() { PetscOptionsClearValue(nullptr, name_); }
  PetscOption(const PetscOption&) = delete;
  PetscOption& operator=(const PetscOption&) = delete;

 private:
  const char* name_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(implicit_system)

BOOST_AUTO_TEST_CASE(two_cells_by_hand) {
  // Both rates are 4 (cells of width ½, D = 2): x = (1 + 4c, 4c)/(1 + 8c) for b = (1, 0).
  const Mesh mesh({test::uniform_axis(0, 1, 2)});
  for (const double c : {1e-3, 1.0, 1e6}) {
    const auto x = solved(MPI_COMM_WORLD, mesh, test::process({"0"}, {"sqrt(2)"}), c, {1, 0});
    BOOST_TEST(x[0] == (1 + 4 * c) / (1 + 8 * c), boost::test_tools::tolerance(1e-14));
    BOOST_TEST(x[1] == 4 * c / (1 + 8 * c), boost::test_tools::tolerance(1e-14));
  }
}

BOOST_AUTO_TEST_CASE(tails_are_right_to_the_last_digits) {
  // A walk with rate 1 to either side: away from the source x falls by ρ from cell to cell, where
  // ρ + 1/ρ = 2 + 1/c; here down to 1e-200 of the peak.
  const int n = 401;
  const Mesh mesh({test::uniform_axis(0, n, n)});
  std::vector<double> source(n, 0.0);
  source[n / 2] = 1;
  const double c = 0.1;
  const double sum = 2 + 1 / c;
  const double ratio = 2 / (sum + std::sqrt(sum * sum - 4));
  const auto x = solved(MPI_COMM_WORLD, mesh, test::process({"0"}, {"sqrt(2)"}), c, source);
  for (int k = 1; k < n / 2 - 10; ++k) {
    BOOST_TEST(x[n / 2 + k + 1] / x[n / 2 + k] == ratio, boost::test_tools::tolerance(1e-11));
    BOOST_TEST(x[n / 2 - k - 1] / x[n / 2 - k] == ratio, boost::test_tools::tolerance(1e-11));
  }
}

BOOST_AUTO_TEST_CASE(mass_stays_to_roundoff_and_nothing_turns_negative) {
  for (const Mesh& mesh : test::odd_meshes())
    for (const double c : {1e-2, 1e1, 1e5}) {
      const auto x =
          solved(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(mesh.dimension()), c,
                 test::bump(mesh));
      BOOST_TEST(total(x) == 1, boost::test_tools::tolerance(1e-14));
      for (const double value : x) BOOST_TEST(value > 0);
    }
}

BOOST_AUTO_TEST_CASE(expectations_are_the_transpose) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Sde sde = test::process_with_x_dependent_noise(mesh.dimension());
    const auto mass = test::bump(mesh);
    std::vector<double> value;
    for (std::size_t n = 0; n < mesh.cells(); ++n) value.push_back(1 + std::sin(double(n)));
    const auto later = solved(MPI_COMM_WORLD, mesh, sde, 0.7, mass);
    const auto earlier = solved(MPI_COMM_WORLD, mesh, sde, 0.7, value, Equation::backward);
    double forward = 0;
    double backward = 0;
    for (std::size_t n = 0; n < mesh.cells(); ++n) {
      forward += later[n] * value[n];
      backward += mass[n] * earlier[n];
    }
    BOOST_TEST(forward == backward, boost::test_tools::tolerance(1e-12));
  }
}

BOOST_AUTO_TEST_CASE(the_same_on_any_number_of_ranks) {
  for (const Mesh& mesh : test::odd_meshes())
    for (const double c : {0.1, 1e3}) {
      const Sde sde = test::process_with_x_dependent_noise(mesh.dimension());
      const auto together = solved(MPI_COMM_WORLD, mesh, sde, c, test::bump(mesh));
      const auto alone = solved(MPI_COMM_SELF, mesh, sde, c, test::bump(mesh));
      for (std::size_t n = 0; n < alone.size(); ++n)
        BOOST_TEST(together[n] == alone[n], boost::test_tools::tolerance(1e-11));
    }
}

BOOST_AUTO_TEST_CASE(new_links_are_taken_in) {
  // First no noise across y, then some: the matrix needs entries it did not have.
  const Mesh mesh({test::uniform_axis(-3, 3, 8), test::uniform_axis(-3, 3, 8)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  ImplicitSystem system(d, Equation::forward);
  Generator still = test::generator_of(d, test::process_with_x_dependent_noise(2));
  for (auto* rates : {&still.links[1].enter_below, &still.links[1].enter_above,
                      &still.links[1].exit_below, &still.links[1].exit_above})
    rates->assign(rates->size(), 0.0);
  const auto start = d.restrict_to_block(test::bump(mesh));
  auto x = start;
  system.set_rates(std::move(still));
  system.set_coefficient(0.4);
  system.solve(start, x);
  system.set_rates(test::generator_of(d, test::process_with_x_dependent_noise(2)));
  system.solve(start, x);
  const auto expected =
      solved(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(2), 0.4, test::bump(mesh));
  const auto found = d.gather(x);
  for (std::size_t n = 0; n < found.size(); ++n)
    BOOST_TEST(found[n] == expected[n], boost::test_tools::tolerance(1e-11));
}

BOOST_AUTO_TEST_CASE(what_does_not_converge_is_an_error_on_every_rank) {
  const Mesh mesh = test::odd_meshes()[1];
  const auto solve = [&] {
    solved(MPI_COMM_WORLD, mesh, test::process_with_x_dependent_noise(2), 1e3, test::bump(mesh));
  };
  {
    const PetscOption few("-density_ksp_max_it", "1");
    BOOST_CHECK_THROW(solve(), std::runtime_error);
  }
  {
    const PetscOption type("-density_ksp_type", "richardson");
    const PetscOption no_preconditioner("-density_pc_type", "none");
    BOOST_CHECK_THROW(solve(), std::runtime_error);
  }
  const PetscOption other("-density_ksp_type",
                          "gmres");  // options do arrive, and another solver does
  solve();
}

BOOST_AUTO_TEST_SUITE_END()
