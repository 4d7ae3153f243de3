#include "app/compare/tolerances.hpp"

#include <boost/test/unit_test.hpp>

using namespace loschmidt::comparison;

BOOST_AUTO_TEST_SUITE(tolerances_of_paths)

BOOST_AUTO_TEST_CASE(globs) {
  for (const auto& [glob, path] : {std::pair{"*", "/a/b"},
                                   {"/a/*", "/a/b/c"},
                                   {"*c", "/a/b/c"},
                                   {"/*/b", "/a/b"},
                                   {"/a?b", "/a/b"},
                                   {"**b*", "/a/b"},
                                   {"a*", "a"},
                                   {"*ab*c", "aab.ac.c"},
                                   {"", ""},
                                   {"*", ""}})
    BOOST_TEST(matches(glob, path), glob << " on " << path);
  for (const auto& [glob, path] : {std::pair{"/a", "/a/b"},
                                   {"a/b", "/a/b"},
                                   {"/a/?", "/a/"},
                                   {"/a/*x", "/a/b"},
                                   {"[ab]", "a"},
                                   {"", "a"},
                                   {"?", ""}})
    BOOST_TEST(!matches(glob, path), glob << " on " << path);
}

BOOST_AUTO_TEST_CASE(the_last_that_matches_decides) {
  const Tolerances tolerances{{"/forward/*", {1e-3, 1e-4}}, {"*/score", {1e-5, 1e-6}}};
  BOOST_TEST(tolerance_of(tolerances, "/forward/density").relative == 1e-3);
  BOOST_TEST(tolerance_of(tolerances, "/forward/score").absolute == 1e-6);
  BOOST_TEST(tolerance_of(tolerances, "/mesh/volume").relative == 1e-8);
  BOOST_TEST(tolerance_of(tolerances, "/mesh/volume").absolute == 1e-14);
}

BOOST_AUTO_TEST_SUITE_END()
