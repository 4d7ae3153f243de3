// The error for wrong input of the user: command line, case file, a file that it names. It ends the
// program with exit code 2 before anything is written. The message is complete except for the
// leading "loschmidt: ":
//   case.toml:12: mesh.cells: must be at least 4 (got 2): give 4 or more cells per axis
#pragma once

#include <stdexcept>

namespace loschmidt::parallel {

class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace loschmidt::parallel
