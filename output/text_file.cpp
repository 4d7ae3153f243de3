#include "output/text_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& reason) {
  throw parallel::OutputError(
      fmt::format("cannot write {} ({}): check free space and permissions", file.string(), reason));
}

}  // namespace

void replace_file(const std::filesystem::path& file, std::string_view text) {
  const std::filesystem::path temporary = file.string() + ".new";
  errno = 0;
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  std::error_code error;
  if (!out) {
    const std::string reason = errno != 0 ? std::strerror(errno) : "unknown reason";
    std::filesystem::remove(temporary, error);
    fail(file, reason);
  }
  std::filesystem::rename(temporary, file, error);
  if (error) fail(file, error.message());
}

}  // namespace loschmidt::output
