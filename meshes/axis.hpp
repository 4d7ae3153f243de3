// One coordinate axis of a tensor-product mesh: the edges of its cells and the boundary condition
// at its two ends. Edges e_0 < e_1 < … < e_n in the units of x; cell i is [e_i, e_{i+1}). At some
// inner edges, the breaks, coefficients and the score may jump or have kinks. An axis with a
// singular end has a profile of the density there (meshes/end_profile.hpp).
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "meshes/end_profile.hpp"

namespace loschmidt::meshes {

enum class Boundary { reflecting, periodic, absorbing };

std::string_view name(Boundary boundary);

class Axis {
 public:
  /// Of `breaks`, ascending, those are kept that are inner edges. Errors: std::invalid_argument
  /// unless the edges are finite, at least two and ascending.
  Axis(std::vector<double> edges, Boundary boundary, std::span<const double> breaks = {},
       const SingularEnds& singular = {});

  int cells() const { return static_cast<int>(centers_.size()); }
  std::span<const double> edges() const { return edges_; }
  std::span<const double> centers() const { return centers_; }
  std::span<const double> breaks() const { return breaks_; }
  double width(int cell) const { return edges_[cell + 1] - edges_[cell]; }
  double lower() const { return edges_.front(); }
  double upper() const { return edges_.back(); }
  double length() const { return upper() - lower(); }
  Boundary boundary() const { return boundary_; }
  bool periodic() const { return boundary_ == Boundary::periodic; }
  bool absorbing() const { return boundary_ == Boundary::absorbing; }

  const SingularEnds& singular_ends() const { return singular_; }
  bool singular() const { return profile_.has_value(); }
  /// Whether the end at face 0 or n absorbs particles where the noise does not vanish, so that the
  /// density vanishes there in proportion to the distance.
  bool density_vanishes(int face) const;
  /// Returns ∫ φ dx over a cell, with φ the profile of singular ends; the width where φ = 1.
  double weight(int cell) const { return profile_ ? profile_->weight(cell) : width(cell); }
  /// Returns the place in a cell at which mass/weight is p/φ to second order; where φ = 1 this is
  /// the centre.
  double place(int cell) const { return profile_ ? profile_->place(cell) : centers_[cell]; }
  /// Returns φ and d log φ/dx at x.
  double profile(double x) const { return profile_ ? (*profile_)(x) : 1; }
  double profile_slope(double x) const { return profile_ ? profile_->slope(x) : 0; }

  /// Returns the distance between the two places that exchange mass through face `face` (0 … n):
  /// those of the cells on both sides. At the end faces of a periodic axis the neighbour is
  /// the cell at the other end, of a reflecting axis its mirror image. At an absorbing end the
  /// place is the end itself, where the density is 0, half a cell away.
  double spacing(int face) const;

  /// Returns where the coefficients that belong to a face are taken: at the face, or, at an
  /// absorbing end, halfway between it and the centre of the cell. At a singular one where D
  /// vanishes in proportion to the distance they have a limit, which is that of the end itself.
  double coefficients_at(int face) const;

  /// Whether flux passes face `face`. The end faces of a reflecting axis are closed.
  bool open(int face) const;

  /// Returns the cell that contains x, for lower ≤ x ≤ upper; -1 elsewhere and for NaN. The result
  /// is exact: e_i ≤ x < e_{i+1} (the last cell includes its upper edge). It takes constant time on
  /// average, on graded axes too.
  int locate(double x) const;

 private:
  std::vector<double> edges_;
  std::vector<double> centers_;
  std::vector<double> breaks_;
  Boundary boundary_;
  SingularEnds singular_;
  std::optional<EndProfile> profile_;  // none where no end is singular
  std::vector<int> first_guess_;       // cell at the lower end of each of equally wide buckets
  double buckets_per_length_;
};

}  // namespace loschmidt::meshes
