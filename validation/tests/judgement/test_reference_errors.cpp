// How large errors of the reversal look, against closed forms. With the density N(0, 1) at all
// times and a drift −αx, D = 2 and the score times γ, the reverse process is dY = (α − 2γ) Y ds +
// √2 dW: a Gaussian of another variance.
#include "app/judgement/reference_errors.hpp"

#include <boost/test/unit_test.hpp>

#include "validation/tests/judgement/lengths.hpp"
#include "validation/tests/small_job.hpp"

using namespace loschmidt;
using namespace loschmidt::judgement;
using namespace loschmidt::roads;
using boost::test_tools::tolerance;

namespace {

const std::vector<std::string> stationary{"initial.mixture=[{ weight = 1, mean = [0], std = [1] }]",
                                          "reverse.steps=64"};

double variance(double alpha, double gamma, double time) {
  const double rate = 2 * (2 * gamma - alpha);
  return 2 / rate + (1 - 2 / rate) * std::exp(-rate * time);
}

struct Found {
  std::vector<ReferenceError> errors;
  std::vector<validation::Bins> bins;
};

Found errors(const std::string& text, const std::vector<std::string>& overrides) {
  test::SmallJob small(text, overrides);
  const Evolved evolved = small.evolved();
  const EnsembleRoad road = reverse_road(small.setup, evolved, 10000000);
  return {reference_errors(small.setup, small.job, evolved.forward.density, road).errors,
          road.bins};
}

// dX = (9 − X) dt + √(2X) dW, at rest: its density is that of the Gamma law of shape 9, all but
// 1e-8 of which lies between these walls. D = 2x, ∇·D = 2. As −f + ∇·D + D s = f at rest, half of
// ∇·D leaves dY = (8 − Y) ds + √(2Y) dW. From shape 9 its density relative to that of shape 8 is
// x/8 = 1 + (x/8 − 1), whose second part is an eigenfunction and decays as e^(−s): the law is
// (1 − e^(−s)) of shape 8 and the rest of shape 9.
const std::string gamma_at_rest = R"(title = "Gamma"
[mesh]
lower = [0.5]
upper = [40.5]
cells = [80]
[sde]
drift = ["9 - x"]
diffusion = "(2*x)^0.5"
[initial]
density = "exp(-x)*x^8"
[time]
end = 0.5
snapshots = 3
[solver]
method = "uniformization"
[reverse]
particles = 4096
steps = 16
)";

// P(X > x) of the Gamma law of an integer shape, a sum of Poisson probabilities.
std::vector<double> gamma_masses(const meshes::Mesh& mesh, int shape) {
  const auto above = [shape](double x) {
    double term = std::exp(-x), sum = 0;
    for (int k = 0; k < shape; ++k) {
      sum += term;
      term *= x / (k + 1);
    }
    return sum;
  };
  const auto& edges = mesh.axis(0).edges();
  std::vector<double> mass;
  for (std::size_t i = 1; i < edges.size(); ++i)
    mass.push_back(above(edges[i - 1]) - above(edges[i]));
  return mass;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reference_errors_of_a_road)

// The equation is of second order in the cells, here of 0.22 deviations.
BOOST_AUTO_TEST_CASE(they_are_those_of_gaussians) {
  const Found found = errors(test::ornstein_uhlenbeck, stationary);
  const meshes::Mesh mesh = setup::Problem(test::read(test::ornstein_uhlenbeck)).mesh;
  const double second_order = std::pow(mesh.axis(0).width(0), 2);
  BOOST_TEST_REQUIRE(found.errors.size() == 3u);
  BOOST_TEST(found.errors[0].score < 1e-12);
  for (const std::size_t k : {1, 2}) {
    const auto length = [&](double alpha, double gamma) {
      return test::length(
          found.bins[k], test::gaussian_masses(mesh, 0, 1),
          test::gaussian_masses(mesh, 0, variance(alpha, gamma, 0.25 * static_cast<double>(k))));
    };
    BOOST_TEST(found.errors[k].score == std::min(length(1, 0.9), length(1, 1.1)),
               tolerance(second_order));
    BOOST_TEST(found.errors[k].drift == length(0.5, 1), tolerance(second_order));
    BOOST_TEST(found.errors[k].divergence == 0);
  }
}

BOOST_AUTO_TEST_CASE(they_know_nothing_of_the_reversal_under_test) {
  std::vector<std::string> wrong = stationary;
  wrong.emplace_back("reverse.reversal=naive");
  BOOST_TEST(errors(test::ornstein_uhlenbeck, wrong).errors.back().score ==
             errors(test::ornstein_uhlenbeck, stationary).errors.back().score);
}

BOOST_AUTO_TEST_CASE(half_of_the_divergence_mixes_two_gamma_laws) {
  const Found found = errors(gamma_at_rest, {});
  const meshes::Mesh mesh = setup::Problem(test::read(gamma_at_rest)).mesh;
  const double second_order = std::pow(mesh.axis(0).width(0), 2) / 9;  // in deviations
  for (const std::size_t k : {1, 2}) {
    const double mixed = 1 - std::exp(-0.25 * static_cast<double>(k));
    const double apart = test::length(found.bins[k], gamma_masses(mesh, 9), gamma_masses(mesh, 8));
    BOOST_TEST(found.errors[k].divergence == mixed * apart, tolerance(second_order));
  }
}

BOOST_AUTO_TEST_SUITE_END()
