#include "app/case/toml_reading.hpp"

#include <algorithm>

#include "app/case/options.hpp"
#include "app/case/toml_text.hpp"

namespace loschmidt::input {

namespace {

void record_origins(Case& c, const std::string& key, const toml::node& node) {
  if (const auto line = node.source().begin.line; line > 0 && !key.empty())
    c.source.origins[key] = fmt::format("{}:{}", c.source.file.string(), line);
  if (const toml::table* table = node.as_table())
    for (const auto& [name, child] : *table)
      record_origins(
          c, key.empty() ? std::string(name.str()) : fmt::format("{}.{}", key, name.str()), child);
  if (const toml::array* array = node.as_array())
    for (std::size_t i = 0; i < array->size(); ++i)
      record_origins(c, fmt::format("{}[{}]", key, i), *array->get(i));
}

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t") + 1 - begin));
}

// The table {v = VALUE} of the text. Where the text is not TOML, or where the key takes a text,
// VALUE is the text itself.
toml::table override_value(std::string_view key, const std::string& text) {
  toml::table plain{{"v", text}};
  const Option* option = find_option(key);
  const bool wants_text = option && option->arity == Arity::one &&
                          (option->kind == Kind::text || option->kind == Kind::formula);
  try {
    toml::table parsed = parse_value(text);
    const toml::node& value = *parsed.get("v");
    const bool fits =
        value.is_string() || (option && option->kind == Kind::formula && value.is_number());
    if (parsed.size() == 1 && (!wants_text || fits)) return parsed;
  } catch (const toml::parse_error&) {
    return plain;
  }
  return plain;
}

toml::table& parent_table(Case& c, toml::table& root, const std::string& key) {
  toml::table* table = &root;
  for (auto dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1)) {
    const std::string path = key.substr(0, dot);
    const std::string name = path.substr(path.rfind('.') + 1);
    if (table->insert(name, toml::table{}).second) c.source.origins[path] = "--set";
    table = table->get_as<toml::table>(name);
    if (!table)
      throw parallel::InputError(
          fmt::format("--set: {}: {} is not a table in this case (a part of it cannot be set): set "
                      "{} as a whole",
                      parallel::excerpt(key), parallel::excerpt(path), parallel::excerpt(path)));
  }
  return *table;
}

void apply_override(Case& c, toml::table& root, const std::string& setting) {
  const auto equals = setting.find('=');
  const std::string key = trimmed(setting.substr(0, equals));
  if (equals == std::string::npos || key.empty())
    throw parallel::InputError(
        fmt::format("--set: '{}' names no key and value (it must say what to override): "
                    "write --set KEY=VALUE, such as --set reverse.seed=7",
                    parallel::excerpt(setting)));
  check_parts(key, "--set");
  toml::table& table = parent_table(c, root, key);
  const toml::table value = override_value(key, trimmed(setting.substr(equals + 1)));
  value.get("v")->visit(
      [&](const auto& node) { table.insert_or_assign(key.substr(key.rfind('.') + 1), node); });
  for (const char below : {'.', '['})
    c.source.origins.erase(c.source.origins.lower_bound(key + below),
                           c.source.origins.lower_bound(key + char(below + 1)));
  c.source.origins[key] = "--set";
}

}  // namespace

toml::table parse_document(Case& c) {
  try {
    toml::table root = parse_toml(c.source.text, c.source.file.string());
    record_origins(c, "", root);
    return root;
  } catch (const toml::parse_error& error) {
    throw parallel::InputError(
        fmt::format("{}:{}: is not valid TOML ({}): correct this line; texts and "
                    "formulas need quotes",
                    parallel::excerpt(c.source.file.string(), 100), error.source().begin.line,
                    parallel::excerpt(error.description(), 120)));
  }
}

void apply_overrides(Case& c, toml::table& root, std::span<const std::string> overrides) {
  for (const std::string& setting : overrides) apply_override(c, root, setting);
}

toml::table parse_value(std::string_view text) {
  return parse_toml(fmt::format("v = {}", text));
}

std::string shown(const toml::node& node) {
  if (node.is_string()) return fmt::format("\"{}\"", parallel::excerpt(text_value(node)));
  if (node.is_integer()) return fmt::format("{}", node.as_integer()->get());
  if (node.is_floating_point()) return fmt::format("{}", node.as_floating_point()->get());
  if (node.is_boolean()) return node.as_boolean()->get() ? "true" : "false";
  if (node.is_array()) return "an array";
  return node.is_table() ? "a table" : "a date or time";
}

std::string toml_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      result += fmt::format("\\{}", c);
    else if (code < 0x20 || code == 0x7f)
      result += fmt::format("\\u{:04X}", code);
    else
      result += c;
  }
  return result + '"';
}

double real_value(const toml::node& node) {
  return node.is_integer() ? static_cast<double>(node.as_integer()->get())
                           : node.as_floating_point()->get();
}

std::int64_t integer_value(const toml::node& node) {
  return node.is_integer() ? node.as_integer()->get()
                           : static_cast<std::int64_t>(node.as_floating_point()->get());
}

std::string text_value(const toml::node& node) {
  return node.as_string()->get();
}

std::string formula_value(const toml::node& node) {
  return node.is_string() ? text_value(node) : shown(node);
}

}  // namespace loschmidt::input
