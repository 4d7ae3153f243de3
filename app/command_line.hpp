// The command line. Parsed before MPI or PETSc start; the same on every rank.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace loschmidt {

struct CommandLine {
  enum class Command { run, info, none };  // none: there is only `message` to print

  Command command = Command::none;
  std::string message;  // help, version or key table; empty for run and info

  std::filesystem::path case_file;                        // run
  std::optional<std::filesystem::path> output_directory;  // run -o
  std::vector<std::string> overrides;                     // run --set, in order
  bool dry_run = false;
  bool quiet = false;

  std::filesystem::path info_file;         // info
  std::vector<std::string> petsc_options;  // everything behind "--", untouched
};

/// version: the text of --version. Errors: InputError.
CommandLine parse_command_line(int argc, const char* const* argv, const std::string& version);

}  // namespace loschmidt
