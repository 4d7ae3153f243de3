// The error of this room: a file or directory that could not be written or read. The program ends
// with exit code 4 on it. Messages say what is wrong (why that matters): what to do.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

namespace loschmidt::parallel {

class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What `action` returns; an OutputError of it comes with the name of the file in front.
template <class Action>
auto naming(const std::filesystem::path& file, const Action& action) {
  try {
    return action();
  } catch (const OutputError& error) {
    throw OutputError(fmt::format("{}: {}", file.string(), error.what()));
  }
}

}  // namespace loschmidt::parallel
