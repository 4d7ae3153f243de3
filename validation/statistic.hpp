// A row of the tables count_statistics(), marginal_statistics() and law_statistics(): a member of a
// comparison by its name in files. Each table stands beside the function that computes its members.
#pragma once

#include <array>
#include <string_view>
#include <variant>

namespace loschmidt::validation {

template <class Comparison>
struct Statistic {
  std::string_view name;
  std::string_view long_name;  // for readers of the file
  /// One value, or one per axis.
  std::variant<double Comparison::*, std::array<double, 3> Comparison::*> value;
};

}  // namespace loschmidt::validation
