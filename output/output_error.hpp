// The error of this room: a file or directory that could not be written or read. The program ends
// with exit code 4 on it. Messages say what is wrong (why that matters): what to do.
#pragma once

#include <stdexcept>

namespace loschmidt {

class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace loschmidt
