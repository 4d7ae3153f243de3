#include "app/case/key.hpp"

#include <fmt/format.h>

namespace loschmidt::input {

void require_length(const Case& c, std::string_view key, std::size_t length) {
  const std::size_t dimension = c.mesh.lower.size();
  if (length != dimension)
    throw case_error(c, key,
                     fmt::format("has {} entries but mesh.lower has {} (one per axis): give {}",
                                 length, dimension, dimension));
}

}  // namespace loschmidt::input
