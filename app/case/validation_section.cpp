#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/case/sections.hpp"
#include "parallel/excerpt.hpp"
#include "validation/road.hpp"

namespace loschmidt::input {

namespace {

using enum Kind;
using enum Arity;

using validation::traits_of;

std::vector<std::string_view> names_of_roads() {
  std::vector<std::string_view> names;
  for (const auto& road : validation::road_table)
    if (road.selectable) names.push_back(road.name);
  return names;
}

void read_roads(Case& c, const Given& given) {
  const auto names = values_of(given.node, text_value);
  if (names.empty())
    throw case_error(c, given.key,
                     "is empty (nothing would be compared): name at least \"ensemble\"");
  c.validation.roads.clear();
  for (const validation::Road road : validation::all_roads)
    if (std::ranges::find(names, traits_of(road).name) != names.end())
      c.validation.roads.insert(road);
}

std::string roads_text(const Case& c) {
  std::vector<std::string> names;
  for (const validation::Road road : c.validation.roads) names.emplace_back(traits_of(road).name);
  return toml_text(names);
}

void read_joint_times(Case& c, const Given& given) {
  auto times = values_of(given.node, real_value);
  const std::string typed = parallel::excerpt(toml_text(times));
  std::ranges::sort(times);
  if (!times.empty() && (times.size() != 2 || times[0] == times[1]))
    throw case_error(c, given.key,
                     fmt::format("must be two different times (got {}; the joint law is that of a "
                                 "pair): give two forward times",
                                 typed));
  c.validation.joint_times = std::move(times);
}

std::string joint_times_text(const Case& c) {
  return toml_text(c.validation.joint_times);
}

const std::vector<Key> table_of_keys = {
    {{.key = "validation.significance",
      .kind = real,
      .default_text = "1e-6",
      .range = Range::inside(0, 1),
      .help = "probability of falsifying a true reversal, all tests together"},
     member<&Case::validation, &ValidationSection::significance>()},
    {{.key = "validation.tolerance",
      .kind = real,
      .default_text = "0",
      .range = {.min = 0, .max = 1, .max_allowed = false},
      .help =
          "total variation of sampler bias that is acceptable; 0: estimated from a twin ensemble"},
     member<&Case::validation, &ValidationSection::tolerance>()},
    {{.key = "validation.roads",
      .arity = list,
      .default_text = "[\"forward\", \"chain\", \"fokker-planck\", \"ensemble\"]",
      .choices = names_of_roads(),
      .help = "what is compared with the density"},
     {read_roads, roads_text}},
    {{.key = "validation.joint_times",
      .kind = real,
      .arity = list,
      .default_text = "[]",
      .unit = "t",
      .help = "two forward times, in [stop, end], for the joint law of the reverse ensemble"},
     {read_joint_times, joint_times_text}},
    {{.key = "validation.sensitivity",
      .kind = real,
      .default_text = "0",
      .range = {.min = 0, .max = 1, .max_allowed = false},
      .help = "relative score error that must be seen: chooses reverse.particles; 0: as given"},
     member<&Case::validation, &ValidationSection::sensitivity>()},
};

}  // namespace

std::span<const Key> validation_keys() {
  return table_of_keys;
}

}  // namespace loschmidt::input
