// How wide the jumps of a full tensor are: docs/theory.md (10a).
#include "app/setup/stencils.hpp"

#include <boost/test/unit_test.hpp>

#include "app/setup/setup.hpp"
#include "parallel/failure.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::parallel;
using namespace loschmidt::setup;

namespace {

const std::string square = R"(title = "square"
[mesh]
lower = [-4.0, -4.0]
upper = [4.0, 4.0]
cells = [32, 32]
[sde]
drift = ["-x", "-y"]
diffusion = [["1", "0"], ["0", "1"]]
[initial]
mixture = [{ weight = 1, mean = [0, 0], std = [0.5, 0.5] }]
[time]
end = 1.0
[reverse]
steps = 4
[validation]
roads = ["chain"]
)";

Stencils stencils(const std::string& diffusion, const std::vector<std::string>& overrides = {}) {
  return Setup(MPI_COMM_SELF,
               test::read(test::replaced(square, R"([["1", "0"], ["0", "1"]])", diffusion),
                          overrides))
      .stencils;
}

// g of noise along a direction, and a tenth of it across: by its rows.
std::string slanted(double x, double y) {
  const auto row = [](double along, double across) {
    return "[\"" + std::to_string(along) + "\", \"" + std::to_string(0.1 * across) + "\"]";
  };
  return "[" + row(x, -y) + ", " + row(y, x) + "]";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(stencils_of_a_run)

BOOST_AUTO_TEST_CASE(a_diagonal_tensor_reaches_its_neighbours) {
  const Stencils plain = stencils("[\"1\", \"2\"]");
  BOOST_TEST(plain.mesh.width == 1);
  BOOST_TEST(plain.half.width == 1);
}

// Noise along (n, 1) jumps by that offset, n cells wide; the two others of Selling's, which carry
// the little noise across it, are its neighbours among the fractions, and not wider.
BOOST_AUTO_TEST_CASE(jumps_are_as_wide_as_the_direction_of_the_noise) {
  const Stencils diagonal = stencils(slanted(1, 1));
  BOOST_TEST(diagonal.mesh.width == 1);
  BOOST_TEST(diagonal.mesh.oblique);
  for (const int n : {2, 3}) {
    BOOST_TEST(stencils(slanted(n, 1)).mesh.width == n);
    BOOST_TEST(stencils(slanted(1, n)).mesh.width == n);
  }
}

BOOST_AUTO_TEST_CASE(in_units_of_cells_proportions_count_and_not_numbers) {
  const Stencils wide = stencils(slanted(2, 1), {"solver.extrapolation=true"});
  BOOST_TEST(wide.half.width == 2);
  BOOST_TEST_REQUIRE(wide.refinements.size() == 1u);
  BOOST_TEST(wide.refinements[0].width == 2);
  BOOST_TEST(stencils(slanted(2, 1), {"mesh.cells=[64, 64]"}).mesh.width == 2);
  BOOST_TEST(stencils(slanted(2, 1), {"mesh.cells=[16, 32]"}).mesh.width == 1);
}

// Times between those that are looked at may want a cell more.
BOOST_AUTO_TEST_CASE(a_tensor_that_turns_has_a_cell_to_spare) {
  const std::string later = "sde.drift=[\"-x*(1 + t)\", \"-y\"]";
  BOOST_TEST(stencils(slanted(2, 1), {later}).mesh.width == 3);
}

BOOST_AUTO_TEST_CASE(what_no_small_integers_describe_is_refused) {
  BOOST_CHECK_EXCEPTION(stencils("[[\"1\"], [\"sqrt(2)\"]]"), Failure, [](const Failure& f) {
    return f.code() == input_error && test::contains(f.what(), "sde.diffusion");
  });
}

BOOST_AUTO_TEST_SUITE_END()
