// The command line, parsed before MPI and PETSc start; the same on every rank.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/case/refinement.hpp"
#include "app/compare/compare.hpp"

namespace loschmidt::app {

/// What is printed instead of doing anything: help, version or the table of keys.
struct Message {
  std::string text;
  int exit_code = 0;
};

/// Options of run alone.
struct RunRequest {
  bool dry_run = false;
  bool restart = false;
  std::optional<std::filesystem::path> log;  // --log-json
};

/// Options of converge alone.
struct ConvergeRequest {
  int levels = 3;
  input::Refinement refinement = input::Refinement::mesh;  // --in
};

/// The command and its options, as typed.
struct CommandLine {
  enum class Command {
    run,
    converge,
    info,
    compare,
    none
  };  // none: no command, only `message` is printed

  Command command = Command::none;
  Message message;

  // Options of run and converge.
  std::filesystem::path case_file;
  std::optional<std::filesystem::path> output_directory;  // -o
  std::vector<std::string> overrides;                     // --set, in order
  bool quiet = false;
  RunRequest run;
  ConvergeRequest converge;

  std::filesystem::path info_file;         // the file of info
  comparison::CompareRequest compare;      // the options of compare
  std::vector<std::string> petsc_options;  // all words after "--", unchanged
};

/// Parses the command line. `version` is the text of --version. Errors: InputError.
CommandLine parse_command_line(int argc, const char* const* argv, const std::string& version);

}  // namespace loschmidt::app
