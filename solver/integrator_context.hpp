// The data that all time integrators of a run share.
#pragma once

#include "sde/time_factor.hpp"
#include "solver/generator.hpp"
#include "solver/mesh_coefficients.hpp"
#include "solver/stepping.hpp"

namespace loschmidt::solver {

/// The decomposition, the factor and the tables must outlive the integrators.
struct IntegratorContext {
  const Decomposition* decomposition;
  const sde::TimeFactor* factor;
  MeshTables* tables;
  StepControl control;

  Generator generator_at(double t) const { return {*decomposition, tables->at(t)}; }
};

}  // namespace loschmidt::solver
