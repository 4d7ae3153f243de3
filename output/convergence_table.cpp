#include "output/convergence_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loschmidt::output {

namespace {

constexpr std::size_t order_width = 5;

int width(const ConvergenceColumn& column) {
  return std::max(10, static_cast<int>(column.name.size()));
}

std::string order_text(double order) {
  const bool zero = std::abs(order) < 0.005;  // avoids "-0.00"
  if (std::isnan(order)) return "-";
  const std::string text = fmt::format("{:.2f}", zero ? 0.0 : order);
  return text.size() > order_width ? fmt::format("{:.0f}", order) : text;
}

bool has_values(const ConvergenceRecord& record, std::size_t time) {
  return std::ranges::any_of(record.columns, [&](const ConvergenceColumn& column) {
    return std::ranges::any_of(column.values,
                               [&](const auto& row) { return !std::isnan(row[time]); });
  });
}

std::string block(const ConvergenceRecord& record, std::size_t time) {
  std::string text = fmt::format("t = {:.6g}\n{:>12}", record.times[time], record.parameter);
  for (const auto& column : record.columns)
    text += fmt::format(" {:>{}} order", column.name, width(column));
  for (std::size_t level = 0; level < record.refinements.size(); ++level) {
    text += fmt::format("\n{:>12.6g}", record.refinements[level]);
    for (const auto& column : record.columns) {
      const double value = column.values[level][time];
      text += fmt::format(" {:>{}} {:>{}}", std::isnan(value) ? "-" : fmt::format("{:.3e}", value),
                          width(column), order_text(column.orders[level][time]), order_width);
    }
  }
  return text + '\n';
}

}  // namespace

std::string convergence_table(const ConvergenceRecord& record) {
  std::string text;
  for (std::size_t time = 0; time < record.times.size(); ++time)
    if (has_values(record, time)) text += block(record, time);
  return text;
}

}  // namespace loschmidt::output
