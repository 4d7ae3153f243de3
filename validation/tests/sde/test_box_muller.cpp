#include "sde/box_muller.hpp"

#include <boost/test/unit_test.hpp>
#include <numbers>

using namespace loschmidt::sde;

namespace {
// Words in the middles of equal parts of their range.
template <class Visit>
void for_each_word(int spacing, Visit&& visit) {
  for (std::uint64_t word = spacing / 2; word <= 0xffffffffu; word += spacing)
    visit(static_cast<std::uint32_t>(word));
}
}  // namespace

BOOST_AUTO_TEST_SUITE(normals)

BOOST_AUTO_TEST_CASE(radii_and_angles_are_those_of_box_and_muller) {
  double radius_error = 0;
  double angle_error = 0;
  for_each_word(4097, [&](std::uint32_t word) {
    const double u = ((word >> 1) + 0.5) * 0x1p-31;
    // An angle of 0.
    const double radius = std::sqrt(-2 * std::log(u));
    if (radius > 1e-2)
      radius_error = std::max(radius_error, std::abs(box_muller(word, 0).first / radius - 1));
    const double angle = 2 * std::numbers::pi * word * 0x1p-32;
    const TwoNormals z = box_muller(0x80000000u, word);
    const double unit = std::sqrt(2 * std::log(2.0));
    angle_error = std::max({angle_error, std::abs(z.first / unit - std::cos(angle)),
                            std::abs(z.second / unit - std::sin(angle))});
  });
  BOOST_TEST_MESSAGE("relative error of radii " << radius_error << ", of angles " << angle_error);
  // Near u = 1 single precision knows log u = −r²/2 to 2⁻²⁴, that is, r to 2⁻²⁴/r² of it. Elsewhere
  // four roundings.
  BOOST_TEST(radius_error < 0x1p-24 / 1e-4);
  BOOST_TEST(angle_error < 4 * 0x1p-24);
}

BOOST_AUTO_TEST_CASE(moments_are_right_to_what_no_ensemble_resolves) {
  // Without chance: 10¹¹ particles know E r² to 6e-6 and E r⁴ to 6e-5. A tenth of it at most.
  double square = 0;
  double fourth = 0;
  double count = 0;
  for_each_word(65, [&](std::uint32_t word) {
    const double r = box_muller(word, 0).first;
    square += r * r;
    fourth += r * r * r * r;
    ++count;
  });
  BOOST_TEST_MESSAGE("E r² − 2 = " << square / count - 2 << ", E r⁴ − 8 = " << fourth / count - 8);
  BOOST_TEST(std::abs(square / count - 2) < 6e-7);
  BOOST_TEST(std::abs(fourth / count - 8) < 6e-6);
}

BOOST_AUTO_TEST_CASE(the_largest_and_the_smallest_are_finite) {
  BOOST_TEST(box_muller(0, 0).first < 6.67f);
  BOOST_TEST(box_muller(0, 0).first > 6.6f);
  BOOST_TEST(std::abs(box_muller(0xffffffffu, 0).first) < 1e-3f);
}

BOOST_AUTO_TEST_SUITE_END()
