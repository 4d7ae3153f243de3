#include "app/judgement/coarse_change.hpp"

#include "solver/extrapolation.hpp"
#include "validation/allowance.hpp"

namespace loschmidt::judgement {

double length_of_change(const meshes::Mesh& coarse, const meshes::Mesh& fine,
                        const std::array<int, 3>& factor, std::span<const double> change,
                        std::span<const double> fine_mass, const validation::Bins& bins) {
  const auto coarse_mass = solver::restrict_mass(coarse, fine, factor, fine_mass);
  const meshes::Block cells = coarse.all_cells();
  std::vector<double> shared(fine_mass.size(), 0.0);
  std::size_t n = 0;
  meshes::for_each(fine.all_cells(), [&](const meshes::Index& i) {
    const std::size_t c = cells.local({i[0] / factor[0], i[1] / factor[1], i[2] / factor[2]});
    if (coarse_mass[c] > 0) shared[n] = change[c] * (fine_mass[n] / coarse_mass[c]);
    ++n;
  });
  return validation::chi_norm(bins, validation::sum_by_bin(bins, shared));
}

}  // namespace loschmidt::judgement
