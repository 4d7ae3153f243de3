#include "app/named_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "app/mesh_section.hpp"
#include "app/toml_reading.hpp"

namespace loschmidt {

std::filesystem::path existing_file(const Case& c, std::string_view key, const std::string& name) {
  const auto path = resolved_path(c, name);
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored) || !std::ifstream(path))
    throw case_error(
        c, key,
        fmt::format("{} cannot be read (looked for {}): check the name and the permissions",
                    toml_string(name), path.string()));
  return path;
}

std::optional<DatasetFile> dataset_file(const Case& c, std::string_view key,
                                        const std::string& name) {
  const auto colon = name.rfind(":/");
  if (colon == std::string::npos) return std::nullopt;
  return DatasetFile{existing_file(c, key, name.substr(0, colon)), name.substr(colon + 1)};
}

std::string dataset_text(const DatasetFile& file) {
  return file.dataset.empty() ? file.file.string()
                              : fmt::format("{}:{}", file.file.string(), file.dataset);
}

}  // namespace loschmidt
