#include <boost/test/unit_test.hpp>

#include "validation/tests/case/key_examples.hpp"
#include "validation/tests/case/key_limits.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using test::error_in;
using test::error_of;
using test::read;
using test::replaced;
using test::small_case;
using test::written;
using test::written_and_read;

namespace {

using Mixture = std::vector<MixtureComponent>;

const std::string law_of_small_case = "mixture = [{ weight = 0.5, mean = [-2], std = [0.25] }]";

// The small case with another initial law, in line 10.
std::string with_law(std::string_view law) {
  return replaced(small_case, law_of_small_case, law);
}

std::string gaussian(std::string_view weight, std::string_view std) {
  return with_law(
      fmt::format("mixture = [{{ weight = {}, mean = [0], std = [{}] }}]", weight, std));
}

std::string many_gaussians(int count) {
  std::string list;
  for (int k = 0; k < count; ++k) list += "{weight=1,mean=[0],std=[1]},";
  return with_law("mixture = [" + list + "]");
}

// The error of a law that names a file beside the case; points.csv and ink.pgm exist.
std::string error_of_file(const std::string& law, const test::Settings& settings = {}) {
  const test::Folder folder;
  for (const char* name : {"points.csv", "points.txt", "points.CSV", "ink.pgm"})
    folder.write(name, "");
  return error_in([&] { read_case(folder.write("case.toml", with_law(law)), settings); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(initial_sections)

BOOST_AUTO_TEST_CASE(a_mixture_is_kept_and_its_weights_stay_relative) {
  const Case c =
      read(with_law("mixture = [{ weight = 2, mean = [0.1], std = [1e-300] }, "
                    "{ weight = 6, mean = [-1], std = [0.30000000000000004] }]"));
  for (const Case& same : {c, written_and_read(c)}) {
    const auto& mixture = std::get<Mixture>(same.initial);
    BOOST_TEST_REQUIRE(mixture.size() == 2u);
    BOOST_TEST(mixture[0].weight == 2);
    BOOST_TEST(mixture[1].weight == 6);
    BOOST_TEST(mixture[0].mean[0] == 0.1);
    BOOST_TEST(mixture[0].std[0] == 1e-300);
    BOOST_TEST(mixture[1].std[0] == 0.1 + 0.2);
  }
}

BOOST_AUTO_TEST_CASE(a_gaussian_has_limits) {
  const std::string at = "case.toml:10: initial.mixture[0].";
  BOOST_TEST(error_of(gaussian("1e100", "1e-300")) == "");
  BOOST_TEST(error_of(gaussian("1e-300", "1e300")) == "");
  BOOST_TEST(error_of(gaussian("0", "1")).starts_with(at + "weight: must be above 0 (got 0)"));
  BOOST_TEST(error_of(gaussian("1.0000000000000002e100", "1"))
                 .starts_with(at + "weight: must be at most 1e+100 (got "));
  BOOST_TEST(error_of(gaussian("1", "0")).starts_with(at + "std: must be above 0 (got 0)"));
}

BOOST_AUTO_TEST_CASE(ten_thousand_gaussians_are_the_most) {
  BOOST_TEST(std::get<Mixture>(read(many_gaussians(10000)).initial).size() == 10000u);
  BOOST_TEST(error_of(many_gaussians(10001))
                 .starts_with("case.toml:10: initial.mixture: has 10001 Gaussians"));
}

BOOST_AUTO_TEST_CASE(every_gaussian_has_one_number_per_axis) {
  const auto second = [](std::string_view law) {
    return error_of(with_law(fmt::format(
        "mixture = [{{ weight = 1, mean = [0], std = [1] }},\n{{ weight = 1, {} }}]", law)));
  };
  BOOST_TEST(second("mean = [0], std = [1]") == "");
  BOOST_TEST(second("mean = [0, 0], std = [1]")
                 .starts_with("case.toml:11: initial.mixture[1].mean: has 2 entries but "));
  BOOST_TEST(second("mean = [0], std = []")
                 .starts_with("case.toml:11: initial.mixture[1].std: has 0 entries but "));
}

BOOST_AUTO_TEST_CASE(each_of_several_gaussians_needs_its_weight) {
  BOOST_TEST(error_of(with_law("mixture = [{ weight = 1, mean = [0], std = [1] },\n"
                               "{ mean = [0], std = [1] }]"))
                 .starts_with("case.toml:11: initial.mixture[1].weight: is missing"));
}

BOOST_AUTO_TEST_CASE(a_density_is_a_formula_or_a_number) {
  const Case c = read(with_law("density = 'exp(-x^2)'"));
  BOOST_TEST(std::get<DensityFormula>(c.initial).formula == "exp(-x^2)");
  BOOST_TEST(std::get<DensityFormula>(written_and_read(c).initial).formula == "exp(-x^2)");
  const Case number = read(with_law("density = 0.5"));
  BOOST_TEST(std::get<DensityFormula>(number.initial).formula == "0.5");
}

BOOST_AUTO_TEST_CASE(only_the_law_of_the_case_is_written) {
  const auto laws = {"mixture", "density", "samples", "image", "file"};
  const auto law_of = [&](const Case& c) {
    std::string given;
    for (const std::string law : laws)
      if (!written(c, "initial." + law).empty()) given += law + ' ';
    return given;
  };
  const test::Folder folder;
  const std::string file = toml_string(folder.write("data.h5", "").string());
  BOOST_TEST(law_of(read(small_case)) == "mixture ");
  BOOST_TEST(law_of(read(with_law("density = 1"))) == "density ");
  BOOST_TEST(law_of(read(with_law("file = " + file))) == "file ");
  BOOST_TEST(law_of(read(with_law("samples = " + replaced(file, ".h5", ".h5:/a")))) == "samples ");
  BOOST_TEST(law_of(read(small_case, test::in_the_plane("initial={image=" + file + "}"))) ==
             "image ");
}

BOOST_AUTO_TEST_CASE(samples_are_known_by_their_name) {
  BOOST_TEST(error_of_file("samples = 'points.csv'") == "");
  BOOST_TEST(error_of_file("samples = 'points.txt'") == "");
  for (const char* name : {"points.CSV", "points.h5", "points", "csv"})
    BOOST_TEST(error_of_file(fmt::format("samples = '{}'", name))
                   .starts_with(fmt::format("case.toml:10: initial.samples: \"{}\" names neither a "
                                            "dataset nor a .csv or .txt",
                                            name)));
}

BOOST_AUTO_TEST_CASE(a_law_from_a_file_needs_its_name) {
  BOOST_TEST(error_of_file("file = ''").starts_with("case.toml:10: initial.file: is empty"));
  BOOST_TEST(error_of_file("samples = ':/a'").starts_with("case.toml:10: initial.samples: is emp"));
  BOOST_TEST(error_of_file("file = 'none.h5'")
                 .starts_with("case.toml:10: initial.file: \"none.h5\" cannot be read"));
}

BOOST_AUTO_TEST_CASE(an_image_covers_two_axes) {
  const test::Settings space{"mesh.lower=[0,0,0]", "mesh.upper=[1,1,1]", "mesh.cells=[4,4,4]",
                             "sde.drift=[0,0,0]"};
  BOOST_TEST(error_of_file("image = 'ink.pgm'", space)
                 .starts_with("case.toml:10: initial.image: needs two axes (the mesh has 3)"));
  BOOST_TEST(error_of_file("image = 'ink.pgm'", {"mesh.lower=[0,0]", "mesh.upper=[1,1]",
                                                 "mesh.cells=[4,4]", "sde.drift=[0,0]"}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
