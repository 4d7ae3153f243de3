// The grading of an axis: its edges as a smooth function of the cell number. A mesh with twice the
// cells refines the same map, so that errors keep their expansion in even powers.
#pragma once

#include <variant>
#include <vector>

namespace loschmidt::meshes {

struct UniformGrading {};

/// x = c + a sinh ξ, a = (upper − lower)/(2 sinh k), ξ equally spaced; fine near c for k > 0.
struct SinhGrading {
  double center = 0;
  double strength = 1;
};

/// Cell density proportional to 1 + k Σ exp(−½((x − c_i)/w)²).
struct ClusteredGrading {
  std::vector<double> centers;
  double width = 1;
  double strength = 1;
};

/// Edges given one by one, which determine lower, upper and the number of cells.
struct ExplicitEdges {
  std::vector<double> values;
};

using Grading = std::variant<UniformGrading, SinhGrading, ClusteredGrading, ExplicitEdges>;

/// Places inside an axis that are edges, because formulas have kinks or jumps there, and the
/// numbers of these edges; both ascend.
struct Breaks {
  std::vector<double> places{};
  std::vector<int> edges{};
};

/// The same places on twice the cells.
Breaks doubled(Breaks breaks);

/// Returns the place of x among the edges of a grading without breaks: i at edge i, and numbers
/// between i and i + 1 inside cell i.
double position_of(const Grading& grading, double lower, double upper, int cells, double x);

/// Returns cells + 1 edges from exactly `lower` to exactly `upper`, with the breaks exactly on
/// their edges. The numbering is bent smoothly for them (meshes/bend.hpp); explicit edges must hold
/// them. Errors: std::invalid_argument when a parameter admits no ascending edges.
std::vector<double> make_edges(const Grading& grading, double lower, double upper, int cells,
                               const Breaks& breaks = {});

/// Returns the edges for twice the cells of the same map; `breaks` has the numbers of `edges`.
/// Every second edge equals one of `edges` to the bit, so coarse cells are unions of fine ones.
/// Explicit edges are halved.
std::vector<double> refine_edges(const Grading& grading, const std::vector<double>& edges,
                                 const Breaks& breaks = {});

}  // namespace loschmidt::meshes
