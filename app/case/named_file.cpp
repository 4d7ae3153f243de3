#include "app/case/named_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "app/case/key.hpp"
#include "output/file_checksum.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::input {

std::filesystem::path resolved_path(const Case& c, const std::string& path) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(c.source.file.parent_path() / path, error);
  if (error)
    throw parallel::OutputError(
        fmt::format("{}: {} cannot be found from here ({}): go to another directory",
                    c.source.file.string(), toml_string(path), error.message()));
  return absolute.lexically_normal();
}

std::filesystem::path existing_file(const Case& c, std::string_view key, const std::string& name) {
  if (name.empty())
    throw case_error(c, key, "is empty (there would be nothing to read): give the name of a file");
  const auto path = resolved_path(c, name);
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored) || !std::ifstream(path))
    throw case_error(
        c, key,
        fmt::format("\"{}\" cannot be read (looked for {}): check the name and the permissions",
                    parallel::excerpt(name), parallel::excerpt(path.string(), 100)));
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

std::string contents_text(const Case& c) {
  std::string text;
  for (const Key& key : keys()) {
    const auto path = key.file ? key.file(c) : std::filesystem::path();
    if (!path.empty())
      text +=
          fmt::format("# contents of {} = {:08x}\n", key.option.key, output::file_checksum(path));
  }
  return text;
}

}  // namespace loschmidt::input
