// Directed tests: the expectation of a test function over the reverse particles, with most of the
// noise taken out, against the one predicted for the right reversal with the same steps and tables.
#pragma once

#include <string_view>
#include <vector>

#include "app/judgement/mesh_error.hpp"
#include "app/judgement/test_functions.hpp"
#include "app/roads/controlled_means.hpp"
#include "validation/road_tests.hpp"

namespace loschmidt::judgement {

/// One directed test at the stop of the reverse run. The test function has the standard deviation 1
/// over the particles.
struct DirectedComparison {
  std::string_view function;
  double time;
  double predicted, observed, standard_error;
  double allowed;          // for the prediction's own error, lost paths, another score's mesh
  double z;                // (observed − predicted) / standard_error
  double p_value;          // of |z|, with `allowed` as a bias
  double first_p_value;    // that before raise_allowed()
  double variance_factor;  // variance without the control variate over that with it
  double particles;
  ExpectedChange expected;  // by errors of the reversal
};

/// Runs the directed tests of the reverse road; none where they do not exist. `at_stop` is the
/// mesh's error there, which counts where the score under test is not the solver's. Collective.
std::vector<DirectedComparison> compare_directed(const setup::Setup& setup, job::Job& job,
                                                 const solver::DensityHistory& density,
                                                 const roads::EnsembleRoad& road,
                                                 const std::vector<Direction>& directions,
                                                 const MeshError& at_stop);

/// What paths so rare that N particles may miss them can change, in standard deviations: a class of
/// paths with the probability −log(significance)/N is missed with the probability `significance`.
double allowed_for_lost_paths(double significance, double particles);

/// Allows for more, and keeps the first p-values.
void raise_allowed(std::vector<DirectedComparison>& comparisons, double by);

/// Whether the control variate takes out so much of the variance that the backward equation
/// describes the particles' steps (validation/thresholds.hpp).
bool is_reliable(const DirectedComparison& comparison);

/// The largest change by a reference error, over all reliable comparisons. It is the R of all of
/// them: the changes have the same unit, and by symmetry a function may not change at all.
double largest_reference(const std::vector<DirectedComparison>& comparisons);

/// The tests for the verdict. Those that are not reliable have R = 0.
std::vector<validation::MarginalTest> directed_tests(
    const std::vector<DirectedComparison>& comparisons);

}  // namespace loschmidt::judgement
