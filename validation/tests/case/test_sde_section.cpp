#include <boost/test/unit_test.hpp>

#include "validation/tests/case/key_examples.hpp"
#include "validation/tests/case/key_limits.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using test::error_of;
using test::in_the_plane;
using test::read;
using test::replaced;
using test::small_case;
using test::written;
using test::written_and_read;

namespace {

std::string with_diffusion(std::string_view g) {
  return replaced(small_case, "diffusion = \"1\"", fmt::format("diffusion = {}", g));
}

// A matrix of one row, for a process with this number of Wiener processes.
std::string row_of_noises(int noises) {
  std::vector<std::string> columns;
  for (int k = 0; k < noises; ++k) columns.push_back(fmt::format("\"{} + x\"", k));
  return fmt::format("[[{}]]", fmt::join(columns, ", "));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sde_sections)

BOOST_AUTO_TEST_CASE(a_process_is_meant_in_the_sense_of_ito_unless_the_case_says_otherwise) {
  BOOST_TEST((read(small_case).sde.interpretation == sde::Interpretation::ito));
  const Case c = read(small_case, {"sde.interpretation=stratonovich"});
  BOOST_TEST((c.sde.interpretation == sde::Interpretation::stratonovich));
  BOOST_TEST(written(c, "sde.interpretation") == "\"stratonovich\"");
  BOOST_TEST(error_of(small_case, {"sde.interpretation=backward-ito"})
                 .starts_with("--set: sde.interpretation: must be one of ito, stratonovich, "
                              "hanggi-klimontovich (got \"backward-ito\")"));
}

BOOST_AUTO_TEST_CASE(definitions_are_none_unless_given_and_keep_their_texts) {
  BOOST_TEST(read(small_case).sde.definitions.empty());
  BOOST_TEST(written(read(small_case), "sde.definitions") == "{}");
  const Case c = read(small_case, {"sde.definitions={k='1 + t', beta_2=0.1}"});
  BOOST_TEST(c.sde.definitions.size() == 2u);
  BOOST_TEST(c.sde.definitions.at("beta_2") == "0.1");
  BOOST_TEST((written_and_read(c).sde.definitions == c.sde.definitions));
}

// One formula is g times the identity, also in brackets; a matrix stays one, though it has one
// entry.
BOOST_AUTO_TEST_CASE(a_diffusion_is_written_in_the_form_in_which_it_was_given) {
  for (const auto& [given, text] :
       {std::pair{"\"2*x\"", "\"2*x\""}, std::pair{"[\"2*x\"]", "\"2*x\""},
        std::pair{"0.5", "\"0.5\""}, std::pair{"[[\"2*x\"]]", "[[\"2*x\"]]"},
        std::pair{"[[1, \"x\"]]", "[[\"1\", \"x\"]]"}}) {
    const Case c = read(with_diffusion(given));
    BOOST_TEST(written(c, "sde.diffusion") == text);
    BOOST_TEST(written_and_read(c).sde.diffusion == c.sde.diffusion);
    BOOST_TEST((written_and_read(c).sde.rows == c.sde.rows));
    BOOST_TEST(c.sde.diffusion.empty() != c.sde.rows.empty());
  }
  const Case diagonal = read(small_case, in_the_plane("sde.diffusion=['1', 'y']"));
  BOOST_TEST(written(diagonal, "sde.diffusion") == "[\"1\", \"y\"]");
}

BOOST_AUTO_TEST_CASE(particles_take_sixteen_noises_and_no_more) {
  BOOST_TEST(read(with_diffusion(row_of_noises(16))).sde.rows.front().size() == 16u);
  BOOST_TEST(
      error_of(with_diffusion(row_of_noises(17)))
          .starts_with("case.toml:8: sde.diffusion[0]: has 17 entries, one for each Wiener process "
                       "(particles take at most 16)"));
}

BOOST_AUTO_TEST_CASE(rows_are_as_long_as_the_first_and_not_empty) {
  BOOST_TEST(error_of(with_diffusion("[[]]"))
                 .starts_with("case.toml:8: sde.diffusion[0]: has 0 entries where the first row "
                              "has 0"));
  BOOST_TEST(error_of(small_case, in_the_plane("sde.diffusion=[['1', 'x'], ['1', 'x', 'y']]"))
                 .starts_with("--set: sde.diffusion[1]: has 3 entries where the first row has 2"));
  const Case c = read(small_case, in_the_plane("sde.diffusion=[['1', 'x', 'y'], [0, 2, 't']]"));
  BOOST_TEST(c.sde.rows[1] == (std::vector<std::string>{"0", "2", "t"}));
}

BOOST_AUTO_TEST_CASE(the_drift_keeps_the_order_of_the_axes) {
  const Case c = read(small_case, in_the_plane("sde.drift=['y', '-x']"));
  BOOST_TEST(c.sde.drift == (std::vector<std::string>{"y", "-x"}));
  BOOST_TEST(written_and_read(c).sde.drift == c.sde.drift);
  BOOST_TEST(error_of(replaced(small_case, "[\"-x\"]", "\"-x\""))
                 .starts_with("case.toml:7: sde.drift: must be an array of formulas"));
}

BOOST_AUTO_TEST_SUITE_END()
