#include "app/judgement/error_estimate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "validation/thresholds.hpp"

namespace loschmidt::judgement {

namespace {

// The change of an expectation by a relative error e of a term, a e + b e².
struct Response {
  double slope;
  double curvature;

  double operator()(double error) const { return (slope + curvature * error) * error; }

  double slope_at(double error) const { return slope + 2 * curvature * error; }

  // Returns the two errors of this change, the one nearest to 0 first; NaN if there are none, and
  // infinity for the second without a curvature.
  std::array<double, 2> inverse(double change) const {
    const double sum =
        slope + std::copysign(std::sqrt(slope * slope + 4 * curvature * change), slope);
    return {2 * change / sum, -0.5 * sum / curvature};
  }
};

// A term of the reversal. Its response is known up to a part of itself: the score's from two
// errors, the others' from one, which is large.
struct Term {
  std::string_view name;
  Response (*response)(const ExpectedChange&);
  double unknown_part;
};

Response of_half(double change) {
  return {-2 * change, 0};
}

const std::array<Term, 3> terms{
    {{"score",
      [](const ExpectedChange& c) {
        return Response{5 * (c.stronger_score - c.weaker_score),
                        50 * (c.stronger_score + c.weaker_score)};
      },
      validation::unknown_part_of_score},
     {"drift", [](const ExpectedChange& c) { return of_half(c.half_drift); },
      validation::unknown_part_of_terms},
     {"divergence", [](const ExpectedChange& c) { return of_half(c.half_divergence); },
      validation::unknown_part_of_terms}}};

double difference(const DirectedComparison& c) {
  return c.observed - c.predicted;
}

double uncertainty(const DirectedComparison& c) {
  return validation::allowance_deviations * c.standard_error + c.allowed;
}

// Whether an error of the term explains all reliable comparisons.
bool explains(const Term& term, double error, const std::vector<DirectedComparison>& comparisons) {
  return std::ranges::all_of(comparisons, [&](const DirectedComparison& c) {
    const double change = term.response(c.expected)(error);
    return !is_reliable(c) || std::abs(difference(c) - change) <=
                                  uncertainty(c) + term.unknown_part * std::abs(change);
  });
}

// The error of the term as the comparison that sees it best has it, if it explains all others and
// is not 0.
std::optional<validation::TermError> explaining_error(
    const Term& term, const std::vector<DirectedComparison>& comparisons) {
  const auto sharpness = [&](const DirectedComparison& c) {
    return is_reliable(c) ? std::abs(term.response(c.expected).slope) / uncertainty(c) : 0;
  };
  const auto best = std::ranges::max_element(comparisons, {}, sharpness);
  if (best == comparisons.end() || sharpness(*best) == 0) return std::nullopt;
  const Response response = term.response(best->expected);
  for (const double error : response.inverse(difference(*best))) {
    const double width = uncertainty(*best) / std::abs(response.slope_at(error)) +
                         term.unknown_part * std::abs(error);
    if (std::isfinite(error) && std::abs(error) > width && explains(term, error, comparisons))
      return validation::TermError{term.name, 1 + error, 1 + error - width, 1 + error + width};
  }
  return std::nullopt;
}

}  // namespace

std::vector<validation::TermError> explaining_errors(
    const std::vector<DirectedComparison>& comparisons) {
  std::vector<validation::TermError> errors;
  for (const Term& term : terms)
    if (const auto error = explaining_error(term, comparisons)) errors.push_back(*error);
  return errors;
}

}  // namespace loschmidt::judgement
