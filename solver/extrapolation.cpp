#include "solver/extrapolation.hpp"

#include <cmath>

#include "meshes/interpolation.hpp"
#include "solver/score.hpp"

namespace loschmidt {

std::vector<double> restrict_mass(const Mesh& coarse, const Mesh& fine,
                                  const std::array<int, 3>& factor,
                                  std::span<const double> fine_mass) {
  std::vector<double> sum(coarse.cells(), 0.0);
  const Block cells = coarse.all_cells();
  std::size_t n = 0;
  for_each(fine.all_cells(), [&](const Index& i) {
    sum[cells.local({i[0] / factor[0], i[1] / factor[1], i[2] / factor[2]})] += fine_mass[n++];
  });
  return sum;
}

std::vector<double> restrict_by_two(const Mesh& coarse, const Mesh& fine,
                                    std::span<const double> fine_mass) {
  std::array<int, 3> factor{1, 1, 1};
  for (int a = 0; a < coarse.dimension(); ++a) factor[a] = 2;
  return restrict_mass(coarse, fine, factor, fine_mass);
}

namespace {

// The fine scores across axis a at the midpoints of the coarse faces: every second face along a,
// interpolated at fourth order along the others (a plain mean would leave an error of h²).
std::vector<double> at_coarse_faces(const Mesh& coarse, const Mesh& fine, int a,
                                    const std::vector<double>& fine_score) {
  const Block faces = fine.all_faces(a);
  Block kept = coarse.all_faces(a);
  for (int b = 0; b < coarse.dimension(); ++b)
    if (b != a) kept.end[b] = fine.extent(b);
  std::vector<double> values;
  values.reserve(kept.size());
  for_each(kept, [&](Index i) {
    i[a] *= 2;
    values.push_back(fine_score[faces.local(i)]);
  });
  std::array<int, 3> shape = kept.end;
  for (int b = 0; b < coarse.dimension(); ++b) {
    if (b == a) continue;
    const Axis& axis = fine.axis(b);
    const AxisInterpolation along(axis.centers(), coarse.axis(b).centers(),
                                  axis.periodic() ? axis.length() : 0);
    values = interpolate(along, b, shape, values);
    shape[b] = along.targets();
  }
  return values;
}

double extrapolated(double coarse, double fine) {
  if (coarse < unresolved_mass || fine < unresolved_mass) return fine;
  return fine * std::cbrt(fine / coarse);  // exp((4 log fine − log coarse)/3)
}

}  // namespace

std::vector<double> extrapolate_mass(const Mesh& coarse, std::span<const double> coarse_mass,
                                     const Mesh& fine, std::span<const double> fine_mass) {
  auto mass = restrict_by_two(coarse, fine, fine_mass);
  for (std::size_t i = 0; i < mass.size(); ++i) mass[i] = extrapolated(coarse_mass[i], mass[i]);
  return mass;
}

Extrapolated extrapolate(const Mesh& coarse, std::span<const double> coarse_mass, const Mesh& fine,
                         std::span<const double> fine_mass) {
  Extrapolated result;
  result.mass = extrapolate_mass(coarse, coarse_mass, fine, fine_mass);
  const double survival =
      coarse.absorbing() ? extrapolated(total(coarse_mass), total(fine_mass)) : 1;
  const double excess = total(result.mass) / survival;
  for (double& m : result.mass) m /= excess;

  result.regular_score = regular_score(coarse, coarse_mass);
  const FaceField fine_score = regular_score(fine, fine_mass);
  for (int a = 0; a < coarse.dimension(); ++a) {
    const auto fine_values = at_coarse_faces(coarse, fine, a, fine_score.across[a]);
    auto& score = result.regular_score.across[a];
    for (std::size_t n = 0; n < score.size(); ++n) score[n] = (4 * fine_values[n] - score[n]) / 3;
  }
  return result;
}

}  // namespace loschmidt
