#include "app/case/case_file.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/case/key_examples.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using test::contains;
using test::error_of;
using test::read;
using test::replaced;
using test::small_case;

BOOST_AUTO_TEST_SUITE(mesh_sections)

BOOST_AUTO_TEST_CASE(gradings_reach_the_mesh_with_their_parameters) {
  const Case sinh = read(small_case, {R"(mesh.grading=[{kind="sinh", center=1, strength=2.5}])"});
  BOOST_TEST(std::get<SinhGrading>(sinh.mesh.grading[0]).center == 1);
  BOOST_TEST(std::get<SinhGrading>(sinh.mesh.grading[0]).strength == 2.5);
  const Case clustered = read(
      small_case, {R"(mesh.grading=[{kind="clustered", centers=[-2,2], width=0.5, strength=4}])"});
  const auto& grading = std::get<ClusteredGrading>(clustered.mesh.grading[0]);
  BOOST_TEST(grading.centers == (std::vector<double>{-2, 2}));
  BOOST_TEST(grading.width == 0.5);
  BOOST_TEST(grading.strength == 4);
  BOOST_TEST(std::holds_alternative<UniformGrading>(read(small_case).mesh.grading[0]));
}

BOOST_AUTO_TEST_CASE(a_grading_takes_its_own_parameters_and_no_others) {
  BOOST_TEST(contains(error_of(small_case, {R"(mesh.grading=[{kind="sinh", center=0}])"}),
                      "needs \"strength\""));
  BOOST_TEST(contains(error_of(small_case, {R"(mesh.grading=[{kind="uniform", width=1}])"}),
                      "mesh.grading[0].width: means nothing for a uniform grading"));
  BOOST_TEST(contains(error_of(small_case, {R"(mesh.grading=[{center=1}])"}),
                      "grading[0].kind: is missing"));
}

BOOST_AUTO_TEST_CASE(explicit_edges_imply_the_cells) {
  const std::string without = replaced(small_case, "cells = [64]\n", "");
  const std::string edges = R"(mesh.grading=[{kind="edges", values=[-8,-3,-1,0,2,8]}])";
  BOOST_TEST(read(without, {edges}).mesh.cells == std::vector<int>{5});
  BOOST_TEST(read(without, {edges, "mesh.cells=[5]"}).mesh.cells == std::vector<int>{5});
  BOOST_TEST(contains(error_of(small_case, {edges}), "is 64 but the edges make 5 cells"));
  BOOST_TEST(contains(error_of(without), "mesh.cells: is missing"));
  BOOST_TEST(contains(error_of(without, {edges, "mesh.upper=[9]"}), "must agree"));
  BOOST_TEST(contains(error_of(without, {R"(mesh.grading=[{kind="edges", values=[-8,0,8]}])"}),
                      "has 3 edges"));
}

BOOST_AUTO_TEST_CASE(breaks_take_the_nearest_even_edges) {
  // 64 cells on [-8, 8]: 0.6 is at 34.4, and -3.3 at 18.8.
  const Case c = read(small_case, {"mesh.breaks=[-3.3, 0.6]"});
  BOOST_TEST(c.mesh.breaks[0].places == (std::vector<double>{-3.3, 0.6}));
  BOOST_TEST(c.mesh.breaks[0].edges == (std::vector<int>{18, 34}));
  BOOST_TEST(read(small_case, {"mesh.breaks=0.6"}).mesh.breaks[0].edges == std::vector<int>{34});
  const Case plane = read(small_case, test::in_the_plane("mesh.breaks=[[], [1]]"));
  BOOST_TEST(plane.mesh.breaks[0].edges.empty());
  BOOST_TEST(plane.mesh.breaks[1].edges == std::vector<int>{4});
  BOOST_TEST(read(small_case).mesh.breaks[0].places.empty());
}

BOOST_AUTO_TEST_CASE(breaks_two_cells_apart_have_edges_of_their_own) {
  // Cells are a quarter wide. Positions 1, 3, 5 … lie in the middle between even numbers.
  for (const double first : {-0.25, -0.13, -0.0001, 0.1}) {
    const Case c =
        read(small_case, {fmt::format("mesh.breaks=[{}, {}, {}]", first, first + 0.5, first + 1)});
    const auto& edges = c.mesh.breaks[0].edges;
    BOOST_TEST(edges[1] == edges[0] + 2);
    BOOST_TEST(edges[2] == edges[1] + 2);
  }
}

BOOST_AUTO_TEST_CASE(breaks_that_the_mesh_cannot_have_are_refused) {
  const auto error = [](const std::string& breaks) {
    return error_of(small_case, {"mesh.breaks=" + breaks});
  };
  for (const char* outside : {"[-8]", "[8]", "[0, 9]"})
    BOOST_TEST(contains(error(outside), "mesh.breaks: "));
  BOOST_TEST(contains(error("[9]"), "does not lie inside the axis, (-8, 8)"));
  BOOST_TEST(contains(error("[1, 0]"), "mesh.breaks: 0 follows 1"));
  BOOST_TEST(contains(error("[1, 1]"), "mesh.breaks: 1 follows 1"));
  BOOST_TEST(contains(error("[0, 0.4]"), "mesh.breaks: leaves 1.6 cells"));
  BOOST_TEST(contains(error("[-7.6]"), "leaves 1.6 cells"));
  BOOST_TEST(contains(error("[7.6]"), "leaves 1.6 cells"));
  BOOST_TEST(contains(error("[[0], []]"), "mesh.breaks: "));
  BOOST_TEST(contains(error_of(small_case, test::in_the_plane("mesh.breaks=[0]")),
                      "mesh.breaks: is one list for 2 axes"));
  BOOST_TEST(contains(error_of(small_case, test::in_the_plane("mesh.breaks=[[], [9]]")),
                      "mesh.breaks[1]: 9 does not lie"));
}

BOOST_AUTO_TEST_CASE(breaks_among_explicit_edges_are_edges_with_even_numbers) {
  const auto error = [](const std::string& breaks) {
    return error_of(small_case, {R"(mesh.grading=[{kind="edges", values=[-8,-3,-1,0,2,8]}])",
                                 "mesh.cells=[5]", "mesh.breaks=" + breaks});
  };
  BOOST_TEST(error("[-1]") == "");
  BOOST_TEST(contains(error("[-3]"), "mesh.breaks: "));
  BOOST_TEST(contains(error("[0]"), "is not at an even number"));
  BOOST_TEST(contains(error("[-0.5]"), "is not at an even number"));
}

BOOST_AUTO_TEST_CASE(edges_are_read_from_a_file_beside_the_case) {
  const test::Folder folder;
  folder.write("edges.txt", "-8 -3\n-1\n0 2 8\n");
  folder.write("words.txt", "-8 -3 0 2 8\nx\n");
  const auto file =
      folder.write("case.toml", replaced(small_case, "cells = [64]",
                                         "grading = [{ kind = \"file\", path = \"edges.txt\" }]"));
  const Case c = read_case(file);
  BOOST_TEST(std::get<ExplicitEdges>(c.mesh.grading[0]).values ==
             (std::vector<double>{-8, -3, -1, 0, 2, 8}));
  for (const char* name : {"words.txt", "absent.txt"}) {
    const std::vector<std::string> setting{
        fmt::format("mesh.grading=[{{kind=\"file\", path=\"{}\"}}]", name)};
    BOOST_CHECK_THROW(read_case(file, setting), InputError);
  }
}

BOOST_AUTO_TEST_CASE(lengths_agree_with_the_number_of_axes) {
  BOOST_TEST(
      contains(error_of(small_case, {"mesh.upper=[8,8]"}), "has 2 entries but mesh.lower has 1"));
  BOOST_TEST(contains(error_of(small_case, {"mesh.cells=[8,8]"}), "mesh.cells: has 2 entries"));
  BOOST_TEST(contains(error_of(small_case, {R"(mesh.boundary=["periodic","periodic"])"}),
                      "mesh.boundary: has 2"));
  BOOST_TEST(contains(error_of(small_case, {"mesh.lower=[]"}), "give 1, 2 or 3"));
  BOOST_TEST(contains(error_of(small_case, {"mesh.lower=[0,0,0,0]"}), "give 1, 2 or 3"));
  BOOST_TEST(contains(error_of(small_case, {"mesh.upper=[-8]"}), "must be above mesh.lower"));
}

BOOST_AUTO_TEST_CASE(more_cells_than_can_be_numbered_are_refused) {
  BOOST_TEST(contains(error_of(small_case, {"mesh.lower=[0,0,0]", "mesh.upper=[1,1,1]",
                                            "mesh.cells=[2000,2000,2000]"}),
                      "numbered with 32 bits"));
}

BOOST_AUTO_TEST_SUITE_END()
