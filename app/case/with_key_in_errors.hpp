// The translation of errors of other rooms into errors with a place in the case file.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "app/case/case.hpp"
#include "parallel/output_error.hpp"
#include "sde/formula.hpp"

namespace loschmidt::input {

/// Returns build(). An invalid argument becomes an InputError about `key`, or about the formula or
/// definition that the error names; a damaged file becomes an OutputError that names the key.
template <class Build>
auto with_key_in_errors(const Case& c, std::string_view key, Build&& build) {
  try {
    return build();
  } catch (const sde::DefinitionError& e) {
    throw case_error(c, fmt::format("sde.definitions.{}", e.name()), e.what());
  } catch (const sde::FormulaError& e) {
    throw case_error(c, e.name().empty() ? key : e.name(), e.what());
  } catch (const std::invalid_argument& e) {
    throw case_error(c, key, e.what());
  } catch (const parallel::OutputError& e) {
    throw parallel::OutputError(case_error(c, key, e.what()).what());
  }
}

/// A formula of the case, with the case's definitions.
inline sde::Formula formula(const Case& c, const std::string& key, const std::string& text) {
  return with_key_in_errors(
      c, key, [&] { return sde::Formula(text, c.dimension(), c.sde.definitions, key); });
}

}  // namespace loschmidt::input
