// Failures shared by all ranks: an error on one rank is thrown on every rank, so that no rank waits
// for ever in a collective call. Every function here is collective over `comm` unless it says
// otherwise.
#pragma once

#include <mpi.h>

#include <functional>
#include <string>

namespace loschmidt::parallel {

/// Waits until the request completes, at most so many seconds. Returns whether it did. Not
/// collective.
bool completes(MPI_Request& request, double seconds);

/// Throws OutputError on all ranks when any rank passes a non-empty `error`; the text is that of
/// the lowest failing rank. A rank that fails alone in a collective write leaves the others waiting
/// in it. If they do not call this function within ten seconds, the failing rank prints its error
/// and ends all with MPI_Abort, exit code 4.
void throw_if_any(MPI_Comm comm, const std::string& error);

/// Runs `action` on every rank. Errors: OutputError on all ranks when it throws on one.
void on_all(MPI_Comm comm, const std::function<void()>& action);

/// Runs `action` on rank 0 only. Errors: OutputError on all ranks when it throws.
void on_root(MPI_Comm comm, const std::function<void()>& action);

/// Returns, on every rank, the text that rank `root` passes.
std::string from_root(MPI_Comm comm, std::string text, int root = 0);

}  // namespace loschmidt::parallel
