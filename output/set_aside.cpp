#include "output/set_aside.hpp"

#include <fmt/format.h>

#include <system_error>

#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

std::filesystem::path free_name(const std::filesystem::path& wanted) {
  std::error_code ignored;
  std::filesystem::path name = wanted;
  for (int k = 1; std::filesystem::exists(std::filesystem::symlink_status(name, ignored)); ++k)
    name = fmt::format("{}.{}", wanted.string(), k);
  return name;
}

}  // namespace

void set_aside(const std::vector<std::filesystem::path>& files,
               const std::filesystem::path& directory) {
  std::error_code error;
  if (!files.empty()) std::filesystem::create_directories(directory, error);
  for (const auto& file : files) {
    if (!error) std::filesystem::rename(file, free_name(directory / file.filename()), error);
    if (error)
      throw parallel::OutputError(fmt::format("cannot move {} to {} ({}): check permissions",
                                              file.string(), directory.string(), error.message()));
  }
}

}  // namespace loschmidt::output
