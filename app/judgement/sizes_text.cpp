#include "app/judgement/sizes_text.hpp"

#include <cmath>

namespace loschmidt::judgement {

using validation::AssessedTest, validation::MarginalTest, validation::Reason, validation::Road;

std::string describe(const AssessedTest& t) {
  if (t.test.road == Road::directed)
    return fmt::format(
        "{}: the expectation of the test function \"{}\" is {:.3g} standard errors from the "
        "predicted one, p = {:.2g} (all tests together, Holm)",
        place(t.test), t.test.function, std::sqrt(t.test.chi2), t.adjusted);
  return fmt::format(
      "{}: chi2 {:.4g} on {:.0f} degrees of freedom, p = {:.2g} (all tests together, Holm)",
      place(t.test), t.test.chi2, t.test.dof, t.adjusted);
}

std::string yardstick(const MarginalTest& test) {
  if (test.road == Road::joint)
    return fmt::format(
        "R = {:.2g}, what noise 10 % off, with the drift that belongs to it, changes in the joint "
        "law",
        test.reference);
  if (test.road == Road::directed && test.reference == 0)
    return "R, which is not known where the control variate takes out so little of the noise";
  if (test.road == Road::directed)
    return fmt::format(
        "R = {:.2g}, the most that a 10 % error of the score, or half of the divergence term, "
        "changes in an expectation",
        test.reference);
  const bool score = !(test.reference < test.score_reference);
  return fmt::format(
      "R = {:.2g}, what {} changes in the density", test.reference,
      score ? "a 10 % error of the score" : "leaving out half of the divergence term");
}

std::string numerical_error(const Reason& reason) {
  if (reason.test->test.road == Road::directed)
    return fmt::format(
        "the error of the prediction, and of paths that so few particles may miss, A = {:.2g},",
        reason.test->allowed);
  const auto source = [&] {
    switch (reason.origin) {
      case validation::ErrorOrigin::mesh:
        return "mostly of the mesh";
      case validation::ErrorOrigin::tolerance:
        return "mostly validation.tolerance";
      case validation::ErrorOrigin::time_steps:
        return "mostly of the particles' time steps";
    }
    return "";
  };
  return fmt::format("the numerical error, A = {:.2g}, {},", reason.test->allowed, source());
}

std::string_view meaning_of_sizes(const MarginalTest& test) {
  return test.road == Road::directed
             ? " (A and R: in standard deviations of the function over the particles)"
             : " (A and R: root mean square of the relative change over the bins)";
}

}  // namespace loschmidt::judgement
