#include "app/case/options.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>

using namespace loschmidt::input;

BOOST_AUTO_TEST_SUITE(option_look_up)

BOOST_AUTO_TEST_CASE(every_key_stands_once_and_explains_itself) {
  std::set<std::string_view> seen;
  for (const Option& option : options()) {
    BOOST_TEST(seen.insert(option.key).second, option.key);
    BOOST_TEST(!option.help.empty(), option.key);
    BOOST_TEST(key_table().find(option.key) != std::string::npos, option.key);
  }
}

BOOST_AUTO_TEST_CASE(entries_and_free_names_find_their_rows) {
  BOOST_TEST(find_option("initial.mixture[12].std")->key == "initial.mixture[].std");
  BOOST_TEST(find_option("sde.definitions.beta")->key == "sde.definitions.*");
  BOOST_TEST(!find_option("mesh"));
  BOOST_TEST(!find_option("mesh.cell"));
  BOOST_TEST(is_section("mesh"));
  BOOST_TEST(!is_section("mesh.cells"));
  BOOST_TEST(!is_section(""));
}

BOOST_AUTO_TEST_CASE(suggestions_are_what_was_probably_meant) {
  BOOST_TEST(*nearest_key("mesh.cels") == "mesh.cells");
  BOOST_TEST(*nearest_key("mesh.clels") == "mesh.cells");
  BOOST_TEST(*nearest_key("cells") == "mesh.cells");
  BOOST_TEST(*nearest_key("mesh.seed") == "reverse.seed");
  BOOST_TEST(*nearest_key("meshes") == "mesh");
  BOOST_TEST(*nearest_key("initial.mixture[1].wight") == "initial.mixture[].weight");
  BOOST_TEST(*nearest_key("reverse.reversal.noice") == "reverse.reversal.noise");
  const std::vector<std::string_view> names{"heun", "auto"};
  BOOST_TEST(*nearest("huen", names) == "heun");
}

BOOST_AUTO_TEST_CASE(what_is_far_from_every_name_is_not_guessed) {
  const std::vector<std::string_view> schemes{"auto", "euler-maruyama", "heun", "platen", "dri1"};
  for (const char* word : {"milstein", "ddim", "rk4", "", "x"}) BOOST_TEST(!nearest(word, schemes));
  BOOST_TEST(!nearest(std::string(1000000, 'e'), schemes));
  BOOST_TEST(choice_advice("milstein", schemes) == "give one of them");
  BOOST_TEST(choice_advice("plates", schemes) == "did you mean \"platen\"?");
  BOOST_TEST(!nearest_key("initial.point"));
  BOOST_TEST(key_advice("initial.point") == "initial takes mixture, density, samples, image, file");
  BOOST_TEST(key_advice("initial.mixture[3].sigma") ==
             "initial.mixture[3] takes weight, mean, std");
  BOOST_TEST(key_advice("mesh.cells.many") == "mesh.cells takes no further names");
}

BOOST_AUTO_TEST_SUITE_END()
