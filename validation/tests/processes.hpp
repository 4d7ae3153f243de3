// Processes and meshes that the tests of several rooms share.
#pragma once

#include <string>
#include <vector>

#include "meshes/grading.hpp"
#include "sde/sde.hpp"

namespace loschmidt::test {

inline Sde process(const std::vector<std::string>& drift,
                   const std::vector<std::string>& diffusion) {
  const int d = static_cast<int>(drift.size());
  std::vector<Formula> f;
  std::vector<Formula> g;
  for (const auto& text : drift) f.emplace_back(text, d);
  for (const auto& text : diffusion) g.emplace_back(text, d);
  return Sde(std::move(f), std::move(g));
}

/// g by its rows.
inline Sde matrix_process(const std::vector<std::string>& drift,
                          const std::vector<std::vector<std::string>>& rows,
                          Interpretation interpretation = Interpretation::ito) {
  const int d = static_cast<int>(drift.size());
  std::vector<Formula> f;
  for (const auto& text : drift) f.emplace_back(text, d);
  std::vector<std::vector<Formula>> g;
  for (const auto& row : rows) {
    g.emplace_back();
    for (const auto& text : row) g.back().emplace_back(text, d);
  }
  return Sde(std::move(f), std::move(g), interpretation);
}

inline Axis uniform_axis(double lower, double upper, int cells,
                         Boundary boundary = Boundary::reflecting) {
  return Axis(make_edges(UniformGrading{}, lower, upper, cells), boundary);
}

inline Mesh line(double lower, double upper, int cells, Boundary boundary = Boundary::reflecting) {
  return Mesh({uniform_axis(lower, upper, cells, boundary)});
}

}  // namespace loschmidt::test
