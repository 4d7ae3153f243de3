#include "output/error_text.hpp"

#include <fmt/format.h>

#include <new>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <typeinfo>

namespace loschmidt {

namespace {

template <class Error>
bool is_a(const std::exception& error) {
  return dynamic_cast<const Error*>(&error) != nullptr;
}

// Of exactly this type: what is thrown here is, what derives from it is a library's.
bool is_ours(const std::exception& error) {
  const auto& type = typeid(error);
  return type == typeid(std::runtime_error) || type == typeid(std::invalid_argument) ||
         type == typeid(std::logic_error) ||
         std::string_view(type.name()).find("loschmidt") != std::string_view::npos;
}

}  // namespace

bool is_out_of_memory(const std::exception& error) {
  return is_a<std::bad_alloc>(error) || is_a<std::length_error>(error);
}

std::string error_text(const std::exception& error) {
  if (is_out_of_memory(error))
    return "memory: the system gives no more (the run cannot go on): give fewer cells, steps or "
           "snapshots, use more nodes, or raise the limit (ulimit -v, the batch system's); "
           "--dry-run says what a case needs";
  if (is_a<std::system_error>(error))
    return fmt::format("the system refused: {} (the run cannot go on): check the path, its "
                       "permissions and free space",
                       error.what());
  if (is_ours(error)) return *error.what() != '\0' ? error.what() : "unknown failure";
  return fmt::format("internal: {} (the program is at fault, not the case): report it, with the "
                     "case and the output of loschmidt --version",
                     error.what());
}

}  // namespace loschmidt
