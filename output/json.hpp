// The pieces of JSON that this program writes. Numbers keep all their bits; NaN and infinities,
// which JSON lacks, become null.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace loschmidt::output {

std::string json_number(double value);
/// Returns the text quoted and escaped. UTF-8 is kept; bytes that are no UTF-8 become "?".
std::string json_string(std::string_view text);
std::string json_array(std::span<const double> values);

}  // namespace loschmidt::output
