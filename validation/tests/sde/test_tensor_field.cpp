// Both layouts hold the same tensor where it is diagonal.
#include "sde/tensor_field.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

using namespace loschmidt::sde;

BOOST_AUTO_TEST_SUITE(tensor_fields)

BOOST_AUTO_TEST_CASE(a_packed_tensor_is_symmetric) {
  const TensorField d(2, TensorLayout::packed, {1, 2, 3, 4, 5, 6});  // xx, yx, yy of two points
  BOOST_TEST(d.points() == 2);
  BOOST_TEST(d(1, 0, 0) == 4);
  BOOST_TEST(d(1, 0, 1) == 5);
  BOOST_TEST(d(1, 1, 0) == 5);
  BOOST_TEST(d(1, 1, 1) == 6);
}

BOOST_AUTO_TEST_CASE(a_product_with_a_vector_is_that_of_the_matrix) {
  const TensorField full(2, TensorLayout::packed, {1, 2, 3});
  const std::array<double, 2> v{10, 100};
  BOOST_TEST(full.times(0, v)[0] == 210);
  BOOST_TEST(full.times(0, v)[1] == 320);
}

BOOST_AUTO_TEST_CASE(a_diagonal_is_the_packed_tensor_without_its_zeros) {
  const TensorField diagonal(3, TensorLayout::diagonal, {1, 2, 3});
  const TensorField full(3, TensorLayout::packed, {1, 0, 2, 0, 0, 3});
  const std::array<double, 3> v{7, 8, 9};
  BOOST_TEST((diagonal.times(0, v) == full.times(0, v)));
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) BOOST_TEST(diagonal(0, i, j) == full(0, i, j));
}

BOOST_AUTO_TEST_CASE(an_incomplete_point_is_refused) {
  BOOST_CHECK_THROW(TensorField(2, TensorLayout::packed, {1, 2}), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
