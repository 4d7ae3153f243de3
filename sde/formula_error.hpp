// Errors of a formula or a definition, which tell the one concerned.
#pragma once

#include <stdexcept>
#include <string>

namespace loschmidt::sde {

/// An error of a formula that was given a name, such as the key of a case file.
class FormulaError : public std::invalid_argument {
 public:
  FormulaError(std::string name, const std::string& message)
      : std::invalid_argument(message), name_(std::move(name)) {}
  /// The name that was given to the formula; may be empty.
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

/// An error of a definition; name() is the name that is defined.
class DefinitionError : public FormulaError {
 public:
  using FormulaError::FormulaError;
};

}  // namespace loschmidt::sde
