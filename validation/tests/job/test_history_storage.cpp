#include "app/job/history_storage.hpp"

#include <array>
#include <boost/test/unit_test.hpp>

#include "parallel/failure.hpp"
#include "solver/score.hpp"
#include "validation/tests/case_text.hpp"

using namespace loschmidt;
using namespace loschmidt::job;
using namespace loschmidt::meshes;
using namespace loschmidt::parallel;
using namespace loschmidt::solver;

namespace {

const Mesh mesh({Axis({0, 1, 2, 4, 5}, Boundary::reflecting),
                 Axis({0, 1, 3, 4, 5, 6}, Boundary::periodic)});

std::vector<double> masses(double first) {
  std::vector<double> mass(mesh.cells());
  for (std::size_t n = 0; n < mass.size(); ++n)
    mass[n] = first + 1 / (1.0 + static_cast<double>(n));
  return mass;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(history_storage)

BOOST_AUTO_TEST_CASE(memory_and_disk_hand_out_the_same_bits) {
  const test::Folder folder;
  for (const double memory : {0.0, 1e6}) {
    const SharedMemoryGroup node(MPI_COMM_WORLD);
    HistoryStorage storage(node, folder.path, memory);
    const FaceField score = regular_score(mesh, masses(3));
    DensityHistory plain = storage.history(mesh, {0, 1}, false);
    DensityHistory scored = storage.history(mesh, {0, 1}, true);
    for (const int slice : {1, 0}) {
      plain.put(slice, masses(slice));
      scored.put(slice, masses(slice + 2), &score);
    }
    for (const int slice : {0, 1}) {
      BOOST_TEST((plain.mass(slice) == masses(slice)));
      BOOST_TEST((scored.mass(slice) == masses(slice + 2)));
      BOOST_TEST((scored.regular_score(slice).across == score.across));
      BOOST_TEST((plain.regular_score(slice).across == regular_score(mesh, masses(slice)).across));
    }
  }
  BOOST_TEST(std::filesystem::is_empty(folder.path));
}

BOOST_AUTO_TEST_CASE(what_a_history_took_is_free_again_when_it_is_gone) {
  // Where only memory can keep it: there is no such directory.
  int ranks = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  const double bytes =
      2.0 * static_cast<double>((mesh.cells() + ranks - 1) / ranks) * sizeof(double);
  const SharedMemoryGroup node(MPI_COMM_WORLD);
  HistoryStorage storage(node, "/nonexistent", bytes);
  for (int k = 0; k < 3; ++k) {
    const DensityHistory fits = storage.history(mesh, {0, 1}, false);
    BOOST_CHECK_THROW(storage.history(mesh, {0, 1}, false), Failure);
  }
}

BOOST_AUTO_TEST_CASE(a_disk_that_cannot_be_used_has_the_exit_code_of_output) {
  const SharedMemoryGroup node(MPI_COMM_WORLD);
  HistoryStorage storage(node, "/nonexistent", 0);
  BOOST_CHECK_EXCEPTION(storage.history(mesh, {0, 1}, false), Failure,
                        [](const Failure& e) { return e.code() == output_error; });
}

BOOST_AUTO_TEST_CASE(earlier_stores_go_first_into_memory) {
  const std::array<double, 4> stores{3, 5, 2, 1};
  BOOST_TEST(kept_in_memory(stores, 100) == 11);
  BOOST_TEST(kept_in_memory(stores, 7) == 6);
  BOOST_TEST(kept_in_memory(stores, 0) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
