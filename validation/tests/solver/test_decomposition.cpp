#include <boost/test/unit_test.hpp>
#include <numeric>

#include "parallel/shares.hpp"
#include "setups.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using namespace loschmidt::solver;

namespace {

// One more than the natural number in every owned cell, ghosts brought up to date; the ghosted box.
std::vector<double> numbered(const Decomposition& d) {
  const auto v = d.ghosted_vector();
  if (!d.owns_cells()) return {};
  const Block all = d.mesh().all_cells();
  double* values = nullptr;
  VecGetArray(v.get(), &values);
  for_each(d.block(), [&](const Index& i) {
    values[d.ghosted().local(i)] = 1.0 + static_cast<double>(all.local(i));
  });
  VecRestoreArray(v.get(), &values);
  d.update_ghosts(v.get());
  VecGetArray(v.get(), &values);
  std::vector<double> copy(values, values + d.ghosted().size());
  VecRestoreArray(v.get(), &values);
  return copy;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decomposition)

BOOST_AUTO_TEST_CASE(ranks_are_laid_out_along_the_longer_sides) {
  BOOST_TEST((ranks_per_axis({100, 1, 1}, 4) == std::array{4, 1, 1}));
  BOOST_TEST((ranks_per_axis({100, 100, 1}, 4) == std::array{2, 2, 1}));
  BOOST_TEST((ranks_per_axis({10, 1000, 1}, 3) == std::array{1, 3, 1}));
  BOOST_TEST((ranks_per_axis({64, 64, 64}, 8) == std::array{2, 2, 2}));
}

BOOST_AUTO_TEST_CASE(no_rank_gets_fewer_than_two_cells_along_an_axis) {
  BOOST_TEST((ranks_per_axis({5, 1, 1}, 4) == std::array{2, 1, 1}));
  BOOST_TEST((ranks_per_axis({5, 5, 1}, 7) == std::array{2, 2, 1}));
  BOOST_TEST((ranks_per_axis({3, 1, 1}, 4) == std::array{1, 1, 1}));
  BOOST_TEST((ranks_per_axis({11, 5, 1}, 4, 5) == std::array{2, 1, 1}));
}

BOOST_AUTO_TEST_CASE(pauses_of_other_ranks_are_refused) {
  const Mesh mesh({test::uniform_axis(0, 1, 8)});
  Pauses together(MPI_COMM_WORLD, [] {});
  Pauses alone(MPI_COMM_SELF, [] {});
  BOOST_CHECK_NO_THROW(Decomposition(MPI_COMM_WORLD, mesh, {}, &together));
  BOOST_CHECK_NO_THROW(Decomposition(MPI_COMM_SELF, mesh, {}, &alone));
  if (ranks_in(MPI_COMM_WORLD) == 1) return;
  BOOST_CHECK_THROW(Decomposition(MPI_COMM_SELF, mesh, {}, &together), std::logic_error);
  BOOST_CHECK_THROW(Decomposition(MPI_COMM_WORLD, mesh, {}, &alone), std::logic_error);
}

BOOST_AUTO_TEST_CASE(restriction_and_gathering_are_inverse) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Decomposition d(MPI_COMM_WORLD, mesh);
    std::vector<double> numbers(mesh.cells());
    std::iota(numbers.begin(), numbers.end(), 0.0);
    BOOST_TEST(d.gather(d.restrict_to_block(numbers)) == numbers);
  }
}

BOOST_AUTO_TEST_CASE(ghosts_hold_the_neighbours_values) {
  for (const Mesh& mesh : test::odd_meshes()) {
    const Decomposition d(MPI_COMM_WORLD, mesh);
    const Block all = mesh.all_cells();
    const auto values = numbered(d);
    for_each(d.block(), [&](const Index& i) {
      for (int a = 0; a < mesh.dimension(); ++a)
        for (const int step : {-1, 1}) {
          Index beside = i;
          beside[a] += step;
          Index wrapped = i;
          const bool there = neighbour(mesh, wrapped, a, step);
          const double expected = there ? 1.0 + static_cast<double>(all.local(wrapped)) : 0.0;
          BOOST_TEST(values[d.ghosted().local(beside)] == expected);
        }
    });
  }
}

BOOST_AUTO_TEST_CASE(wide_ghost_layers_reach_round_corners) {
  const Mesh mesh({test::uniform_axis(0, 1, 13, Boundary::periodic), test::uniform_axis(0, 1, 11)});
  const Decomposition d(MPI_COMM_WORLD, mesh, {3, true});
  const Block all = mesh.all_cells();
  const auto values = numbered(d);
  if (!d.owns_cells()) return;
  for_each(d.ghosted(), [&](const Index& i) {
    const Index there{(i[0] + 13) % 13, i[1], 0};
    const bool inside = i[1] >= 0 && i[1] < 11;
    BOOST_TEST(values[d.ghosted().local(i)] ==
               (inside ? 1.0 + static_cast<double>(all.local(there)) : 0.0));
  });
}

BOOST_AUTO_TEST_CASE(more_ranks_than_the_mesh_carries_own_nothing) {
  const Mesh mesh({test::uniform_axis(0, 1, 4)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  const std::vector<double> numbers{1, 2, 3, 4};
  BOOST_TEST(d.gather(d.restrict_to_block(numbers)) == numbers);
  const int owns = d.owns_cells() ? 1 : 0;
  int owners = 0;
  MPI_Allreduce(&owns, &owners, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
  BOOST_TEST(owners <= 2);
}

BOOST_AUTO_TEST_CASE(maximum_is_that_of_all_ranks) {
  const Mesh mesh({test::uniform_axis(0, 1, 8)});
  const Decomposition d(MPI_COMM_WORLD, mesh);
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  BOOST_TEST(d.maximum(rank == ranks - 1 ? 5.0 : -1.0) == 5.0);
}

BOOST_AUTO_TEST_SUITE_END()
