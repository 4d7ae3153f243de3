// The table of `loschmidt converge`, on the terminal and, read back from converge.h5, in
// `loschmidt info`.
#pragma once

#include <string>

#include "output/convergence_file.hpp"

namespace loschmidt::output {

/// A block per time with a row per level: each measure and its observed order, "-" where there is
/// none. Times without any value are left out.
std::string convergence_table(const ConvergenceRecord& record);

}  // namespace loschmidt::output
