#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/case/sections.hpp"

namespace loschmidt::input {

namespace {

using enum Kind;

std::vector<double> equally_spaced(const Case& c, const Given& count) {
  const double n = real_value(count.node);
  if (n != std::floor(n) || n < 2 || n > 1e6)
    throw case_error(
        c, count.key,
        fmt::format("must be a whole number from 2 to 1000000 (got {}; start and end are always "
                    "among them): give such a number, or a list of times",
                    shown(count.node)));
  std::vector<double> times(static_cast<std::size_t>(n));
  for (std::size_t i = 0; i < times.size(); ++i)
    times[i] = c.time.start + (c.time.end - c.time.start) * static_cast<double>(i) / (n - 1);
  times.back() = c.time.end;
  return times;
}

std::vector<double> listed(const Case& c, const Given& given) {
  auto times = values_of(given.node, real_value);
  for (std::size_t i = 0; i < times.size(); ++i)
    if (times[i] < c.time.start || times[i] > c.time.end)
      throw case_error(
          c, fmt::format("{}[{}]", given.key, i),
          fmt::format("{} lies outside [{}, {}] (nothing is computed there): give times from "
                      "time.start to time.end",
                      times[i], c.time.start, c.time.end));
  times.insert(times.end(), {c.time.start, c.time.end});
  std::ranges::sort(times);
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

void read_snapshots(Case& c, const Given& given) {
  c.time.snapshots = given.node.is_array() ? listed(c, given) : equally_spaced(c, given);
}

std::string snapshots_text(const Case& c) {
  return toml_text(c.time.snapshots);
}

const std::vector<Key> table_of_keys = {
    {{.key = "time.start",
      .kind = real,
      .default_text = "0",
      .unit = "t",
      .range = Range::between(-1e100, 1e100),
      .help = "time of the initial law"},
     member<&Case::time, &TimeSection::start>()},
    {{.key = "time.end",
      .kind = real,
      .default_text = "required",
      .unit = "t",
      .range = Range::between(-1e100, 1e100),
      .help = "end of the forward run, after start"},
     member<&Case::time, &TimeSection::end>()},
    {{.key = "time.stop",
      .kind = real,
      .unit = "t",
      .help =
          "forward time at which the reverse run ends, in [start, end); if left out: start, "
          "for images, samples and files the first time at which the noise has crossed two cells"},
     member<&Case::time, &TimeSection::stop>()},
    {{.key = "time.snapshots",
      .kind = real,
      .arity = Arity::one_or_list,
      .default_text = "11",
      .unit = "t",
      .help = "a number (2 to 1e6), equally spaced from start to end, or a list of times"},
     {read_snapshots, snapshots_text}},
};

}  // namespace

std::span<const Key> time_keys() {
  return table_of_keys;
}

}  // namespace loschmidt::input
