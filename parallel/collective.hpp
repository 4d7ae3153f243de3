// Failures shared by all ranks: what fails on one rank is thrown on every rank, so that no rank is
// left waiting in a collective call. Every function here is collective over `comm`.
#pragma once

#include <mpi.h>

#include <functional>
#include <string>

namespace loschmidt::parallel {

/// Is the request done within so many seconds? Not collective.
bool completes(MPI_Request& request, double seconds);

/// Throws OutputError on all ranks when any rank hands in a non-empty `error`; the text is that of
/// the lowest failing rank. A rank that fails alone in the midst of a collective write leaves the
/// others in it for ever: where they do not come here within ten seconds it prints its error and
/// ends all with MPI_Abort, exit code 4.
void throw_if_any(MPI_Comm comm, const std::string& error);

/// Runs `action` on every rank. Errors: OutputError on all ranks when it throws on one.
void on_all(MPI_Comm comm, const std::function<void()>& action);

/// Runs `action` on rank 0 only. Errors: OutputError on all ranks when it throws.
void on_root(MPI_Comm comm, const std::function<void()>& action);

/// The text that rank `root` holds.
std::string from_root(MPI_Comm comm, std::string text, int root = 0);

}  // namespace loschmidt::parallel
