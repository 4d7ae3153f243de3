#include "app/named_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>
#include <vector>

#include "app/mesh_section.hpp"
#include "app/toml_reading.hpp"
#include "output/file_checksum.hpp"

namespace loschmidt {

std::filesystem::path existing_file(const Case& c, std::string_view key, const std::string& name) {
  if (name.empty())
    throw case_error(c, key, "is empty (there would be nothing to read): give the name of a file");
  const auto path = resolved_path(c, name);
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored) || !std::ifstream(path))
    throw case_error(
        c, key,
        fmt::format("\"{}\" cannot be read (looked for {}): check the name and the permissions",
                    excerpt(name), excerpt(path.string(), 100)));
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

namespace {

struct NamedFile {
  std::string_view key;
  std::filesystem::path path;
};

std::vector<NamedFile> named_files(const Case& c) {
  std::vector<NamedFile> files;
  if (const auto* image = std::get_if<ImageFile>(&c.initial))
    files.push_back({"initial.image", image->path});
  if (const auto* samples = std::get_if<SamplesFile>(&c.initial))
    files.push_back({"initial.samples", samples->points.file});
  if (const auto* run = std::get_if<EarlierRun>(&c.initial))
    files.push_back({"initial.file", run->file});
  if (const auto* score = std::get_if<ScoreFile>(&c.reverse.score))
    files.push_back({"reverse.score", score->field.file});
  return files;
}

}  // namespace

std::string contents_text(const Case& c) {
  std::string text;
  for (const NamedFile& file : named_files(c))
    text += fmt::format("# contents of {} = {:08x}\n", file.key, file_checksum(file.path));
  return text;
}

}  // namespace loschmidt
