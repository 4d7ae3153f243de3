#include "parallel/excerpt.hpp"

#include <boost/test/unit_test.hpp>

using namespace loschmidt::parallel;

BOOST_AUTO_TEST_SUITE(excerpts)

BOOST_AUTO_TEST_CASE(what_is_short_and_plain_stays) {
  BOOST_TEST(excerpt("sqrt(x)") == "sqrt(x)");
  BOOST_TEST(excerpt("Fokker–Planck ∇·J 𝄞") == "Fokker–Planck ∇·J 𝄞");
  BOOST_TEST(excerpt("") == "");
}

BOOST_AUTO_TEST_CASE(nothing_leaves_the_line) {
  BOOST_TEST(excerpt("a\nb\tc\r") == "a\\nb\\tc\\x0D");
  BOOST_TEST(excerpt(std::string_view("a\0b", 3)) == "a\\x00b");
  BOOST_TEST(excerpt("\x1B[31m\x7F") == "\\x1B[31m\\x7F");
  BOOST_TEST(excerpt("\xC2\x85|\xE2\x80\xA8|\xE2\x80\xAE") ==
             "\\xC2\\x85|\\xE2\\x80\\xA8|\\xE2\\x80\\xAE");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_are_shown_as_numbers) {
  BOOST_TEST(excerpt("\xFF\xC3(") == "\\xFF\\xC3(");
  BOOST_TEST(excerpt("\xE2\x82") == "\\xE2\\x82");
}

BOOST_AUTO_TEST_CASE(the_middle_of_what_is_long_goes) {
  const std::string text = "begin" + std::string(1000000, '1') + "end";
  BOOST_TEST(excerpt(text, 21) == "begin111 ... 11111end");
  for (std::size_t most = 16; most < 80; ++most) {
    BOOST_TEST(excerpt(text, most).size() <= most);
    BOOST_TEST(excerpt(std::string(100, '\n'), most).size() <= most);
  }
}

BOOST_AUTO_TEST_CASE(no_character_is_cut) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "∇";
  for (std::size_t most = 16; most < 80; ++most) {
    const std::string shown = excerpt(text, most);
    BOOST_TEST(shown.size() <= most);
    BOOST_TEST(shown.find('\\') == std::string::npos);
    BOOST_TEST(excerpt(shown, 100) == shown);
  }
}

BOOST_AUTO_TEST_SUITE_END()
