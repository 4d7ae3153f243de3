// The error for a file or directory that could not be written or read. The program ends with exit
// code 4 on it. Messages say what is wrong (why that matters): what to do.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

namespace loschmidt::parallel {

class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Returns the result of `action`, and adds the name of the file to an OutputError that it throws.
template <class Action>
auto naming(const std::filesystem::path& file, const Action& action) {
  try {
    return action();
  } catch (const OutputError& error) {
    throw OutputError(fmt::format("{}: {}", file.string(), error.what()));
  }
}

}  // namespace loschmidt::parallel
