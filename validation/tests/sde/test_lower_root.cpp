#include "sde/lower_root.hpp"

#include <boost/test/unit_test.hpp>

using namespace loschmidt::sde;

namespace {
// L Lᵀ
template <int D>
double product(const PackedTensor& root, int i, int j) {
  double sum = 0;
  for (int k = 0; k <= std::min(i, j); ++k) sum += root[packed(i, k)] * root[packed(j, k)];
  return sum;
}

template <int D>
void check(const PackedTensor& tensor) {
  const PackedTensor root = lower_root<D>(tensor);
  for (int i = 0; i < D; ++i)
    for (int j = 0; j <= i; ++j)
      BOOST_TEST(std::abs(product<D>(root, i, j) - tensor[packed(i, j)]) < 1e-14);
}
}  // namespace

BOOST_AUTO_TEST_SUITE(lower_roots)

BOOST_AUTO_TEST_CASE(the_square_of_the_root_is_the_tensor) {
  check<1>({2.25});
  check<2>({2, -0.7, 1});
  check<3>({2, -0.7, 1, 0.3, 0.4, 1.5});
}

BOOST_AUTO_TEST_CASE(degenerate_tensors_have_roots_too) {
  check<2>({0, 0, 1});             // no noise along x
  check<2>({0.01, 0.03, 0.09});    // one Wiener process along (1, 3)
  check<3>({1, 2, 4, -1, -2, 1});  // one along (1, 2, −1)
  check<3>({0, 0, 1, 0, 0.5, 0.25});
  check<3>({});
}

BOOST_AUTO_TEST_CASE(times_a_vector) {
  const auto product = lower_times<3>({1, 2, 3, 4, 5, 6}, std::array<double, 3>{1, 10, 100});
  BOOST_TEST(product[0] == 1.0);
  BOOST_TEST(product[1] == 32.0);
  BOOST_TEST(product[2] == 654.0);
}

BOOST_AUTO_TEST_SUITE_END()
