#include "app/case/changed_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

#include "app/case/options.hpp"

namespace loschmidt::input {

namespace {

// The value of every key of a resolved case, and the checksums of its files.
std::map<std::string, std::string> values_by_key(const std::string& resolved) {
  std::map<std::string, std::string> values;
  std::istringstream lines(resolved);
  std::string section;
  for (std::string line; std::getline(lines, line);) {
    const auto equals = line.find(" = ");
    if (line.starts_with('['))
      section = line.substr(1, line.find(']') - 1) + '.';
    else if (line.starts_with("# contents of ") && equals != std::string::npos)
      values[line.substr(2, equals - 2)] = line.substr(equals + 3);
    else if (!line.starts_with('#') && equals != std::string::npos)
      values[section + line.substr(0, equals)] = line.substr(equals + 3);
  }
  return values;
}

}  // namespace

std::string changed_keys(const std::string& before, const std::string& now) {
  const auto a = values_by_key(before);
  auto b = values_by_key(now);
  std::vector<std::string> keys;
  for (const auto& [key, value] : a) {
    const auto found = b.find(key);
    if (found == b.end() || found->second != value) keys.push_back(key);
    if (found != b.end()) b.erase(found);
  }
  for (const auto& [key, value] : b) keys.push_back(key);
  std::erase_if(keys, [](const std::string& key) {
    const Option* option = find_option(key);
    return option && !option->affects_results;
  });
  return fmt::format("{}", fmt::join(keys, ", "));
}

}  // namespace loschmidt::input
