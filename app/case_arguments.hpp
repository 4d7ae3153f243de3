// The arguments that all commands have which compute a case.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace loschmidt::app {

struct CaseArguments {
  std::filesystem::path case_file;
  std::optional<std::filesystem::path> output_directory;  // -o
  std::vector<std::string> overrides;                     // --set, in order
  bool quiet = false;
  std::string command_text;  // the whole command line, which the run file records
};

}  // namespace loschmidt::app
