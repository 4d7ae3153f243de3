// Processes and meshes that the tests of several rooms share.
#pragma once

#include <string>
#include <vector>

#include "meshes/grading.hpp"
#include "sde/sde.hpp"

namespace loschmidt::test {

/// A process with diagonal noise, by one formula of drift and of noise per axis.
inline sde::Sde process(const std::vector<std::string>& drift,
                        const std::vector<std::string>& diffusion) {
  const int d = static_cast<int>(drift.size());
  std::vector<sde::Formula> f;
  std::vector<sde::Formula> g;
  for (const auto& text : drift) f.emplace_back(text, d);
  for (const auto& text : diffusion) g.emplace_back(text, d);
  return sde::Sde(std::move(f), std::move(g));
}

/// A process with matrix noise, g given by its rows.
inline sde::Sde matrix_process(const std::vector<std::string>& drift,
                               const std::vector<std::vector<std::string>>& rows,
                               sde::Interpretation interpretation = sde::Interpretation::ito) {
  const int d = static_cast<int>(drift.size());
  std::vector<sde::Formula> f;
  for (const auto& text : drift) f.emplace_back(text, d);
  std::vector<std::vector<sde::Formula>> g;
  for (const auto& row : rows) {
    g.emplace_back();
    for (const auto& text : row) g.back().emplace_back(text, d);
  }
  return sde::Sde(std::move(f), std::move(g), interpretation);
}

inline meshes::Axis uniform_axis(double lower, double upper, int cells,
                                 meshes::Boundary boundary = meshes::Boundary::reflecting) {
  return meshes::Axis(meshes::make_edges(meshes::UniformGrading{}, lower, upper, cells), boundary);
}

/// A mesh of one uniform axis.
inline meshes::Mesh line(double lower, double upper, int cells,
                         meshes::Boundary boundary = meshes::Boundary::reflecting) {
  return meshes::Mesh({uniform_axis(lower, upper, cells, boundary)});
}

/// A mesh of one uniform axis with singular ends.
inline meshes::Mesh singular_line(double lower, double upper, int cells,
                                  const meshes::SingularEnds& ends,
                                  meshes::Boundary boundary = meshes::Boundary::reflecting) {
  return meshes::Mesh({meshes::Axis(
      meshes::make_edges(meshes::UniformGrading{}, lower, upper, cells), boundary, {}, ends)});
}

/// A mesh of equal uniform axes.
inline meshes::Mesh box(int axes, double lower, double upper, int cells) {
  return meshes::Mesh(std::vector<meshes::Axis>(axes, uniform_axis(lower, upper, cells)));
}

}  // namespace loschmidt::test
