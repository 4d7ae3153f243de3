// The verdict of a run file, its error budget and its wall times, as text for `loschmidt info`.
// Serial.
#pragma once

#include <string>

#include "output/hdf5.hpp"

namespace loschmidt::output {

/// "" where the file has no such group. Errors: OutputError when it is damaged.
std::string describe_verdict(hid_t file);
std::string describe_stages(hid_t file);

/// `json`: as /verdict keeps it. A text that is no such object is shown as it is.
std::string describe_budget(const std::string& json);

}  // namespace loschmidt::output
