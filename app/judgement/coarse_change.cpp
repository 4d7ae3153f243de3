#include "app/judgement/coarse_change.hpp"

#include "solver/extrapolation.hpp"
#include "validation/allowance.hpp"

namespace loschmidt {

double length_of_change(const Mesh& coarse, const Mesh& fine, const std::array<int, 3>& factor,
                        std::span<const double> change, std::span<const double> fine_mass,
                        const Bins& bins) {
  const auto coarse_mass = restrict_mass(coarse, fine, factor, fine_mass);
  const Block cells = coarse.all_cells();
  std::vector<double> shared(fine_mass.size(), 0.0);
  std::size_t n = 0;
  for_each(fine.all_cells(), [&](const Index& i) {
    const std::size_t c = cells.local({i[0] / factor[0], i[1] / factor[1], i[2] / factor[2]});
    if (coarse_mass[c] > 0) shared[n] = change[c] * (fine_mass[n] / coarse_mass[c]);
    ++n;
  });
  return chi_norm(bins, sum_by_bin(bins, shared));
}

}  // namespace loschmidt
