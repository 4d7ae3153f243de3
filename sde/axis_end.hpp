// What a process does at the end of an axis where its noise vanishes: Feller's classes. With r the
// distance from the end, D ~ r^α and 2 f r/D → κ (f inwards) decide: docs/theory.md (10e). W.
// Feller, The parabolic differential equations and the associated semi-groups of transformations,
// Annals of Mathematics 55 (1952) 468–519; Karlin & Taylor 1981, section 15.6.
#pragma once

#include <optional>
#include <string_view>

#include "meshes/axis.hpp"
#include "meshes/points.hpp"
#include "sde/sde.hpp"

namespace loschmidt::sde {

enum class EndClass {
  regular,   // reached in finite time, and left again if it reflects
  exit,      // reached in finite time, and never left
  entrance,  // never reached, but left by what starts there
  natural,   // neither reached nor left in finite time
};

std::string_view name(EndClass end);

/// The behaviour at one end of an axis.
struct AxisEnd {
  double tensor_exponent = 0;  // α; 0 where the noise does not vanish
  double drift_ratio = 0;      // κ; infinite where the drift dominates
  double drift_exponent = 0;  // β of f ~ r^β where κ is infinite; dr = ±r^β dt stays for β ≥ 1
};

/// Finds the behaviour at the lower (upper = false) or upper end of axis a of a box, from the
/// coefficients at three small distances, at a place along the end and a time. Errors:
/// std::invalid_argument where a formula is not finite.
AxisEnd axis_end(const Sde& sde, const meshes::Point& lower, const meshes::Point& upper, int a,
                 bool at_upper, const meshes::Point& place, double t);

EndClass end_class(const AxisEnd& end);

/// Returns what the scheme must carry there, with a boundary that reflects or absorbs; nothing
/// where the noise does not vanish. A reflecting end is left out where the density vanishes like r
/// or faster, as any scheme of second order follows it. An absorbing end never is, so that its
/// score is not given the pole 1/r of an absorbing wall.
std::optional<meshes::SingularEnd> singular_end(const AxisEnd& end, meshes::Boundary boundary);

}  // namespace loschmidt::sde
