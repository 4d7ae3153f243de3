// Rules about several keys at once: what one row of the case file cannot tell by itself.
#pragma once

#include <toml++/toml.h>

#include <span>
#include <string_view>

#include "app/case/case.hpp"

namespace loschmidt::input {

/// `place` is a key, after which the rule applies, or a section, before whose keys it does.
/// apply(c, document): the keys up to there have been read. It may complete c by what follows from
/// them. Errors: InputError.
struct CaseRule {
  std::string_view place;
  void (*apply)(Case& c, const toml::table& root);
};

std::span<const CaseRule> case_rules();

/// Applies the rules of one place, in their order.
void apply_rules(Case& c, const toml::table& root, std::string_view place);

}  // namespace loschmidt::input
