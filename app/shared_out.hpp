// Whole arrays in natural order as equal consecutive parts, one per rank.
#pragma once

#include <mpi.h>

#include <cstddef>
#include <span>
#include <vector>

#include "app/failure.hpp"

namespace loschmidt {

struct Part {
  std::size_t begin;
  std::size_t end;
};

/// This rank's part of an array of `size` values.
Part own_part(MPI_Comm comm, std::size_t size);

/// The whole array of `size` values from every rank's own part. Collective.
std::vector<double> gather_parts(MPI_Comm comm, std::span<const double> part, std::size_t size);

/// The whole array whose values [first, last) are compute(first, last). Collective.
/// Errors: Failure on all ranks where `compute` throws on one.
template <class Compute>
std::vector<double> shared_out(MPI_Comm comm, std::size_t size, Compute&& compute) {
  const Part own = own_part(comm, size);
  std::vector<double> part;
  agree(comm, [&] { part = compute(own.begin, own.end); });
  return gather_parts(comm, part, size);
}

}  // namespace loschmidt
