#include "solver/jump_product.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "setups.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

struct Problem {
  Mesh mesh;
  Sde sde;
  Stencil stencil;
};

Axis closed(int cells) {
  return test::uniform_axis(-3, 3, cells, Boundary::periodic);
}

// Odd sizes, and larger ones that leave something inside on four ranks; every kind of axis first,
// in the middle and last; jumps along axes and oblique ones.
std::vector<Problem> problems() {
  std::vector<Mesh> meshes = test::odd_meshes();
  meshes.emplace_back(std::vector{closed(67)});
  meshes.emplace_back(
      std::vector{test::graded(-3, 3, 37), test::uniform_axis(-3, 3, 41, Boundary::absorbing)});
  meshes.emplace_back(std::vector{test::graded(-3, 3, 26), closed(45)});
  meshes.emplace_back(std::vector{test::uniform_axis(-3, 3, 12, Boundary::absorbing), closed(21),
                                  test::graded(-3, 3, 23)});
  std::vector<Problem> all;
  for (const Mesh& mesh : meshes) {
    const int dimension = mesh.dimension();
    all.push_back({mesh, test::process_with_x_dependent_noise(dimension), {}});
    if (dimension > 1) all.push_back({mesh, test::slanted_process(dimension), test::widest});
  }
  return all;
}

// Both results of eleven products, on every rank: the values and their weighted sum.
std::vector<double> applied(MPI_Comm comm, const Problem& problem, Equation equation,
                            std::optional<Blocking> blocking,
                            const JumpKernels& kernels = *supported_jump_kernels().front()) {
  const Decomposition d(comm, problem.mesh, problem.stencil);
  const auto factor = test::factor_of(problem.sde, problem.mesh);
  const Generator generator(d, MeshTables(problem.sde, factor, d).at(0));
  double rate = 0;
  for (const double r : generator.leave) rate = std::max(rate, r);
  const JumpProduct product(d, generator, d.maximum(rate), equation, blocking, kernels);
  Masses values(d, test::bump(problem.mesh));
  Masses scratch(d);
  Masses sum(d);
  std::vector<double> weights;
  for (int k = 0; k < 11; ++k) weights.push_back(1 + 0.1 * k);
  product.apply(values, scratch, sum, weights);
  std::vector<double> both = values.gather();
  const std::vector<double> sums = sum.gather();
  both.insert(both.end(), sums.begin(), sums.end());
  return both;
}

std::vector<double> one_after_another(const Problem& problem, Equation equation) {
  return applied(MPI_COMM_SELF, problem, equation, Blocking{1, 1000});
}

constexpr std::array both_carried{Equation::forward, Equation::backward};

}  // namespace

BOOST_AUTO_TEST_SUITE(jump_product)

BOOST_AUTO_TEST_CASE(blocked_products_have_the_bits_of_one_after_another) {
  for (const Problem& problem : problems())
    for (const Equation equation : both_carried) {
      const auto plain = one_after_another(problem, equation);
      for (const auto& blocking : std::vector<std::optional<Blocking>>{
               std::nullopt, Blocking{1, 1}, Blocking{2, 1}, Blocking{3, 4}, Blocking{16, 2}})
        BOOST_TEST((applied(MPI_COMM_WORLD, problem, equation, blocking) == plain));
    }
}

BOOST_AUTO_TEST_CASE(every_set_of_instructions_gives_the_same_bits) {
  for (const Problem& problem : problems())
    for (const Equation equation : both_carried) {
      const auto plain = one_after_another(problem, equation);
      for (const JumpKernels* kernels : supported_jump_kernels())
        BOOST_TEST((applied(MPI_COMM_WORLD, problem, equation, {}, *kernels) == plain));
    }
}

BOOST_AUTO_TEST_SUITE_END()
