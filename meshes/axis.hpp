// One coordinate axis of a tensor-product mesh: where its cells begin and end, and what its two
// ends do. Edges e_0 < e_1 < … < e_n in the units of x; cell i is [e_i, e_{i+1}).
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace loschmidt::meshes {

enum class Boundary { reflecting, periodic, absorbing };

std::string_view name(Boundary boundary);

class Axis {
 public:
  /// Errors: std::invalid_argument unless the edges are finite, at least two and ascending.
  Axis(std::vector<double> edges, Boundary boundary);

  int cells() const { return static_cast<int>(centers_.size()); }
  std::span<const double> edges() const { return edges_; }
  std::span<const double> centers() const { return centers_; }
  double width(int cell) const { return edges_[cell + 1] - edges_[cell]; }
  double lower() const { return edges_.front(); }
  double upper() const { return edges_.back(); }
  double length() const { return upper() - lower(); }
  Boundary boundary() const { return boundary_; }
  bool periodic() const { return boundary_ == Boundary::periodic; }
  bool absorbing() const { return boundary_ == Boundary::absorbing; }

  /// Distance between the two places that exchange mass through face `face` (0 … n): the centres of
  /// the cells on both sides. At the end faces of a periodic axis the neighbour is the cell at the
  /// other end, of a reflecting one its mirror image; at an absorbing end it is the end itself,
  /// where the density is 0, half a cell away.
  double spacing(int face) const;

  /// Does flux pass face `face`? Not through the end faces of a reflecting axis.
  bool open(int face) const;

  /// The cell that holds x, for lower ≤ x ≤ upper; -1 elsewhere and for NaN. Exact: e_i ≤ x <
  /// e_{i+1} (the last cell keeps its upper edge). Constant time on average, graded axes included.
  int locate(double x) const;

 private:
  std::vector<double> edges_;
  std::vector<double> centers_;
  Boundary boundary_;
  std::vector<int> first_guess_;  // cell at the lower end of each of equally wide buckets
  double buckets_per_length_;
};

}  // namespace loschmidt::meshes
