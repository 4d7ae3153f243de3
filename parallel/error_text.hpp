// The messages in which exceptions are shown to the user. Messages of this program are shown as
// they are. Those of the standard library ("std::bad_alloc", "vector::_M_range_check") are
// replaced, since no user can act on them.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace loschmidt::parallel {

/// Whether the memory ran out: std::bad_alloc, or std::length_error for more than any machine has.
bool is_out_of_memory(const std::exception& error);

/// Returns the message in the form *what is wrong (why that matters): what to do*; never empty.
std::string error_text(const std::exception& error);

/// Returns "loschmidt: " and the text as one line of at most 400 bytes, for any text.
std::string message_line(std::string_view text);
/// Prints message_line(text) to stderr, on the rank that calls it.
void print_message(std::string_view text);

}  // namespace loschmidt::parallel
