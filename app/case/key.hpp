// The rows of the case file, one per key: its name, its values, its meaning, and the binding that
// reads its value into a case and writes it out. Reading a case, the resolved case and the
// comparison of --restart all use the binding; a row without one does not compile.
#pragma once

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/case/case.hpp"
#include "app/case/key_values.hpp"
#include "app/case/options.hpp"

namespace loschmidt::input {

/// A value that a case file gives, with its key.
struct Given {
  const Case& c;           // the case, in which the keys of all rows above have been read
  std::string key;         // includes indices of entries, "initial.mixture[2].mean"
  const toml::node& node;  // the value, which has passed the checks of its row
};

/// Two functions that read a key's value into an owner and write it as TOML. The owner is a Case
/// or, for entries of a table, their struct.
template <class Owner>
struct Binding {
  using Read = std::function<void(Owner&, const Given&)>;  // errors: InputError
  using Write = std::function<std::string(const Owner&)>;  // TOML; "": the owner has no value
  Binding(Read reader, Write writer) : read(std::move(reader)), write(std::move(writer)) {}

  Read read;
  Write write;
};

/// A row about an entry of a table, such as "initial.mixture[].mean".
template <class Owner>
struct EntryKey {
  Option option;
  Binding<Owner> binding;
};

/// A row about a key of the case.
struct Key {
  Option option;
  Binding<Case> binding;
  std::vector<Option> entries{};  // rows of the entries of tables in the value
  // The file that the value names, if its contents matter and are not kept in the case.
  std::function<std::filesystem::path(const Case&)> file{};
};

/// All keys that have a line in the resolved case, section by section (app/case/option_table.cpp).
std::span<const Key> keys();

/// Checks that an array of this length has one entry per axis. Errors: InputError if not.
void require_length(const Case& c, std::string_view key, std::size_t length);

/// The names of a table such as scheme_names, as choices.
template <class Value, std::size_t N>
std::vector<std::string_view> choices_of(
    const std::array<std::pair<std::string_view, Value>, N>& names) {
  std::vector<std::string_view> choices;
  for (const auto& [name, value] : names) choices.push_back(name);
  return choices;
}

namespace detail {
template <class Owner, class Value>
Owner owner_of(Value Owner::*);
}

/// The binding to a member, by the path of pointers to it:
/// member<&Case::solver, &SolverSection::steps>().
template <auto first, auto... rest>
auto member() {
  using Owner = decltype(detail::owner_of(first));
  return Binding<Owner>(
      [](Owner& owner, const Given& given) { read_value(given.node, ((owner.*first).*....*rest)); },
      [](const Owner& owner) { return toml_text(((owner.*first).*....*rest)); });
}

/// The binding to a member that is an array with one entry per axis.
template <auto... path>
auto per_axis() {
  auto binding = member<path...>();
  binding.read = [read = binding.read](auto& owner, const Given& given) {
    read(owner, given);
    if (const toml::array* array = given.node.as_array())
      require_length(given.c, given.key, array->size());
  };
  return binding;
}

/// The rows of entries without their bindings.
template <class Owner>
std::vector<Option> options_of(const std::vector<EntryKey<Owner>>& entries) {
  std::vector<Option> options;
  for (const auto& entry : entries) options.push_back(entry.option);
  return options;
}

/// The owner read from a table of entries; entries that the table lacks keep their defaults.
template <class Owner>
Owner read_entries(const std::vector<EntryKey<Owner>>& entries, const Given& table) {
  Owner owner{};
  for (const auto& [option, binding] : entries) {
    const std::string name(leaf_of(option.key));
    if (const toml::node* node = table.node.as_table()->get(name))
      binding.read(owner, {table.c, table.key + '.' + name, *node});
  }
  return owner;
}

/// An owner as TOML, "{ weight = 1, mean = [0], std = [2] }", without entries that have no value.
template <class Owner>
std::string entries_text(const std::vector<EntryKey<Owner>>& entries, const Owner& owner) {
  std::vector<std::string> texts;
  for (const auto& [option, binding] : entries)
    if (const std::string text = binding.write(owner); !text.empty())
      texts.push_back(fmt::format("{} = {}", leaf_of(option.key), text));
  return fmt::format("{{ {} }}", fmt::join(texts, ", "));
}

}  // namespace loschmidt::input
