// Text for `loschmidt info`: the verdict of a run file, its error budget and its wall times.
// Serial.
#pragma once

#include <string>

#include "output/hdf5.hpp"

namespace loschmidt::output {

/// describe_verdict returns the verdict with its error budget, or that there is none yet.
/// describe_stages returns the wall times, or "" if the file has none. Errors: OutputError when the
/// file is damaged.
std::string describe_verdict(hid_t file);
std::string describe_stages(hid_t file);

/// Returns the error budget as text. `json` is the text that /verdict contains; one that is not the
/// expected object is shown unchanged.
std::string describe_budget(const std::string& json);

}  // namespace loschmidt::output
