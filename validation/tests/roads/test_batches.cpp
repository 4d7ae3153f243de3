// The path of a particle is a function of its number alone, whatever the batches.
#include "app/roads/batches.hpp"

#include <boost/test/unit_test.hpp>

#include "app/roads/ensemble_stage.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::roads;
using namespace loschmidt::sde;
using namespace loschmidt::setup;

namespace {

// Where particles are at the end of the road, and their twins.
void collect(Batches& batches, std::uint64_t first, std::uint64_t size, std::size_t last,
             std::vector<Point>& ends) {
  batches.run_batch(first, size, [&](std::size_t step, const Ensemble& ensemble) {
    if (step != last) return;
    for (std::uint64_t i = 0; i < ensemble.size(); ++i) {
      ends.push_back(ensemble.position(i));
      ends.push_back(ensemble.twin_position(i));
    }
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batches)

BOOST_AUTO_TEST_CASE(how_particles_are_split_is_no_matter) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  for (const auto& road :
       {forward_road(small.setup, evolved, 1000), reverse_road(small.setup, evolved, 1000)}) {
    Batches batches(small.setup, small.job, evolved.forward.density, road);
    const std::size_t last = road.steps.size() - 1;
    std::vector<Point> whole, parts;
    collect(batches, 0, 1000, last, whole);
    for (const auto& [first, size] : {std::pair{0, 301}, {301, 16}, {317, 683}})
      collect(batches, first, size, last, parts);
    BOOST_TEST((whole == parts));
  }
}

BOOST_AUTO_TEST_CASE(every_second_step_is_visited_from_the_start_on) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const auto road = reverse_road(small.setup, evolved, 8);
  Batches batches(small.setup, small.job, evolved.forward.density, road);
  std::vector<std::size_t> visited;
  batches.run_batch(0, 8, [&](std::size_t step, const Ensemble&) { visited.push_back(step); });
  BOOST_TEST_REQUIRE(visited.size() == road.steps.size() / 2 + 1);
  for (std::size_t k = 0; k < visited.size(); ++k) BOOST_TEST(visited[k] == 2 * k);
}

BOOST_AUTO_TEST_CASE(batches_follow_one_another_without_a_gap) {
  test::SmallJob small(test::ornstein_uhlenbeck);
  const Evolved evolved = small.evolved();
  const auto road = reverse_road(small.setup, evolved, 8);
  const Batches batches(small.setup, small.job, evolved.forward.density, road);
  const std::uint64_t all = 2 * particles_at_once + 5;
  std::uint64_t next = 3;
  batches.for_each_batch(3, all, [&](std::uint64_t first, std::uint64_t size) {
    BOOST_TEST(first == next);
    BOOST_TEST(size <= particles_at_once);
    next += size;
  });
  BOOST_TEST(next == all);
  batches.for_each_batch(all, all,
                         [&](std::uint64_t, std::uint64_t) { BOOST_ERROR("none are left"); });
}

BOOST_AUTO_TEST_SUITE_END()
