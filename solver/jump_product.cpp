#include "solver/jump_product.hpp"

#include <algorithm>

namespace loschmidt::solver {

namespace {

// Bytes of cache that rows may use: more than a core's own cache holds, less than its share of the
// common one. Measured: 384 kB are slower by a quarter at 1024², by half at 128³.
constexpr double cache_bytes = 2 << 20;
constexpr int most_products = 16;

// Cells along the second and third axis by which one product follows the one before it.
meshes::Index lag(const Decomposition& d) {
  const int width = d.stencil().width;
  const int dimension = d.mesh().dimension();
  return {0, dimension > 1 ? width : 0, dimension > 2 ? width : 0};
}

// Returns the part of a row where jumps have nonzero rates: along an axis the whole row, obliquely
// only parts of it.
std::array<int, 2> used_part(const meshes::Index& offset, const double* below, const double* above,
                             int width) {
  if (std::ranges::count(offset, 0) == 2) return {0, width};
  const auto idle = [&](int i) { return below[i] == 0 && above[i] == 0; };
  int begin = 0;
  int end = width;
  while (begin < end && idle(begin)) ++begin;
  while (begin < end && idle(end - 1)) --end;
  return {begin, end};
}

}  // namespace

JumpProduct::JumpProduct(const Decomposition& decomposition, const Generator& generator,
                         double rate, Equation equation, std::optional<Blocking> blocking,
                         const JumpKernels& kernels)
    : decomposition_(&decomposition), kernels_(&kernels), exit_cells_(generator.exits.cells) {
  std::ranges::sort(exit_cells_);
  exit_cells_.erase(std::ranges::unique(exit_cells_).begin(), exit_cells_.end());
  lay_out(generator, rate > 0 ? 1 / rate : 0, equation);
  blocking_ = blocking.value_or(fitting());
  // Ranks exchange ghosts between batches, so all of them take the same number of products.
  blocking_.products = static_cast<int>(-decomposition.maximum(-blocking_.products));
}

void JumpProduct::lay_out(const Generator& generator, double scale, Equation equation) {
  const std::size_t cells = generator.leave.size();
  const int width = decomposition_->block().extent(0);
  const std::size_t rows = cells > 0 ? cells / width : 0;
  // Reserves enough that pointers into these arrays stay valid; memory that oblique pairs do not
  // use is never touched.
  probabilities_.reserve((1 + 2 * generator.links.size()) * cells);
  pairs_.reserve(rows * generator.links.size());
  rows_.reserve(rows);
  const auto append = [&](const std::vector<double>& rates, std::size_t begin, std::size_t end) {
    const double* place = probabilities_.data() + probabilities_.size();
    for (std::size_t n = begin; n < end; ++n) probabilities_.push_back(rates[n] * scale);
    return place;
  };
  for (std::size_t start = 0; start < cells; start += width) {
    rows_.push_back(
        {probabilities_.data() + probabilities_.size(), pairs_.data() + pairs_.size(), 0});
    for (std::size_t n = start; n < start + width; ++n)
      probabilities_.push_back(1 - generator.leave[n] * scale);
    for (const Link& link : generator.links) {
      const auto& [below, above] = inflow(link, equation);
      const auto [begin, end] =
          used_part(link.offset, below.data() + start, above.data() + start, width);
      if (begin == end) continue;
      pairs_.push_back({stride_of(link.offset, decomposition_->ghosted()), begin, end,
                        append(below, start + begin, start + end),
                        append(above, start + begin, start + end)});
      ++rows_.back().count;
    }
  }
}

// Returns the blocking with the fewest bytes from memory per product for which the rows between the
// first product and the last stay in the cache. On three axes rows are taken in strips; where a
// strip begins, the rows of the strip before are read once more.
Blocking JumpProduct::fitting() const {
  const meshes::Block& block = decomposition_->block();
  if (block.size() == 0) return {most_products, 1};
  const meshes::Index behind = lag(*decomposition_);
  const double row_bytes =
      8.0 * static_cast<double>((probabilities_.size() + 3 * block.size()) / rows_.size());
  Blocking best{1, block.extent(1)};
  double least = 1;
  for (int products = 2; products <= most_products; ++products) {
    const int planes = std::min(block.extent(2), 1 + (products + 1) * behind[2]);
    const int spare =
        static_cast<int>(cache_bytes / (row_bytes * planes)) - (products + 1) * behind[1];
    const int rows = block.extent(2) > 1 ? std::min(spare, block.extent(1)) : 1;
    if (spare < 1) break;
    const double again = block.extent(2) > 1 ? (products - 1) * behind[1] : 0;
    const double bytes = (rows + again) / (double(rows) * products);
    if (bytes >= least) continue;
    best = {products, rows};
    least = bytes;
  }
  return best;
}

void JumpProduct::apply(Masses& values, Masses& scratch, Masses& sum,
                        std::span<const double> weights, ExitSums at_exits) const {
  while (!weights.empty()) {
    const std::size_t now = std::min<std::size_t>(weights.size(), blocking_.products);
    batch(values, scratch, sum, weights.first(now), at_exits);
    weights = weights.subspan(now);
    if (!at_exits.weights.empty()) at_exits.weights = at_exits.weights.subspan(now);
    decomposition_->report_work(static_cast<double>(now));
  }
}

// First a batch takes every product on the cells that need no ghosts of the product before, then
// the rest of each product, one after the other. The values of product k − 1 that the rest of
// product k needs still exist, because product k + 1, which overwrites them, has not been taken
// near those cells.
void JumpProduct::batch(Masses& values, Masses& scratch, Masses& sum,
                        std::span<const double> weights, const ExitSums& at_exits) const {
  decomposition_->update_ghosts(values.vector());
  const auto step = [&](std::size_t k, const double* from, double* to, double* total) {
    Step result{from, to, total, weights[k]};
    if (at_exits.weights.empty()) return result;
    result.exit_weight = at_exits.weights[k];
    result.exit_sums = at_exits.sums.data();
    return result;
  };
  {
    const ArrayOf even(values.vector());
    const ArrayOf odd(scratch.vector());
    const ArrayOf total(sum.vector());
    std::vector<Step> steps;
    for (std::size_t k = 0; k < weights.size(); ++k)
      steps.push_back(k % 2 == 0 ? step(k, even.data(), odd.data(), total.data())
                                 : step(k, odd.data(), even.data(), total.data()));
    sweep(steps);
  }
  values.swap(scratch);
  for (std::size_t k = 1; k < weights.size(); ++k) {
    decomposition_->update_ghosts(values.vector());
    const ArrayOf from(values.vector());
    const ArrayOf to(scratch.vector());
    const ArrayOf total(sum.vector());
    complete(step(k, from.data(), to.data(), total.data()), ghostless(static_cast<int>(k)));
    values.swap(scratch);
  }
}

// Returns the cells that so many products after an exchange of ghosts reach without another
// exchange: those at least as many stencils away from ghosts of other ranks or of a periodic axis.
meshes::Block JumpProduct::ghostless(int products) const {
  const meshes::Mesh& mesh = decomposition_->mesh();
  const meshes::Block& block = decomposition_->block();
  const int away = products * decomposition_->stencil().width;
  meshes::Block inner = block;
  for (int a = 0; a < mesh.dimension(); ++a) {
    const bool periodic = mesh.axis(a).periodic();
    if (periodic || block.begin[a] > 0) inner.begin[a] += away;
    if (periodic || block.end[a] < mesh.extent(a)) inner.end[a] -= away;
    if (inner.begin[a] >= inner.end[a]) return {block.begin, block.begin};
  }
  return inner;
}

// Sweeps plane by plane along the third axis, in strips along the second. Product k stays k
// stencils behind: product k − 1 is then complete on all cells around, and product k − 2, which it
// overwrites, is no longer needed.
void JumpProduct::sweep(std::span<const Step> steps) const {
  const meshes::Block& block = decomposition_->block();
  const meshes::Index behind = lag(*decomposition_);
  const int last = static_cast<int>(steps.size()) - 1;
  std::vector<meshes::Block> reach;
  for (int k = 0; k <= last; ++k) reach.push_back(ghostless(k));
  for (int y = block.begin[1]; y < block.end[1] + last * behind[1]; y += blocking_.rows)
    for (int z = block.begin[2]; z < block.end[2] + last * behind[2]; ++z)
      for (int k = 0; k <= last; ++k) {
        const int from_y = y - k * behind[1];
        const int at_z = z - k * behind[2];
        const meshes::Block strip{{block.begin[0], from_y, at_z},
                                  {block.end[0], from_y + blocking_.rows, at_z + 1}};
        take(steps[k], common_part(strip, reach[k]));
      }
}

void JumpProduct::complete(const Step& step, const meshes::Block& done) const {
  meshes::Block rest = decomposition_->block();
  for (const int a : {2, 1, 0}) {
    meshes::Block below = rest;
    meshes::Block above = rest;
    below.end[a] = done.begin[a];
    above.begin[a] = done.end[a];
    take(step, below);
    take(step, above);
    rest.begin[a] = done.begin[a];
    rest.end[a] = done.end[a];
  }
}

void JumpProduct::take(const Step& step, const meshes::Block& part) const {
  const meshes::Block& block = decomposition_->block();
  const meshes::Block& ghosted = decomposition_->ghosted();
  if (part.size() == 0) return;
  for (int z = part.begin[2]; z < part.end[2]; ++z)
    for (int y = part.begin[1]; y < part.end[1]; ++y) {
      const meshes::Index first{block.begin[0], y, z};
      const std::size_t row = block.local(first) / block.extent(0);
      const std::size_t g = ghosted.local(first);
      kernels_->product(rows_[row], part.begin[0] - block.begin[0], part.end[0] - block.begin[0],
                        step.from + g, step.to + g, step.sum + g, step.weight);
      if (step.exit_sums == nullptr) continue;
      const std::size_t start = block.local(first);
      add_at_exits(step, start + part.begin[0] - block.begin[0],
                   start + part.end[0] - block.begin[0], step.to + g);
    }
}

// Adds the new values of the cells number begin … end − 1 of the block, within the row that starts
// at `row` in the array of values.
void JumpProduct::add_at_exits(const Step& step, std::size_t begin, std::size_t end,
                               const double* row) const {
  const std::size_t width = decomposition_->block().extent(0);
  const auto first = std::ranges::lower_bound(exit_cells_, begin);
  for (auto cell = first; cell != exit_cells_.end() && *cell < end; ++cell)
    step.exit_sums[cell - exit_cells_.begin()] += step.exit_weight * row[*cell % width];
}

}  // namespace loschmidt::solver
