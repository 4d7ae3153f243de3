#include "sde/coefficients.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sde/derivative.hpp"

namespace loschmidt::sde {

namespace {

// One point of a table, with the spacing of the differences of formulas there.
class Place {
 public:
  Place(const Sde& sde, const meshes::PointGrid& grid, const meshes::Index& i, double t)
      : sde_(sde), grid_(grid), x_(grid.point(i)), sides_(sides_of(grid, i, beside)), t_(t) {
    for (int a = 0; a < grid.dimension; ++a) resolution_[a] = grid.resolution[a][i[a]];
    if (sides_.count > 1) require_continuous_noise(sides_of(grid, i, 0.5));
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
    const double f = drift(i);
    const double place = place_in_step(sde_.interpretation());
    return place == 0 ? f : f + place * spurious(i, divergence);
  }

 private:
  // A distance from a break, in cells, at which formulas have the value of one side of it.
  static constexpr double beside = 1e-9;

  // Returns f_i; on breaks, where it may jump, the mean of all sides.
  double drift(int i) const {
    double sum = 0;
    for (const meshes::Point& x : sides_.all()) {
      const double f = sde_.drift(i)(x, t_);
      require_finite(f, sde_.drift(i), x, t_);
      sum += f;
    }
    return sum / sides_.count;
  }

  // Refuses noise that jumps at a break, whose ∇·D would be infinite. `around` has the places half
  // a cell away, which tell a jump from a steep slope.
  void require_continuous_noise(const meshes::Places& around) const {
    constexpr double largest_part = 1e-3;
    for (int i = 0; i < sde_.dimension(); ++i) {
      double largest = 0;
      for (const meshes::Point& x : around.all())
        largest = std::max(largest, sde_.diffusion_tensor(i, i, x, t_));
      std::vector<double> tensors;
      for (const meshes::Point& x : sides_.all())
        tensors.push_back(sde_.diffusion_tensor(i, i, x, t_));
      const auto [least, most] = std::ranges::minmax(tensors);
      if (most - least > largest_part * largest)
        throw std::invalid_argument(fmt::format(
            "the noise along {} jumps between D = {:g} and {:g} at a break (the derivative of D is "
            "infinite there): make it continuous",
            "xyz"[i], least, most));
    }
  }

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
  meshes::Places sides_;  // the place beside x_ on each side of its breaks
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
