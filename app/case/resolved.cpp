#include "app/case/resolved.hpp"

#include <fmt/format.h>

#include "app/case/key.hpp"

namespace loschmidt::input {

std::string resolved_toml(const Case& c) {
  std::string text;
  std::string_view section;
  for (const Key& key : keys()) {
    const std::string_view name = key.option.key;
    const std::string_view parent = parent_of(name);
    // A line [exact] without keys would be an error: the section requires a density.
    if (parent != section && (parent != optional_section || c.exact))
      text += fmt::format("\n[{}]\n", section = parent);
    const std::string value = key.binding.write(c);
    text += value.empty()
                ? fmt::format("# {}: not given\n", parent == section ? leaf_of(name) : name)
                : fmt::format("{} = {}\n", leaf_of(name), value);
  }
  return text;
}

}  // namespace loschmidt::input
