#include <fmt/format.h>
#include <mpi.h>

#include "app/case/named_file.hpp"
#include "app/case/sections.hpp"

namespace loschmidt::input {

namespace {

using enum Kind;
using enum Arity;

void read_directory(Case& c, const Given& given) {
  const std::string name = text_value(given.node);
  if (name.empty())
    throw case_error(c, given.key,
                     "is empty (the results need a place): give a name, or leave it out");
  c.output.directory = resolved_path(c, name);
}

std::string directory_text(const Case& c) {
  return c.output.directory ? toml_text(c.output.directory->string()) : "";
}

// Reads MPI-IO hints, each "name=value" and no longer than MPI allows.
void read_hints(Case& c, const Given& given) {
  for (const std::string& hint : values_of(given.node, text_value)) {
    const auto equals = hint.find('=');
    const bool whole = equals != std::string::npos && equals > 0 && equals + 1 < hint.size();
    if (!whole || equals >= MPI_MAX_INFO_KEY || hint.size() - equals > MPI_MAX_INFO_VAL)
      throw case_error(c, given.key,
                       fmt::format("\"{}\" is no hint (MPI takes a name and a value): write "
                                   "\"name=value\", such as \"romio_cb_write=enable\"",
                                   parallel::excerpt(hint)));
    c.output.mpi_io_hints[hint.substr(0, equals)] = hint.substr(equals + 1);
  }
}

std::string hints_text(const Case& c) {
  return toml_list(c.output.mpi_io_hints,
                   [](const auto& hint) { return toml_text(hint.first + '=' + hint.second); });
}

const std::vector<Key> table_of_keys = {
    {{.key = "output.directory",
      .help = "where results go; -o wins; if left out: output/runs/<case name>",
      .affects_results = false},
     {read_directory, directory_text}},
    {{.key = "output.fields",
      .arity = list,
      .default_text = "[\"density\", \"score\", \"current\"]",
      .choices = {"density", "score", "current"},
      .help = "what is written of the density"},
     member<&Case::output, &OutputSection::fields>()},
    {{.key = "output.checkpoint",
      .kind = real,
      .default_text = "600",
      .unit = "seconds",
      .range = Range::at_least(0),
      .help = "time between checkpoints; 0: only when asked to stop",
      .affects_results = false},
     member<&Case::output, &OutputSection::checkpoint>()},
    {{.key = "output.max_walltime",
      .kind = real,
      .default_text = "0",
      .unit = "seconds",
      .range = Range::at_least(0),
      .help = "write a checkpoint and stop after this long; 0: no limit",
      .affects_results = false},
     member<&Case::output, &OutputSection::max_walltime>()},
    {{.key = "output.history_memory",
      .kind = real,
      .default_text = "512",
      .unit = "MB",
      .range = Range::between(0, 1e9),
      .help = "memory of each rank for the densities at all times; what does not fit is kept in "
              "scratch files in the directory",
      .affects_results = false},
     member<&Case::output, &OutputSection::history_memory>()},
    {{.key = "output.memory",
      .kind = real,
      .default_text = "0",
      .unit = "MB",
      .range = Range::between(0, 1e9),
      .help =
          "memory that each rank may take; a case that needs more is refused; 0: what the system "
          "says",
      .affects_results = false},
     member<&Case::output, &OutputSection::memory>()},
    {{.key = "output.mpi_io_hints",
      .arity = list,
      .default_text = "[]",
      .help = "hints to MPI-IO for run.h5, each \"name=value\"; unknown ones are ignored by MPI",
      .affects_results = false},
     {read_hints, hints_text}},
};

}  // namespace

std::span<const Key> output_keys() {
  return table_of_keys;
}

}  // namespace loschmidt::input
