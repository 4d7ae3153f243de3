// The rules that relate several keys of a case; the row of one key (key.hpp) cannot check them.
#pragma once

#include <toml++/toml.h>

#include <span>
#include <string_view>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// A rule and its place: a key, after which it applies, or a section, before whose keys it applies.
/// apply(c, document) may use all keys up to there, which have been read, and may set values that
/// follow from them. Errors: InputError.
struct CaseRule {
  std::string_view place;
  void (*apply)(Case& c, const toml::table& root);
};

/// The least distance of two times of a run that are not equal: 1e-13 of the run, or two roundings
/// of its times. The steps between nearer ones could not be told apart.
double least_distance(const TimeSection& time);

/// All rules.
std::span<const CaseRule> case_rules();

/// Applies the rules of one place, in their order.
void apply_rules(Case& c, const toml::table& root, std::string_view place);

}  // namespace loschmidt::input
