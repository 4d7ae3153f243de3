// A user's text as it stands in a message: on one line, and no longer than there is room for.
#pragma once

#include <string>
#include <string_view>

namespace loschmidt::parallel {

/// The text with newlines, other control characters, marks that turn the direction of writing and
/// bytes that are no UTF-8 replaced by escapes such as \n and \x1B; of a longer one the first and
/// the last characters, with " ... " between them. At most `most` bytes, which must be 16 or more.
std::string excerpt(std::string_view text, std::size_t most = 60);

}  // namespace loschmidt::parallel
