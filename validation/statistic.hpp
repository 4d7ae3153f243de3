// A statistic of a comparison by its name in files. The file that computes it has the table, so
// that a new statistic is a member, its computation and a row.
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
