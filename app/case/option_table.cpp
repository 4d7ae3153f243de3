#include "app/case/options.hpp"
#include "app/case/sections.hpp"

namespace loschmidt::input {

namespace {

const std::vector<Key> keys_of_no_section = {
    {{.key = "title",
      .default_text = "\"\"",
      .help = "one line, shown with the results",
      .affects_results = false},
     member<&Case::description, &Description::title>()},
    {{.key = "reference",
      .default_text = "\"\"",
      .help = "where the problem comes from; copied to the output",
      .affects_results = false},
     member<&Case::description, &Description::reference>()},
    {{.key = "expect",
      .default_text = "\"verified\"",
      .choices = {"verified", "falsified", "undecided"},
      .help = "what the test suite checks; no effect on a run",
      .affects_results = false},
     member<&Case::description, &Description::expect>()},
};

std::vector<Key> all_keys() {
  std::vector<Key> all = keys_of_no_section;
  for (const auto section : {mesh_keys(), sde_keys(), initial_keys(), exact_keys(), time_keys(),
                             solver_keys(), reverse_keys(), validation_keys(), output_keys()})
    all.insert(all.end(), section.begin(), section.end());
  return all;
}

std::vector<Option> all_options() {
  std::vector<Option> all;
  for (const Key& key : keys()) {
    all.push_back(key.option);
    all.insert(all.end(), key.entries.begin(), key.entries.end());
  }
  return all;
}

}  // namespace

std::span<const Key> keys() {
  static const std::vector<Key> all = all_keys();
  return all;
}

std::span<const Option> options() {
  static const std::vector<Option> all = all_options();
  return all;
}

}  // namespace loschmidt::input
