#include "app/case/case_file.hpp"

#include <utility>

#include "app/case/case_rules.hpp"
#include "app/case/key.hpp"
#include "app/case/option_checks.hpp"
#include "app/case/toml_reading.hpp"
#include "app/case/toml_text.hpp"

namespace loschmidt::input {

namespace {

void read_keys(Case& c, const toml::table& root) {
  std::string_view section;
  for (const Key& key : keys()) {
    const std::string_view name = key.option.key;
    if (parent_of(name) != section) apply_rules(c, root, section = parent_of(name));
    if (const toml::node* node = node_at(root, name))
      key.binding.read(c, {c, std::string(name), *node});
    apply_rules(c, root, name);
  }
}

}  // namespace

Case read_case(const std::filesystem::path& file, std::span<const std::string> overrides) {
  return read_case_text(file, text_of(file, "there is no run without a case"), overrides);
}

Case read_case_text(const std::filesystem::path& file, std::string text,
                    std::span<const std::string> overrides) {
  Case c;
  c.source.file = file;
  c.source.text = std::move(text);
  toml::table root = parse_document(c);
  check_keys_known(c, root);
  apply_overrides(c, root, overrides);
  check_keys_known(c, root);
  fill_defaults(root);
  check_values(c, root);
  read_keys(c, root);
  return c;
}

}  // namespace loschmidt::input
