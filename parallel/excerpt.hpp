// A user's text in a form fit for a message: on one line, and of limited length.
#pragma once

#include <string>
#include <string_view>

namespace loschmidt::parallel {

/// Returns the text with newlines, other control characters, marks that turn the direction of
/// writing and bytes that are no UTF-8 replaced by escapes such as \n and \x1B. A longer text is
/// shortened to its first and last characters with " ... " between them. The result has at most
/// `most` bytes, which must be 16 or more.
std::string excerpt(std::string_view text, std::size_t most = 60);

}  // namespace loschmidt::parallel
