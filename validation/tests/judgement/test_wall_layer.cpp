// The order at which the stepper's error shrinks: that of the scheme, unless walls touch more than
// a hundred particles.
#include "app/judgement/wall_layer.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;

namespace {

double order(const std::string& text, std::vector<std::string> overrides,
             std::uint64_t particles = 1000000) {
  overrides.emplace_back("validation.roads=[\"forward\"]");
  test::SmallJob small(text, overrides);
  const Evolved evolved = small.evolved();
  return effective_weak_order(small.setup, small.job,
                              forward_road(small.setup, evolved, particles));
}

const std::string reflecting = "mesh.boundary=[\"reflecting\"]";
const std::string periodic = "mesh.boundary=[\"periodic\"]";

// Brownian motion between walls at 0 and 1, at rest: its density is 1, and every one of 64 cells
// has 1/64 of the particles. Steps are 1/6400 long, and 2 g√Δτ = g/40.
double order_at_rest(const std::string& noise, std::uint64_t particles) {
  const std::string text =
      test::replaced(test::absorbed_brownian_motion,
                     "mixture = [{ weight = 1, mean = [0.5], std = [0.1] }]", "density = \"1\"");
  return order(text,
               {reflecting, "time.end=0.0025", "time.snapshots=[0]", "reverse.steps=16",
                "reverse.time_grid=uniform", "sde.diffusion=" + noise},
               particles);
}

// The same in a square of 32² cells, of which one beside every wall is within reach: the four in
// the corners have N/256 of N particles.
const std::string square_at_rest = R"(title = "square"
[mesh]
lower = [0.0, 0.0]
upper = [1.0, 1.0]
cells = [32, 32]
boundary = ["reflecting", "reflecting"]
[sde]
drift = ["0", "0"]
diffusion = [["1", "0"], ["0.3", "0.9"]]
[initial]
density = "1"
[time]
end = 0.0025
snapshots = [0]
[solver]
method = "uniformization"
[reverse]
steps = 16
time_grid = "uniform"
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(wall_layer)

BOOST_AUTO_TEST_CASE(far_from_walls_the_scheme_has_its_own_order) {
  BOOST_TEST(order(test::ornstein_uhlenbeck, {}) == 2);
  BOOST_TEST(order(test::ornstein_uhlenbeck, {"reverse.scheme=euler-maruyama"}) == 1);
}

// Noise 1 reaches 1.6 cells, two centres from either wall: of N particles N/16 are there. Noise 2
// reaches 3.2 cells, three centres: 3N/32.
BOOST_AUTO_TEST_CASE(a_hundred_particles_within_the_reach_of_a_step_do_not_matter) {
  BOOST_TEST(order_at_rest("1", 1599) == 2);
  BOOST_TEST(order_at_rest("1", 1601) == 1);
  BOOST_TEST(order_at_rest("2", 1066) == 2);
  BOOST_TEST(order_at_rest("2", 1067) == 1);
}

BOOST_AUTO_TEST_CASE(a_circle_has_no_walls) {
  BOOST_TEST(order(test::absorbed_brownian_motion, {reflecting}) == 1);
  BOOST_TEST(order(test::absorbed_brownian_motion, {periodic}) == 2);
}

BOOST_AUTO_TEST_CASE(of_euler_steps_with_noise_that_depends_on_x_it_is_a_half) {
  const std::string noise = "sde.diffusion=1 + x";
  BOOST_TEST(order(test::absorbed_brownian_motion,
                   {reflecting, noise, "reverse.scheme=euler-maruyama"}) == 0.5);
  BOOST_TEST(order(test::absorbed_brownian_motion, {reflecting, noise}) == 1);
}

BOOST_AUTO_TEST_CASE(in_corners_a_full_tensor_has_half_an_order) {
  BOOST_TEST(order(square_at_rest, {}, 25599) == 1);
  BOOST_TEST(order(square_at_rest, {}, 25601) == 0.5);
  BOOST_TEST(order(square_at_rest, {"sde.diffusion=[\"1\", \"0.9\"]"}, 25601) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
