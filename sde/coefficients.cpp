#include "sde/coefficients.hpp"

#include <cmath>

#include "sde/derivative.hpp"

namespace loschmidt::sde {

namespace {

// One point of a table, with the spacing of the differences of formulas there.
class Place {
 public:
  Place(const Sde& sde, const meshes::PointGrid& grid, const meshes::Index& i, double t)
      : sde_(sde), grid_(grid), x_(grid.point(i)), t_(t) {
    for (int a = 0; a < grid.dimension; ++a) resolution_[a] = grid.resolution[a][i[a]];
  }

  double tensor(int i, int j) const { return sde_.diffusion_tensor(i, j, x_, t_); }
  double noise(int i, int k) const { return sde_.diffusion(i, k, x_, t_); }

  // Returns (∇·D)_i = Σ_j ∂_j D_ij.
  double divergence(int i) const {
    double sum = 0;
    for (int j = 0; j < sde_.dimension(); ++j)
      if (sde_.tensor_depends_on_axis(i, j, j))
        sum += slope(j, [&](const meshes::Point& y) { return sde_.diffusion_tensor(i, j, y, t_); });
    return sum;
  }

  double ito_drift(int i, double divergence) const {
    const double f = sde_.drift(i)(x_, t_);
    require_finite(f, sde_.drift(i), x_, t_);
    const double place = place_in_step(sde_.interpretation());
    return place == 0 ? f : f + place * spurious(i, divergence);
  }

 private:
  template <class Function>
  double slope(int j, Function&& function) const {
    return derivative(function, grid_, j, x_, resolution_[j]);
  }

  // Returns Σ_jk g_jk ∂_j g_ik = (∇·D)_i − Σ_k g_ik ∇·g_k. Where no Wiener process drives two axes
  // this is ½ (∇·D)_i, which is smooth where g = √x is not.
  double spurious(int i, double divergence) const {
    if (sde_.diagonal()) return 0.5 * divergence;
    double sum = divergence;
    for (int k = 0; k < sde_.noises(); ++k)
      for (int j = 0; j < sde_.dimension(); ++j) {
        const Formula* g = sde_.diffusion(j, k);
        if (g != nullptr && g->depends_on_axis(j) && sde_.diffusion(i, k) != nullptr)
          sum -= noise(i, k) *
                 slope(j, [&](const meshes::Point& y) { return sde_.diffusion(j, k, y, t_); });
      }
    return sum;
  }

  const Sde& sde_;
  const meshes::PointGrid& grid_;
  meshes::Point x_;
  meshes::Point resolution_{};
  double t_;
};

void add_tensor(const Place& place, const Sde& sde, std::span<const int> axes,
                Coefficients& table) {
  auto& tensor = table.tensor.values();
  if (table.tensor.diagonal()) {
    for (const int a : axes) tensor.push_back(place.tensor(a, a));
    return;
  }
  for (int i = 0; i < sde.dimension(); ++i)
    for (int j = 0; j <= i; ++j) tensor.push_back(place.tensor(i, j));
  for (int i = 0; i < sde.dimension(); ++i)
    for (int k = 0; k < sde.noises(); ++k) table.diffusion.push_back(place.noise(i, k));
}

// Reserves the final size, since vectors that grow take up to twice that.
void reserve(Coefficients& table, std::size_t points) {
  const int d = table.components;
  table.drift.reserve(points * d);
  table.divergence.reserve(points * d);
  table.tensor.values().reserve(points * table.tensor.size());
  table.diffusion.reserve(points * d * table.noises);
}

}  // namespace

Coefficients tabulate(const Sde& sde, const meshes::PointGrid& points, std::span<const int> axes,
                      double t) {
  Coefficients table;
  table.components = static_cast<int>(axes.size());
  const bool full = !sde.diagonal() && table.components == sde.dimension();
  if (full) table.noises = sde.noises();
  table.tensor = {table.components, full ? TensorLayout::packed : TensorLayout::diagonal};
  reserve(table, points.size());
  meshes::for_each(points.shape(), [&](const meshes::Index& i) {
    const Place place(sde, points, i, t);
    for (const int a : axes) {
      const double divergence = place.divergence(a);
      table.drift.push_back(place.ito_drift(a, divergence));
      table.divergence.push_back(divergence);
    }
    add_tensor(place, sde, axes, table);
  });
  return table;
}

namespace {
std::vector<double> mean(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> result(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) result[i] = 0.5 * (a[i] + b[i]);
  return result;
}
}  // namespace

Coefficients average(const Coefficients& a, const Coefficients& b) {
  Coefficients result;
  result.components = a.components;
  result.drift = mean(a.drift, b.drift);
  result.tensor = {a.components, a.tensor.layout(), mean(a.tensor.values(), b.tensor.values())};
  result.divergence = mean(a.divergence, b.divergence);
  return result;
}

CoefficientTable::CoefficientTable(const Sde& sde, const TimeFactor& factor,
                                   meshes::PointGrid points, std::vector<int> axes)
    : sde_(&sde), factor_(&factor), points_(std::move(points)), axes_(std::move(axes)) {}

const Coefficients& CoefficientTable::at(double t) {
  const double tabulated = factor_->separable() ? factor_->reference_time() : t;
  if (time_ != tabulated) {
    table_ = tabulate(*sde_, points_, axes_, tabulated);
    time_ = tabulated;
  }
  return table_;
}

}  // namespace loschmidt::sde
