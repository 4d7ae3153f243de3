// The errors of a density and of its score against the closed form of [exact].
#pragma once

#include <mpi.h>

#include <span>
#include <vector>

#include "app/setup/problem.hpp"
#include "meshes/field.hpp"

namespace loschmidt::judgement {

struct ErrorNorms {
  double l1 = 0;     // Σ |p − p*| volume
  double linf = 0;   // max |p − p*|
  double score = 0;  // sqrt(E_p ‖s − s*‖²), on the faces where s is computed
};

struct ExactErrors : ErrorNorms {
  std::vector<double> exact_density;  // cell averages by quadrature
};

/// The errors at time t. `mass` and `score` are the whole arrays of the density at that time.
/// Collective: ranks share the quadrature.
/// Errors: Failure on all ranks where a formula of [exact] is not finite.
ExactErrors exact_errors(MPI_Comm comm, const setup::Problem& problem, double t,
                         std::span<const double> mass, const meshes::FaceField& score);

}  // namespace loschmidt::judgement
