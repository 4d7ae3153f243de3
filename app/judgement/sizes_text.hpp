// A test and its sizes A and R (validation/verdict.hpp) in words, for the sentences of a verdict.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "validation/reason.hpp"

namespace loschmidt::judgement {

/// The road and the time of a test.
template <class Test>
std::string place(const Test& test) {
  return fmt::format("{} at t = {:.4g}", name_of(test.road), test.time);
}

/// The test, what it found, and its p-value.
std::string describe(const validation::AssessedTest& test);

/// R, and the error that changes the law so much.
std::string yardstick(const validation::MarginalTest& test);

/// A, and where most of it comes from; ends with a comma.
std::string numerical_error(const validation::Reason& reason);

/// The unit of A and R, in parentheses.
std::string_view meaning_of_sizes(const validation::MarginalTest& test);

}  // namespace loschmidt::judgement
