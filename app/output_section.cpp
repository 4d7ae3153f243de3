#include "app/output_section.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include "app/mesh_section.hpp"
#include "app/toml_reading.hpp"

namespace loschmidt {

namespace {

// "name=value" each, no longer than MPI takes them.
std::map<std::string, std::string> hints_of(const Case& c, const toml::table& root) {
  const std::string key = "output.mpi_io_hints";
  std::map<std::string, std::string> hints;
  for (const std::string& hint : values_of(*node_at(root, key), text_value)) {
    const auto equals = hint.find('=');
    const bool whole = equals != std::string::npos && equals > 0 && equals + 1 < hint.size();
    if (!whole || equals >= MPI_MAX_INFO_KEY || hint.size() - equals > MPI_MAX_INFO_VAL)
      throw case_error(c, key,
                       fmt::format("\"{}\" is no hint (MPI takes a name and a value): write "
                                   "\"name=value\", such as \"romio_cb_write=enable\"",
                                   excerpt(hint)));
    hints[hint.substr(0, equals)] = hint.substr(equals + 1);
  }
  return hints;
}

}  // namespace

OutputSection read_output(const Case& c, const toml::table& root) {
  OutputSection output;
  if (const toml::node* directory = node_at(root, "output.directory")) {
    const std::string name = text_value(*directory);
    if (name.empty())
      throw case_error(c, "output.directory",
                       "is empty (the results need a place): give a name, or leave it out");
    output.directory = resolved_path(c, name);
  }
  const auto fields = values_of(*node_at(root, "output.fields"), text_value);
  output.fields = {fields.begin(), fields.end()};
  output.checkpoint = real_value(*node_at(root, "output.checkpoint"));
  output.max_walltime = real_value(*node_at(root, "output.max_walltime"));
  output.history_memory = real_value(*node_at(root, "output.history_memory"));
  output.memory = real_value(*node_at(root, "output.memory"));
  output.mpi_io_hints = hints_of(c, root);
  return output;
}

}  // namespace loschmidt
