// The matrix of an implicit step against its product written out with the rates, and what one
// correction does to a residual.
#include "solver/implicit_matrix.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "parallel/shares.hpp"
#include "setups.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

Sde process_on(const Mesh& mesh) {
  return test::process_with_x_dependent_noise(mesh.dimension());
}

// (I − c Qᵀ) x over the whole mesh, or (I − c Q) x, from the rates out of each cell.
std::vector<double> product(const Mesh& mesh, const Generator& q, Equation equation, double c,
                            const std::vector<double>& x) {
  const Block all = mesh.all_cells();
  std::vector<double> result = x;
  for (std::size_t n = 0; n < x.size(); ++n) result[n] += c * q.leave[n] * x[n];
  for_each(all, [&](const Index& i) {
    const std::size_t n = all.local(i);
    for (int a = 0; a < mesh.dimension(); ++a)
      for (const int step : {-1, 1}) {
        Index other = i;
        if (!neighbour(mesh, other, a, step)) continue;
        const std::size_t m = all.local(other);
        const double rate = step < 0 ? q.links[a].exit_below[n] : q.links[a].exit_above[n];
        if (equation == Equation::forward)
          result[m] -= c * rate * x[n];
        else
          result[n] -= c * rate * x[m];
      }
  });
  return result;
}

constexpr double epsilon = std::numeric_limits<double>::epsilon();

// The iteration for A x = b stops at ‖M⁻¹ r‖ ≤ gain ‖M⁻¹ b‖, with a preconditioner M that is nearly
// A: then the error is gain ‖x‖ at most, nearly, and the residual r is gain ‖A‖ ‖x‖.
constexpr double gain = 1e-6;

// About ‖I − c Q‖: the magnitudes in the row of the largest rate add up to this, or to less where
// mass is absorbed.
double norm_of_matrix(const Generator& q, double c) {
  return 1 + 2 * c * *std::ranges::max_element(q.leave);
}

double norm(const std::vector<double>& x) {
  double sum = 0;
  for (const double v : x) sum += v * v;
  return std::sqrt(sum);
}

class FewIterations {
 public:
  FewIterations() { petsc::check(PetscOptionsSetValue(nullptr, name, "1")); }
  ~FewIterations() { PetscOptionsClearValue(nullptr, name); }
  FewIterations(const FewIterations&) = delete;
  FewIterations& operator=(const FewIterations&) = delete;

 private:
  static constexpr const char* name = "-density_ksp_max_it";
};

}  // namespace

BOOST_AUTO_TEST_SUITE(implicit_matrix)

BOOST_AUTO_TEST_CASE(one_correction_leaves_roundoff_or_a_millionth_of_matrix_times_solution) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Decomposition d(MPI_COMM_WORLD, mesh);
    const Decomposition alone(MPI_COMM_SELF, mesh);
    const Generator own = test::generator_of(d, process_on(mesh));
    const Generator all = test::generator_of(alone, process_on(mesh));
    const auto right = test::bump(mesh);
    for (const Equation equation : {Equation::forward, Equation::backward}) {
      ImplicitMatrix matrix(d, equation);
      bool new_rates = true;
      for (const double c : {0.02, 0.5}) {
        matrix.assemble(own, c, new_rates);
        new_rates = false;
        auto x = d.restrict_to_block(std::vector<double>(mesh.cells(), 0.0));
        BOOST_TEST(matrix.correct(d.restrict_to_block(right), x).has_value());
        const auto solution = d.gather(x);
        auto rest = product(mesh, all, equation, c, solution);
        for (std::size_t n = 0; n < rest.size(); ++n) rest[n] -= right[n];
        // Elimination in a matrix with a dominant diagonal leaves a few roundings of A times x.
        const double left = matrix.direct() ? 4 * epsilon : gain;
        BOOST_TEST(norm(rest) < left * norm_of_matrix(all, c) * norm(solution));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_factorisation_is_complete_on_a_line_of_one_rank) {
  const bool alone = parallel::ranks_in(MPI_COMM_WORLD) == 1;
  const auto direct = [](const Mesh& mesh, MPI_Comm comm) {
    return ImplicitMatrix(Decomposition(comm, mesh), Equation::forward).direct();
  };
  BOOST_TEST(direct(test::line(0, 1, 12), MPI_COMM_SELF));
  BOOST_TEST(direct(test::line(0, 1, 12, Boundary::absorbing), MPI_COMM_SELF));
  BOOST_TEST(direct(test::line(0, 1, 12), MPI_COMM_WORLD) == alone);
  BOOST_TEST(!direct(test::line(0, 1, 12, Boundary::periodic), MPI_COMM_SELF));
  BOOST_TEST(!direct(test::odd_meshes()[1], MPI_COMM_SELF));
}

BOOST_AUTO_TEST_CASE(a_correction_is_added_to_what_is_there) {
  const Mesh mesh = test::line(-3, 3, 24);
  const Decomposition d(MPI_COMM_WORLD, mesh);
  ImplicitMatrix matrix(d, Equation::forward);
  matrix.assemble(test::generator_of(d, process_on(mesh)), 0.3, true);
  const auto residual = d.restrict_to_block(test::bump(mesh));
  std::vector<double> from_zero(residual.size(), 0.0);
  std::vector<double> from_five(residual.size(), 5.0);
  matrix.correct(residual, from_zero);
  matrix.correct(residual, from_five);
  // The sum with 5 is rounded once, by at most half of 4 ε.
  for (std::size_t n = 0; n < residual.size(); ++n)
    BOOST_TEST(std::abs(from_five[n] - 5 - from_zero[n]) < 4 * epsilon);
}

// Rows of Q add up to zero without absorption, so that (I − c Q) 1 = 1; with c = 0 it is I.
BOOST_AUTO_TEST_CASE(known_solutions) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Decomposition d(MPI_COMM_WORLD, mesh);
    const Generator rates = test::generator_of(d, process_on(mesh));
    ImplicitMatrix matrix(d, Equation::backward);
    const auto solved = [&](double c, const std::vector<double>& right, bool new_rates) {
      std::vector<double> x(right.size(), 0.0);
      matrix.assemble(rates, c, new_rates);
      BOOST_TEST(matrix.correct(right, x).has_value());
      return x;
    };
    const std::vector<double> ones(d.block().size(), 1.0);
    auto error = d.gather(solved(0.1, ones, true));
    for (double& x : error) x -= 1;
    // Twice, since M is not quite A.
    BOOST_TEST(norm(error) < 2 * gain * norm(std::vector<double>(mesh.cells(), 1.0)));
    const auto right = d.restrict_to_block(test::bump(mesh));
    BOOST_TEST(solved(0, right, false) == right, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(an_iteration_that_fails_changes_nothing) {
  const FewIterations option;
  const Mesh mesh = test::odd_meshes()[1];
  const Decomposition d(MPI_COMM_WORLD, mesh);
  ImplicitMatrix matrix(d, Equation::forward);
  matrix.assemble(test::generator_of(d, process_on(mesh)), 1e3, true);
  auto x = d.restrict_to_block(test::bump(mesh));
  const auto before = x;
  const bool failed = !matrix.correct(before, x).has_value();
  BOOST_TEST(failed == d.owns_cells());
  BOOST_TEST(x == before, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
