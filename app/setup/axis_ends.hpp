// What the process of a case does at the ends of the axes, and what the mesh must know of it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/case/case.hpp"
#include "meshes/end_profile.hpp"
#include "sde/axis_end.hpp"

namespace loschmidt::setup {

/// Per axis, the lower and the upper end; none where the behaviour changes along the end or with
/// time, or a formula is not finite beside it.
using AxisEnds = std::vector<std::array<std::optional<sde::AxisEnd>, 2>>;

/// Finds the behaviour at all ends that are not periodic. Errors: InputError for a reflecting end
/// that the process reaches and cannot leave.
AxisEnds axis_ends(const input::Case& c, const sde::Sde& sde);

/// Returns the exponents of the density at the ends of an axis. There are none where a Wiener
/// process drives several axes: the scheme of full tensors has no profile.
meshes::SingularEnds singular_ends(const input::Case& c, const sde::Sde& sde, const AxisEnds& ends,
                                   int a);

/// One line per end where the noise vanishes and the density may be infinite, and is followed with
/// the error of any other density: where the behaviour changes along the end or with time, or the
/// tensor is full. Where there is one, nothing is verified.
std::vector<std::string> uncarried_ends(const input::Case& c, const sde::Sde& sde,
                                        const AxisEnds& ends);

/// One line per end where the noise vanishes, as comments of the resolved case.
std::string describe(const input::Case& c, const sde::Sde& sde, const AxisEnds& ends);

}  // namespace loschmidt::setup
