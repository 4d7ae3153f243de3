// The table of `loschmidt converge`, on the terminal and, read back from converge.h5, in
// `loschmidt info`.
#pragma once

#include <string>

#include "output/convergence_file.hpp"

namespace loschmidt::output {

/// Returns the table, a block per time with a row per level: each measure and its observed order,
/// "-" where a value is missing. Times without any value are left out.
std::string convergence_table(const ConvergenceRecord& record);

}  // namespace loschmidt::output
