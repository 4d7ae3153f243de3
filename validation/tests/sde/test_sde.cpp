#include <boost/test/unit_test.hpp>

#include "validation/tests/processes.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using test::process;

BOOST_AUTO_TEST_SUITE(sde_formulas)

BOOST_AUTO_TEST_CASE(one_diffusion_formula_serves_all_axes) {
  const Sde sde = process({"x", "y"}, {"3"});
  BOOST_TEST(sde.diffusion(0, 0, {}, 0) == 3.0);
  BOOST_TEST(sde.diffusion(1, 1, {}, 0) == 3.0);
  BOOST_TEST(sde.diffusion(1, 0, {}, 0) == 0.0);
  BOOST_TEST(sde.diagonal());
}

BOOST_AUTO_TEST_CASE(a_wrong_number_of_formulas_is_refused) {
  BOOST_CHECK_THROW(process({"x", "y"}, {"1", "2", "3"}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(additive_means_the_same_noise_everywhere) {
  BOOST_TEST(process({"x"}, {"t"}).additive());
  BOOST_TEST(!process({"0", "0"}, {"1", "x"}).additive());
  BOOST_TEST(process({"x"}, {"t"}).depends_on_time());
  BOOST_TEST(!process({"x"}, {"1 + x"}).depends_on_time());
}

BOOST_AUTO_TEST_CASE(the_tensor_is_g_times_its_transpose) {
  const Sde sde = test::matrix_process({"0", "0"}, {{"1", "x", "0"}, {"2", "y", "3"}});
  const Point x{0.5, -2, 0};
  BOOST_TEST(sde.noises() == 3);
  BOOST_TEST(sde.diffusion_tensor(0, 0, x, 0) == 1.25);
  BOOST_TEST(sde.diffusion_tensor(0, 1, x, 0) == 1.0);
  BOOST_TEST(sde.diffusion_tensor(1, 0, x, 0) == 1.0);
  BOOST_TEST(sde.diffusion_tensor(1, 1, x, 0) == 17.0);
  BOOST_TEST(!sde.diagonal());
  BOOST_TEST(sde.tensor_depends_on_axis(0, 1, 1));
  BOOST_TEST(!sde.tensor_depends_on_axis(0, 0, 1));
}

BOOST_AUTO_TEST_CASE(a_matrix_without_shared_noise_is_diagonal) {
  BOOST_TEST(test::matrix_process({"0", "0"}, {{"1", "0", "y"}, {"0", "2", "0*1"}}).diagonal());
  BOOST_TEST(test::matrix_process({"y", "0"}, {{"0"}, {"1"}}).diagonal());
  BOOST_TEST(!test::matrix_process({"y", "0"}, {{"1"}, {"1"}}).diagonal());
}

BOOST_AUTO_TEST_CASE(a_divergence_needs_a_tensor_that_varies_along_its_own_axes) {
  BOOST_TEST(!process({"0", "0"}, {"1 + y^2", "2"}).has_divergence());
  BOOST_TEST(process({"0", "0"}, {"1 + x^2", "2"}).has_divergence());
  BOOST_TEST(test::matrix_process({"0", "0"}, {{"1", "1 + y^2"}, {"0", "1"}}).has_divergence());
}

BOOST_AUTO_TEST_CASE(degenerate_means_fewer_noises_than_axes) {
  BOOST_TEST(process({"y", "0"}, {"0", "1"}).degenerate());
  BOOST_TEST(test::matrix_process({"0", "0"}, {{"1"}, {"x"}}).degenerate());
  BOOST_TEST(!process({"0", "0"}, {"x"}).degenerate());
  BOOST_TEST(!test::matrix_process({"0", "0"}, {{"1", "0"}, {"x", "1"}}).degenerate());
}

BOOST_AUTO_TEST_CASE(ragged_and_short_matrices_are_refused) {
  BOOST_CHECK_THROW(test::matrix_process({"0", "0"}, {{"1", "2"}, {"3"}}), std::invalid_argument);
  BOOST_CHECK_THROW(test::matrix_process({"0", "0"}, {{"1", "2"}}), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
