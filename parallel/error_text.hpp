// What an exception says to the user. Ours speak for themselves; what the standard library throws
// is a word of its own ("std::bad_alloc", "vector::_M_range_check") that nobody can act on.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace loschmidt::parallel {

/// Did the memory run out? (std::bad_alloc, and std::length_error: more than could ever be had.)
bool is_out_of_memory(const std::exception& error);

/// The message in our grammar, *what is wrong (why that matters): what to do*.
std::string error_text(const std::exception& error);

/// "loschmidt: " and the text as one line of at most 400 bytes, whatever is in it.
std::string message_line(std::string_view text);
/// To stderr, on the rank that calls it.
void print_message(std::string_view text);

}  // namespace loschmidt::parallel
