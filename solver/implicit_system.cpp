#include "solver/implicit_system.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace loschmidt::solver {

namespace {

// Target for the largest |r_i| / (|A||x| + |b|)_i. Its floor is a few units of roundoff. Where
// refinement stalls above the target, a residual of at most accepted_residual is accepted.
constexpr double wanted_residual = 1e-14;
// Target for |Σ r_i| / Σ|b_i|. In a stiff system the terms of a row are much larger than what it
// conserves.
constexpr double wanted_total = 1e-15;
constexpr double accepted_residual = 1e-12;
constexpr int most_refinements = 30;
constexpr double correction_work = 100;  // per correction, in products: docs/solver-methods.md

using Rates = std::vector<double>;

// Returns the part of the rate out of each cell that enters no other cell: absorption.
std::vector<double> absorbed_by_walls(const Generator& generator) {
  constexpr double roundoff = 1e-14;
  std::vector<double> exits(generator.leave.size(), 0.0);
  for (const Link& link : generator.links)
    for (std::size_t n = 0; n < exits.size(); ++n) {
      exits[n] += link.exit_below[n];
      exits[n] += link.exit_above[n];
    }
  for (std::size_t n = 0; n < exits.size(); ++n) {
    const double rest = generator.leave[n] - exits[n];
    exits[n] = rest > roundoff * generator.leave[n] ? rest : 0.0;
  }
  return exits;
}

// Adds one side of a link over a row: net += in·x(neighbour) − out·x, and to gross the sum of the
// absolute values of both terms.
void add_side(int width, const double* __restrict x, std::ptrdiff_t stride,
              const double* __restrict in, const double* __restrict out, double* __restrict net,
              double* __restrict gross) {
  for (int i = 0; i < width; ++i) {
    const double enters = in[i] * x[i + stride];
    const double leaves = out[i] * x[i];
    net[i] += enters - leaves;
    gross[i] += std::abs(enters) + std::abs(leaves);
  }
}

}  // namespace

ImplicitSystem::ImplicitSystem(const Decomposition& decomposition, Equation equation)
    : decomposition_(&decomposition),
      equation_(equation),
      matrix_(decomposition, equation),
      values_(decomposition) {}

void ImplicitSystem::set_rates(Generator generator) {
  rates_ = std::move(generator);
  absorbed_ = absorbed_by_walls(*rates_);
  assembled_ = false;
  new_rates_ = true;
}

void ImplicitSystem::set_coefficient(double c) {
  if (c == coefficient_) return;
  coefficient_ = c;
  assembled_ = false;
}

void ImplicitSystem::multiply(std::span<const double> x) {
  const meshes::Block& block = decomposition_->block();
  const meshes::Block& ghosted = decomposition_->ghosted();
  values_.set(x);
  decomposition_->update_ghosts(values_.vector());
  net_.resize(block.size());
  gross_.resize(block.size());
  for (std::size_t n = 0; n < block.size(); ++n) {
    gross_[n] = absorbed_[n] * std::abs(x[n]);
    net_[n] = -absorbed_[n] * x[n];
  }
  const ArrayOf array(values_.vector());
  for (const Link& link : rates_->links) {
    const Inflow enter = inflow(link, equation_);
    const std::ptrdiff_t stride = stride_of(link.offset, ghosted);
    for_each_row(block, ghosted, [&](std::size_t b, std::size_t g) {
      const auto add = [&](std::ptrdiff_t step, const Rates& in, const Rates& out) {
        add_side(block.extent(0), array.data() + g, step, in.data() + b, out.data() + b,
                 net_.data() + b, gross_.data() + b);
      };
      add(-stride, enter.below, link.exit_below);
      add(stride, enter.above, link.exit_above);
    });
  }
}

std::vector<double> ImplicitSystem::derivative(std::span<const double> x) {
  multiply(x);
  return net_;
}

std::vector<double> ImplicitSystem::exit_flows(std::span<const double> x) const {
  if (equation_ == Equation::backward) return {};
  return flows(rates_->exits, x);
}

ImplicitSystem::Defect ImplicitSystem::residual(std::span<const double> b,
                                                std::span<const double> x) {
  multiply(x);
  residual_.resize(x.size());
  double worst = failed_ ? std::numeric_limits<double>::infinity() : 0;
  std::array<double, 2> sums{};
  for (std::size_t n = 0; n < x.size(); ++n) {
    residual_[n] = b[n] - x[n] + coefficient_ * net_[n];
    const double terms = std::abs(b[n]) + std::abs(x[n]) + coefficient_ * gross_[n];
    if (!std::isfinite(terms)) worst = std::numeric_limits<double>::infinity();
    if (terms > unresolved_mass) worst = std::max(worst, std::abs(residual_[n]) / terms);
    sums[0] += residual_[n];
    sums[1] += std::abs(b[n]);
  }
  if (equation_ == Equation::backward) return {decomposition_->maximum(worst), 0};
  MPI_Allreduce(MPI_IN_PLACE, sums.data(), 2, MPI_DOUBLE, MPI_SUM, decomposition_->comm());
  const double lost = sums[1] > unresolved_mass ? std::abs(sums[0]) / sums[1] : 0;
  return {decomposition_->maximum(worst), lost};
}

int ImplicitSystem::solve(std::span<const double> b, std::vector<double>& x) {
  if (!assembled_) matrix_.assemble(*rates_, coefficient_, new_rates_);
  assembled_ = true;
  new_rates_ = false;
  failed_ = false;
  int iterations = 0;
  if (matrix_.direct()) {  // a direct solve needs no guess, so no residual of a guess
    std::ranges::fill(x, 0.0);
    residual_.assign(b.begin(), b.end());
    iterations += correct(x);
  }
  double last = std::numeric_limits<double>::infinity();
  for (int cycle = 0; cycle < most_refinements; ++cycle) {
    const Defect defect = residual(b, x);
    const bool solved = defect.row <= wanted_residual && defect.total <= wanted_total;
    // A failed solve has left x unchanged.
    const double reached = std::isfinite(defect.row) ? defect.row : last;
    if (solved || (reached <= accepted_residual && reached > 0.5 * last))
      return static_cast<int>(decomposition_->maximum(iterations));
    if (!std::isfinite(defect.row)) break;
    last = defect.row;
    iterations += correct(x);
  }
  throw std::runtime_error(
      fmt::format("the linear solver does not converge: its residual stays at {:.1e} of the terms "
                  "of a row (the tails of the density would be lost): use smaller steps, or change "
                  "the solver with options behind -- such as -density_ksp_type gmres",
                  last));
}

int ImplicitSystem::correct(std::vector<double>& x) {
  const auto iterations = matrix_.correct(residual_, x);
  failed_ = !iterations;
  decomposition_->report_work(correction_work);
  return iterations.value_or(0);
}

}  // namespace loschmidt::solver
