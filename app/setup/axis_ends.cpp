#include "app/setup/axis_ends.hpp"

#include <fmt/format.h>

#include <cmath>

#include "meshes/block.hpp"

namespace loschmidt::setup {

namespace {

// The behaviour at an end is looked up at these fractions of the other axes and of the time.
constexpr std::array fractions{0.23, 0.52, 0.81};
constexpr double alike = 1e-6;  // largest difference of exponents and ratios that are the same

bool same(const sde::AxisEnd& one, const sde::AxisEnd& other) {
  const auto near = [](double x, double y) { return x == y || std::abs(x - y) < alike; };
  return near(one.tensor_exponent, other.tensor_exponent) &&
         near(one.drift_ratio, other.drift_ratio) && near(one.drift_exponent, other.drift_exponent);
}

// The places at which an end of axis a is looked at; their coordinate a has no meaning.
std::vector<meshes::Point> places(const input::Case& c, int a) {
  std::vector<meshes::Point> result;
  meshes::Block choices{{0, 0, 0}, {1, 1, 1}};
  for (int b = 0; b < c.dimension(); ++b)
    if (b != a) choices.end[b] = static_cast<int>(fractions.size());
  meshes::for_each(choices, [&](const meshes::Index& i) {
    meshes::Point x{};
    for (int b = 0; b < c.dimension(); ++b)
      x[b] = c.mesh.lower[b] + fractions[i[b]] * (c.mesh.upper[b] - c.mesh.lower[b]);
    result.push_back(x);
  });
  return result;
}

std::optional<sde::AxisEnd> end_of(const input::Case& c, const sde::Sde& sde, int a, bool upper) {
  meshes::Point low{}, high{};
  for (int b = 0; b < c.dimension(); ++b) {
    low[b] = c.mesh.lower[b];
    high[b] = c.mesh.upper[b];
  }
  std::optional<sde::AxisEnd> found;
  try {
    for (const meshes::Point& place : places(c, a))
      for (const double part : fractions) {
        const double t = c.time.start + part * (c.time.end - c.time.start);
        const sde::AxisEnd end = sde::axis_end(sde, low, high, a, upper, place, t);
        if (found && !same(*found, end)) return std::nullopt;
        found = end;
      }
  } catch (const std::invalid_argument&) {
    return std::nullopt;  // check_formulas reports the place and the time
  }
  return found;
}

double position(const input::Case& c, int a, int side) {
  return side == 0 ? c.mesh.lower[a] : c.mesh.upper[a];
}

void require_fitting_boundary(const input::Case& c, const AxisEnds& ends, int a) {
  if (c.mesh.boundary[a] != meshes::Boundary::reflecting) return;
  for (int side = 0; side < 2; ++side) {
    const auto& end = ends[a][side];
    if (!end || end->tensor_exponent == 0 || sde::end_class(*end) != sde::EndClass::exit) continue;
    throw input::case_error(
        c, fmt::format("mesh.boundary[{}]", a),
        fmt::format("reflects at {}, where the noise vanishes and the drift does not lead back "
                    "inside (an exit end: what reaches it cannot leave it): use \"absorbing\", or "
                    "change the drift or the mesh",
                    position(c, a, side)));
  }
}

}  // namespace

AxisEnds axis_ends(const input::Case& c, const sde::Sde& sde) {
  AxisEnds ends(c.dimension());
  for (int a = 0; a < c.dimension(); ++a) {
    if (c.mesh.boundary[a] == meshes::Boundary::periodic) {
      ends[a].fill(sde::AxisEnd{});
      continue;
    }
    for (int side = 0; side < 2; ++side) ends[a][side] = end_of(c, sde, a, side == 1);
    require_fitting_boundary(c, ends, a);
  }
  return ends;
}

meshes::SingularEnds singular_ends(const input::Case& c, const sde::Sde& sde, const AxisEnds& ends,
                                   int a) {
  meshes::SingularEnds result;
  if (!sde.diagonal()) return result;
  for (int side = 0; side < 2; ++side)
    if (ends[a][side]) result[side] = sde::singular_end(*ends[a][side], c.mesh.boundary[a]);
  return result;
}

namespace {
// Whether the density at an end of a full tensor may be such that (10b) does not follow it.
bool hard_to_follow(const sde::AxisEnd& end, meshes::Boundary boundary) {
  const auto singular = sde::singular_end(end, boundary);
  return singular && singular->noise_rules && (singular->reached || singular->exponent < 1);
}
}  // namespace

std::vector<std::string> uncarried_ends(const input::Case& c, const sde::Sde& sde,
                                        const AxisEnds& ends) {
  std::vector<std::string> lines;
  for (int a = 0; a < c.dimension(); ++a)
    for (int side = 0; side < 2; ++side) {
      const auto& end = ends[a][side];
      if (end && (sde.diagonal() || !hard_to_follow(*end, c.mesh.boundary[a]))) continue;
      lines.push_back(fmt::format(
          "{} = {}: the noise vanishes and {}; a density that is infinite there has a large error, "
          "so nothing is verified",
          std::string_view("xyz").substr(a, 1), position(c, a, side),
          end ? "drives several axes" : "the drift beside it varies along the end or with time"));
    }
  return lines;
}

std::string describe(const input::Case& c, const sde::Sde& sde, const AxisEnds& ends) {
  std::string text;
  for (int a = 0; a < c.dimension(); ++a) {
    const meshes::SingularEnds exponents = singular_ends(c, sde, ends, a);
    for (int side = 0; side < 2; ++side) {
      const auto& end = ends[a][side];
      if (!end || end->tensor_exponent == 0) continue;
      text += fmt::format("# end: {} = {} is {}, D ~ r^{:.3g}, 2 f r/D -> {:.4g}",
                          std::string_view("xyz").substr(a, 1), position(c, a, side),
                          name(sde::end_class(*end)), end->tensor_exponent, end->drift_ratio);
      if (exponents[side])
        text += fmt::format("; the density ~ r^{:.4g} is carried by the scheme",
                            exponents[side]->exponent);
      text += '\n';
    }
  }
  for (const std::string& line : uncarried_ends(c, sde, ends)) text += "# end: " + line + '\n';
  return text;
}

}  // namespace loschmidt::setup
