// A small valid case for tests, which replace parts of it, and the errors that result.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "app/case/case_file.hpp"

namespace loschmidt::test {

/// A temporary directory, removed at the end of the scope.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "loschmidt-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return path / name;
  }
};

inline const std::string small_case = R"(title = "small"
[mesh]
lower = [-8.0]
upper = [8.0]
cells = [64]
[sde]
drift = ["-x"]
diffusion = "1"
[initial]
mixture = [{ weight = 0.5, mean = [-2], std = [0.25] }]
[time]
end = 1.0
)";

/// The text with the first `from` replaced. Errors: std::logic_error if it does not occur.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("the test replaces what is not there");
  return text.replace(at, from.size(), to);
}

/// The case read from a file with this text.
inline input::Case read(const std::string& text, const std::vector<std::string>& overrides = {}) {
  const Folder folder;
  return input::read_case(folder.write("case.toml", text), overrides);
}

/// The message of the InputError that the action throws, from the file's name on; empty if there is
/// none.
template <class Action>
std::string error_in(const Action& action) {
  try {
    action();
  } catch (const parallel::InputError& error) {
    const std::string message = error.what();
    const auto name = message.find("case.toml");
    return name == std::string::npos ? message : message.substr(name);
  }
  return {};
}

/// The same of reading a case.
inline std::string error_of(const std::string& text,
                            const std::vector<std::string>& overrides = {}) {
  return error_in([&] { read(text, overrides); });
}

inline bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace loschmidt::test
