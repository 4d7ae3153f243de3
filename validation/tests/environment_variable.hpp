// An environment variable that a test sets and that is restored when the object is destroyed.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>

class EnvironmentVariable {
 public:
  EnvironmentVariable(const char* name, const char* value) : name_(name) {
    if (const char* found = std::getenv(name)) before_ = found;
    set(value);
  }
  ~EnvironmentVariable() { set(before_ ? before_->c_str() : nullptr); }
  EnvironmentVariable(const EnvironmentVariable&) = delete;
  EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;

  /// Sets the variable, or removes it where value is null.
  void set(const char* value) {
    if (value != nullptr)
      setenv(name_, value, 1);
    else
      unsetenv(name_);
  }
  std::string value() const { return std::getenv(name_); }

 private:
  const char* name_;
  std::optional<std::string> before_;
};
