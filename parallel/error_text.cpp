#include "parallel/error_text.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <typeinfo>

#include "parallel/excerpt.hpp"

namespace loschmidt::parallel {

namespace {

template <class Error>
bool is_a(const std::exception& error) {
  return dynamic_cast<const Error*>(&error) != nullptr;
}

// Whether this program threw the error. It throws exactly these types; a type derived from one of
// them comes from a library.
bool is_ours(const std::exception& error) {
  const auto& type = typeid(error);
  return type == typeid(std::runtime_error) || type == typeid(std::invalid_argument) ||
         type == typeid(std::logic_error) ||
         std::string_view(type.name()).find("loschmidt") != std::string_view::npos;
}

std::string paths_of(const std::filesystem::filesystem_error& error) {
  const std::string second = error.path2().string();
  return error.path1().string() + (second.empty() ? "" : " and " + second);
}

}  // namespace

bool is_out_of_memory(const std::exception& error) {
  return is_a<std::bad_alloc>(error) || is_a<std::length_error>(error);
}

std::string error_text(const std::exception& error) {
  constexpr std::string_view system_advice =
      "(the run cannot go on): check the path, its permissions and free space";
  if (is_out_of_memory(error))
    return "memory: the system gives no more (the run cannot go on): give fewer cells, steps or "
           "snapshots, use more nodes, or raise the limit (ulimit -v, the batch system's); "
           "--dry-run says what a case needs";
  if (const auto* failed = dynamic_cast<const std::filesystem::filesystem_error*>(&error))
    return fmt::format("{}: {} {}", paths_of(*failed), failed->code().message(), system_advice);
  if (const auto* failed = dynamic_cast<const std::system_error*>(&error))
    return fmt::format("the system refused: {} {}", failed->code().message(), system_advice);
  if (is_ours(error)) return *error.what() != '\0' ? error.what() : "unknown failure";
  return fmt::format(
      "internal: {} (the program is at fault, not the case): report it, with the "
      "case and the output of loschmidt --version",
      error.what());
}

std::string message_line(std::string_view text) {
  constexpr std::string_view program = "loschmidt: ";
  constexpr std::size_t longest = 400;  // docs/interface.md
  return fmt::format("{}{}\n", program, excerpt(text, longest - program.size()));
}

void print_message(std::string_view text) {
  fmt::print(stderr, "{}", message_line(text));
  std::fflush(stderr);
}

}  // namespace loschmidt::parallel
