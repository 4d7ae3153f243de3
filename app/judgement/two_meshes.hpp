// The laws of a run on the mesh of half the cells: the run's own, restricted to it, and the twin's.
#pragma once

#include "app/roads/density_stage.hpp"
#include "app/roads/reverse_equation.hpp"

namespace loschmidt::judgement {

class TwoMeshes {
 public:
  /// Both must outlive this and its equations.
  TwoMeshes(const setup::Setup& setup, job::Job& job, const roads::Evolved& evolved)
      : setup_(setup), job_(job), evolved_(evolved) {}

  std::vector<double> restricted(const std::vector<double>& mass) const;
  std::vector<double> own(double t) const {
    return restricted(roads::mass_at(evolved_.forward.density, t));
  }
  std::vector<double> twin(double t) const { return roads::mass_at(*evolved_.forward.half, t); }

  /// What reverse roads are compared with.
  std::vector<double> own_law(double t) const {
    return restricted(roads::mass_at(evolved_.reverse_law(), t));
  }
  /// The same as the twin's density would have it: the factor between them, survival or that of a
  /// prior, is taken as it is.
  std::vector<double> twin_law(double t) const;

  /// The reverse process on the mesh of half the cells with the score of one of the two.
  roads::ReverseEquation own_equation() const;
  roads::ReverseEquation twin_equation() const;

 private:
  const setup::Setup& setup_;
  job::Job& job_;
  const roads::Evolved& evolved_;
};

}  // namespace loschmidt::judgement
