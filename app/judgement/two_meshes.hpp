// The laws of a run on the mesh of half the cells: those of the run's own density, restricted to
// that mesh, and those of the density that was computed on it.
#pragma once

#include "app/roads/density_stage.hpp"
#include "app/roads/reverse_equation.hpp"

namespace loschmidt::judgement {

class TwoMeshes {
 public:
  /// All arguments must outlive this and its equations.
  TwoMeshes(const setup::Setup& setup, job::Job& job, const roads::Evolved& evolved)
      : setup_(setup), job_(job), evolved_(evolved) {}

  /// Masses of the run's mesh summed on the mesh of half the cells.
  std::vector<double> restricted(const std::vector<double>& mass) const;
  /// The run's own density at time t, as masses on the mesh of half the cells.
  std::vector<double> own(double t) const {
    return restricted(roads::mass_at(evolved_.forward.density, t));
  }
  /// The density computed on that mesh, at time t, as masses.
  std::vector<double> half(double t) const { return roads::mass_at(*evolved_.forward.half, t); }

  /// The run's own law that reverse roads are compared with, Evolved::reverse_law().
  std::vector<double> own_law(double t) const {
    return restricted(roads::mass_at(evolved_.reverse_law(), t));
  }
  /// The law that belongs to that density: own_law() times half()/own(), normalised;
  /// own_law() itself where reverse.start is given, since both start from that law.
  std::vector<double> half_law(double t) const;

  /// The reverse process on the mesh of half the cells, with the score of the run's own density or
  /// with that of the density computed on that mesh.
  roads::ReverseEquation own_equation() const;
  roads::ReverseEquation half_equation() const;

 private:
  const setup::Setup& setup_;
  job::Job& job_;
  const roads::Evolved& evolved_;
};

}  // namespace loschmidt::judgement
