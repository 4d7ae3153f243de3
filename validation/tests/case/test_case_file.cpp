#include "app/case/case_file.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using namespace loschmidt::sde;
using test::contains;
using test::error_of;
using test::read;
using test::replaced;
using test::small_case;

BOOST_AUTO_TEST_SUITE(case_files)

BOOST_AUTO_TEST_CASE(a_short_case_is_completed_by_the_documented_defaults) {
  const Case c = read(small_case);
  BOOST_TEST(c.source.name() == "case");
  BOOST_TEST(c.source.text == small_case);
  BOOST_TEST(c.description.expect == "verified");
  BOOST_TEST((c.mesh.boundary[0] == Boundary::reflecting));
  BOOST_TEST(c.time.start == 0);
  BOOST_TEST(!c.time.stop);
  BOOST_TEST(c.time.snapshots.size() == 11u);
  BOOST_TEST(c.solver.method == "auto");
  BOOST_TEST(c.solver.tolerance == 1e-6);
  BOOST_TEST(!c.solver.extrapolation);
  BOOST_TEST(c.reverse.particles == 1000000u);
  BOOST_TEST(c.reverse.steps == 200);
  BOOST_TEST((c.reverse.scheme == Scheme::automatic));
  BOOST_TEST((c.reverse.time_grid == TimeGrid::quadratic));
  BOOST_TEST(c.reverse.seed == 82u);
  BOOST_TEST(!c.reverse.start);
  BOOST_TEST((c.reverse.reversal == Reversal{}));
  BOOST_TEST(c.validation.significance == 1e-6);
  using validation::Road;
  BOOST_TEST((c.validation.roads ==
              std::set{Road::forward, Road::chain, Road::fokker_planck, Road::ensemble}));
  BOOST_TEST(!c.output.directory);
  BOOST_TEST(c.output.fields.size() == 3u);
  BOOST_TEST(!c.exact);
}

BOOST_AUTO_TEST_CASE(numbers_may_stand_for_formulas_and_1e6_for_integers) {
  const Case c =
      read(small_case, {"sde.drift=[-0.1]", "sde.diffusion=2", "reverse.particles=2.5e3"});
  BOOST_TEST(c.sde.drift[0] == "-0.1");
  BOOST_TEST(c.sde.diffusion[0] == "2");
  BOOST_TEST(c.reverse.particles == 2500u);
}

BOOST_AUTO_TEST_CASE(drift_and_diffusion_have_one_formula_per_axis) {
  const std::string plane = replaced(
      replaced(replaced(small_case, "[-8.0]", "[0, 0]"), "[8.0]", "[1, 1]"), "[64]", "[8, 8]");
  BOOST_TEST(contains(error_of(plane), "sde.drift: has 1 entries but mesh.lower has 2"));
  const std::vector<std::string> drift{"sde.drift=[\"y\", \"-x\"]", "initial={density=1}"};
  BOOST_TEST(read(plane, drift).sde.diffusion.size() == 1u);
  auto diagonal = drift;
  diagonal.push_back("sde.diffusion=[\"1\", \"x\"]");
  BOOST_TEST(read(plane, diagonal).sde.diffusion[1] == "x");
  auto matrix = drift;
  matrix.push_back("sde.diffusion=[[\"1\", 0, \"x\"], [0.5, 1, 0]]");
  const Case full = read(plane, matrix);
  BOOST_TEST(full.sde.diffusion.empty());
  BOOST_TEST(full.sde.rows[1][0] == "0.5");
  BOOST_TEST(full.sde.rows[0][2] == "x");
  matrix.back() = "sde.diffusion=[[1, 0], [1]]";
  BOOST_TEST(contains(error_of(plane, matrix), "sde.diffusion[1]: has 1 entries"));
  matrix.back() = "sde.diffusion=[[1, 0], \"1\"]";
  BOOST_TEST(contains(error_of(plane, matrix), "mixes rows and single formulas"));
  matrix.back() = "sde.diffusion=[[1, true], [0, 1]]";
  BOOST_TEST(contains(error_of(plane, matrix), "sde.diffusion[0][1]: must be a formula"));
  matrix.back() = "sde.diffusion=[[1, 0]]";
  BOOST_TEST(contains(error_of(plane, matrix), "sde.diffusion: has 1 entries"));
  diagonal.push_back("sde.diffusion=[\"1\"]");
  BOOST_TEST(contains(error_of(plane, diagonal), "sde.diffusion: has 1 entries"));
  BOOST_TEST(contains(error_of(plane, {drift[0]}), "initial.mixture[0].mean: has 1 entries"));
}

BOOST_AUTO_TEST_CASE(snapshots_hold_start_and_end_once_and_ascend) {
  const Case listed = read(small_case, {"time.snapshots=[0.5, 0.25, 0.5, 1]"});
  BOOST_TEST(listed.time.snapshots == (std::vector<double>{0, 0.25, 0.5, 1}));
  const Case spaced = read(small_case, {"time.start=-1", "time.snapshots=4"});
  BOOST_TEST(spaced.time.snapshots.front() == -1);
  BOOST_TEST(spaced.time.snapshots.back() == 1);
  BOOST_TEST(spaced.time.snapshots[1] == -1 + 2.0 / 3, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(contains(error_of(small_case, {"time.snapshots=[0.5, 2]"}),
                      "time.snapshots[1]: 2 lies outside"));
  BOOST_TEST(contains(error_of(small_case, {"time.snapshots=2.5"}), "whole number"));
}

BOOST_AUTO_TEST_CASE(times_are_in_order) {
  BOOST_TEST(contains(error_of(small_case, {"time.end=0"}), "must be after time.start"));
  BOOST_TEST(contains(error_of(small_case, {"time.stop=1"}), "time.stop: must lie in"));
  BOOST_TEST(contains(error_of(small_case, {"time.stop=-0.1"}), "time.stop: must lie in"));
  BOOST_TEST(*read(small_case, {"time.stop=0"}).time.stop == 0);
}

BOOST_AUTO_TEST_CASE(there_is_exactly_one_initial_law) {
  BOOST_TEST(contains(error_of(small_case, {"initial.density=1"}), "has 2 initial laws"));
  BOOST_TEST(contains(error_of(small_case, {"initial={}"}), "has 0 initial laws"));
  BOOST_TEST(
      contains(error_of(small_case, {"initial.mixture=[]"}), "initial.mixture: has 0 Gaussians"));
}

BOOST_AUTO_TEST_CASE(an_image_needs_a_plane_and_is_found_beside_the_case) {
  BOOST_TEST(contains(error_of(small_case, {"initial={image=\"ink.pgm\"}"}), "needs two axes"));
  const test::Folder folder;
  const std::string plane =
      replaced(replaced(replaced(replaced(small_case, "[-8.0]", "[0, 0]"), "[8.0]", "[1, 1]"),
                        "[64]", "[8, 8]"),
               "[\"-x\"]", "[0, 0]");
  const auto file = folder.write("case.toml", plane);
  const std::vector<std::string> image{"initial={image=\"ink.pgm\"}"};
  BOOST_CHECK_THROW(read_case(file, image), InputError);
  folder.write("ink.pgm", "P2 1 1 1 0");
  const Case c = read_case(file, image);
  BOOST_TEST(std::get<ImageFile>(c.initial).path == folder.path / "ink.pgm");
}

BOOST_AUTO_TEST_CASE(samples_are_a_table_or_a_dataset_of_a_file) {
  const test::Folder folder;
  const auto file = folder.write("case.toml", small_case);
  folder.write("points.csv", "1\n");
  folder.write("points.h5", "");
  const auto samples = [&](const std::string& name) {
    const Case c = read_case(file, std::vector{"initial={samples=\"" + name + "\"}"});
    return std::get<SamplesFile>(c.initial).points;
  };
  BOOST_TEST(samples("points.csv").file == folder.path / "points.csv");
  BOOST_TEST(samples("points.csv").dataset == "");
  BOOST_TEST(samples("points.h5:/a/b").file == folder.path / "points.h5");
  BOOST_TEST(samples("points.h5:/a/b").dataset == "/a/b");
  BOOST_CHECK_THROW(samples("absent.csv"), InputError);
  BOOST_CHECK_THROW(samples("absent.h5:/a"), InputError);
  BOOST_CHECK_THROW(samples("points.h5"), InputError);
}

BOOST_AUTO_TEST_CASE(an_earlier_run_is_found_beside_the_case) {
  const test::Folder folder;
  const auto file = folder.write("case.toml", small_case);
  folder.write("run.h5", "");
  const Case c = read_case(file, std::vector<std::string>{"initial={file=\"run.h5\"}"});
  BOOST_TEST(std::get<EarlierRun>(c.initial).file == folder.path / "run.h5");
  BOOST_CHECK_THROW(read_case(file, std::vector<std::string>{"initial={file=\".\"}"}), InputError);
}

BOOST_AUTO_TEST_CASE(reversals_by_name_and_by_number) {
  BOOST_TEST(read(small_case, {"reverse.reversal=half-score"}).reverse.reversal.score == 0.5);
  const Case c = read(small_case, {"reverse.reversal={drift=-1, score=0.25}"});
  BOOST_TEST((c.reverse.reversal == Reversal{-1, 1, 0.25, 1}));
}

BOOST_AUTO_TEST_CASE(the_reverse_run_starts_from_the_density_or_a_formula) {
  BOOST_TEST(!read(small_case, {"reverse.start=density"}).reverse.start);
  BOOST_TEST(*read(small_case, {"reverse.start=normal(x,0,1)"}).reverse.start == "normal(x,0,1)");
  BOOST_TEST(*read(small_case, {"reverse.start=1"}).reverse.start == "1");
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_read_are_the_users_error) {
  const test::Folder folder;
  BOOST_CHECK_THROW(read_case(folder.path / "absent.toml"), InputError);
  BOOST_CHECK_THROW(read_case(folder.path), InputError);
}

BOOST_AUTO_TEST_CASE(one_gaussian_needs_no_weight_but_two_do) {
  const Case c = read(small_case, {"initial.mixture=[{mean=[0], std=[1]}]"});
  BOOST_TEST(std::get<std::vector<MixtureComponent>>(c.initial).front().weight == 1);
  const std::string two = "initial.mixture=[{mean=[0], std=[1]}, {mean=[1], std=[1]}]";
  BOOST_TEST(contains(error_of(small_case, {two}), "initial.mixture[0].weight: is missing"));
}

BOOST_AUTO_TEST_CASE(a_run_too_short_for_doubles_is_refused) {
  for (const char* end : {"time.end=5e-324", "time.end=1e-101", "time.end=0"})
    BOOST_TEST(contains(error_of(small_case, {end}), "time.end: must be"));
  const std::vector<std::string> short_run{"time.start=1e9", "time.end=1000000000.1"};
  BOOST_TEST(contains(error_of(small_case, short_run), "time.end: must be well after"));
  BOOST_CHECK_NO_THROW(read(small_case, {"time.start=1e6", "time.end=1000001"}));
}

BOOST_AUTO_TEST_SUITE_END()
