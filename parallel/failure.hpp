// Errors and exit codes: docs/interface.md. Every exception becomes one message and one code, and
// an exception on one rank is thrown on all.
#pragma once

#include <mpi.h>

#include <exception>
#include <functional>
#include <stdexcept>
#include <string>

namespace loschmidt::parallel {

enum ExitCode {
  verified = 0,
  falsified = 1,
  input_error = 2,
  numerics_error = 3,
  output_error = 4,
  undecided = 5,
  interrupted = 75
};

/// An error that carries its exit code. Ranks throw it when another rank failed.
class Failure : public std::runtime_error {
 public:
  Failure(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
  int code() const { return code_; }

 private:
  int code_;
};

/// Returns the exit code of an error. InputError, invalid_argument: 2; OutputError, system_error,
/// no memory: 4; Failure: its own; else 3.
int exit_code(const std::exception& error);

/// Runs `action` (which must not communicate) on every rank. When it throws on one, every rank
/// throws a Failure with the message and code of the lowest failing rank. Collective.
void agree(MPI_Comm comm, const std::function<void()>& action);

/// Call this where an exception was caught, before the destruction of anything that needs all ranks
/// (such as an open parallel file). It returns if every rank has failed. If others are still
/// waiting in a collective call after two seconds, it prints the message and ends all with
/// MPI_Abort.
void abort_unless_all_failed(MPI_Comm comm, const std::exception& error);

/// Prints the message once and returns the exit code, the same on all ranks. Aborts as
/// abort_unless_all_failed does.
int report_failure(MPI_Comm comm, const std::exception& error);

}  // namespace loschmidt::parallel
