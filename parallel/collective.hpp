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

/// Returns the lowest rank that passes a non-empty `error`, the same on all ranks; the number of
/// ranks if none does. The ranks that did not fail may come later.
int lowest_failing_rank(MPI_Comm comm, const std::string& error);

/// Runs `action`, which may be collective, on every rank. Errors: OutputError on all ranks when it
/// throws on one, with the message of the lowest failing rank. A rank that fails alone in a
/// collective call leaves the others waiting in it. If they do not come within ten seconds, the
/// failing rank prints its error and ends all with MPI_Abort, exit code 4.
void on_all(MPI_Comm comm, const std::function<void()>& action);

/// Runs `action` on rank 0 only. Errors: as on_all.
void on_root(MPI_Comm comm, const std::function<void()>& action);

/// Returns, on every rank, the text that rank `root` passes.
std::string from_root(MPI_Comm comm, std::string text, int root = 0);

}  // namespace loschmidt::parallel
