#include "solver/uniformization.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace loschmidt {

namespace {

// Weights below this fraction are dropped: cells down to about 1e-16 of the largest keep 1e-13.
constexpr double negligible_weight = 1e-26;
constexpr double most_products = 1e9;
constexpr double longest_series = 400;  // Λτ per series: exp(−400) is still a normal number

std::vector<double> scaled(const std::vector<double>& values, double factor) {
  std::vector<double> result = values;
  for (double& v : result) v *= factor;
  return result;
}

}  // namespace

Uniformization::Uniformization(const Decomposition& decomposition, const Generator& generator,
                               Carried carried)
    : decomposition_(&decomposition) {
  double fastest = 0;
  for (const double r : generator.leave) fastest = std::max(fastest, r);
  rate_ = decomposition.maximum(fastest);
  const double scale = rate_ > 0 ? 1 / rate_ : 0;
  stay_.resize(generator.leave.size());
  for (std::size_t n = 0; n < stay_.size(); ++n) stay_[n] = 1 - generator.leave[n] * scale;
  const bool masses = carried == Carried::masses;
  for (const Link& link : generator.links)
    pairs_.push_back({stride_of(link.offset, decomposition.ghosted()),
                      scaled(masses ? link.enter_below : link.exit_below, scale),
                      scaled(masses ? link.enter_above : link.exit_above, scale),
                      used_part(link, decomposition.block())});
}

std::vector<Uniformization::Range> Uniformization::used_part(const Link& link, const Block& block) {
  std::vector<Range> used;
  const int width = block.extent(0);
  for (std::size_t row = 0; row < block.size(); row += width) {
    const auto idle = [&](int i) {
      return link.exit_below[row + i] == 0 && link.exit_above[row + i] == 0 &&
             link.enter_below[row + i] == 0 && link.enter_above[row + i] == 0;
    };
    Range range{0, width};
    while (range.begin < range.end && idle(range.begin)) ++range.begin;
    while (range.begin < range.end && idle(range.end - 1)) --range.end;
    used.push_back(range);
  }
  return used;
}

namespace {

// out = stay·m + below·m(−stride) + above·m(+stride) over a row; further neighbours add to it.
void begin_row(int width, const double* __restrict m, std::ptrdiff_t stride,
               const double* __restrict stay, const double* __restrict below,
               const double* __restrict above, double* __restrict out) {
  for (int i = 0; i < width; ++i)
    out[i] = stay[i] * m[i] + below[i] * m[i - stride] + above[i] * m[i + stride];
}

void add_pair(int width, const double* __restrict m, std::ptrdiff_t stride,
              const double* __restrict below, const double* __restrict above,
              double* __restrict out) {
  for (int i = 0; i < width; ++i) out[i] += below[i] * m[i - stride] + above[i] * m[i + stride];
}

void accumulate(int width, double weight, const double* __restrict values, double* __restrict sum) {
  for (int i = 0; i < width; ++i) sum[i] += weight * values[i];
}

}  // namespace

void Uniformization::product(const double* from, double* to, double* sum, double weight) const {
  const Block& block = decomposition_->block();
  const int width = block.extent(0);
  for_each_row(block, decomposition_->ghosted(), [&](std::size_t b, std::size_t g) {
    const Pair& first = pairs_.front();
    begin_row(width, from + g, first.stride, stay_.data() + b, first.below.data() + b,
              first.above.data() + b, to + g);
    for (auto pair = pairs_.begin() + 1; pair != pairs_.end(); ++pair) {
      const auto [begin, end] = pair->used[b / width];
      add_pair(end - begin, from + g + begin, pair->stride, pair->below.data() + b + begin,
               pair->above.data() + b + begin, to + g + begin);
    }
    accumulate(width, weight, to + g, sum + g);
  });
}

double Uniformization::products(double mean) {
  if (!(mean > 0)) return 0;
  const double parts = std::ceil(mean / longest_series);
  double products = 0;
  for (double weight = std::exp(-mean / parts);
       products < mean / parts || weight > negligible_weight;)
    weight *= mean / parts / ++products;
  return parts * products;
}

int Uniformization::series(Masses& masses, Masses& next, Masses& sum, double mean) const {
  double weight = std::exp(-mean);
  double weights = weight;
  int products = 0;
  const bool active = masses.vector() != nullptr;
  if (active) petsc::check(VecAXPBY(sum.vector(), weight, 0.0, masses.vector()));
  while (products < mean || weight > negligible_weight) {
    weight *= mean / ++products;
    weights += weight;
    decomposition_->update_ghosts(masses.vector());
    if (active) {
      const ArrayOf from(masses.vector());
      const ArrayOf to(next.vector());
      const ArrayOf total(sum.vector());
      product(from.data(), to.data(), total.data(), weight);
    }
    masses.swap(next);
  }
  if (active) petsc::check(VecScale(sum.vector(), 1 / weights));
  masses.swap(sum);
  return products;
}

int Uniformization::advance(Masses& masses, double clock) const {
  const double work = rate_ * clock;
  if (!(work < most_products))
    throw std::runtime_error(
        fmt::format("uniformization would take {:.1e} products for one interval (the mesh is too "
                    "fine for this drift and noise): use fewer cells",
                    work));
  if (!(work > 0)) return 0;
  const int parts = static_cast<int>(std::ceil(work / longest_series));
  Masses next(*decomposition_);
  Masses sum(*decomposition_);
  int products = 0;
  for (int s = 0; s < parts; ++s) products += series(masses, next, sum, work / parts);
  return products;
}

}  // namespace loschmidt
