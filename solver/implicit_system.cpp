#include "solver/implicit_system.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace loschmidt {

namespace {

// max |r_i| / (|A||x| + |b|)_i. A few units of roundoff are the floor; where refinement stalls
// above the target, what is still good enough is accepted.
constexpr double wanted_residual = 1e-14;
// |Σ r_i| / Σ|b_i|: in a stiff system the terms of a row are much larger than what it conserves.
constexpr double wanted_total = 1e-15;
constexpr double good_enough = 1e-12;
constexpr int most_refinements = 30;
// Each cycle of refinement gains this much; cycles rather than one tight solve, because the true
// residual is then seen.
constexpr double gain = 1e-6;
constexpr double never = 1e100;  // BiCGStab may grow before it falls: no reason to give up
// What floating point no longer resolves: cells far below the peak may underflow.
constexpr double unresolved = 1e-290;

using Rates = std::vector<double>;

// What enters a cell from below and above along a link, and what leaves it that way.
struct Sides {
  const Rates &in_below, &in_above;
};

Sides entering(const Link& link, Carried carried) {
  if (carried == Carried::masses) return {link.enter_below, link.enter_above};
  return {link.exit_below, link.exit_above};
}

// The rate out of each cell that is not the rate into another: absorption.
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

// net += in·x(neighbour) − out·x for one side of a link over a row, gross likewise without sign.
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

Index wrapped(const Mesh& mesh, const Index& cell, const Index& offset, int sign) {
  Index there = cell;
  for (int a = 0; a < mesh.dimension(); ++a) {
    const int n = mesh.extent(a);
    there[a] = (cell[a] + sign * offset[a] % n + n) % n;
  }
  return there;
}

// A tridiagonal matrix on one rank: ILU(0) is then the whole factorisation.
bool factorised(const Decomposition& d) {
  const Mesh& mesh = d.mesh();
  return mesh.dimension() == 1 && !mesh.axis(0).periodic() && d.block() == mesh.all_cells();
}

}  // namespace

ImplicitSystem::ImplicitSystem(const Decomposition& decomposition, Carried carried)
    : decomposition_(&decomposition),
      carried_(carried),
      direct_(factorised(decomposition)),
      values_(decomposition) {
  if (!decomposition.owns_cells()) return;
  petsc::check(KSPCreate(decomposition.active_comm(), ksp_.put()));
  petsc::check(KSPSetOptionsPrefix(ksp_.get(), "density_"));
  petsc::check(KSPSetType(ksp_.get(), direct_ ? KSPPREONLY : KSPBCGS));
  petsc::check(KSPSetTolerances(ksp_.get(), gain, 1e-300, never, 1000));
  PC pc = nullptr;
  petsc::check(KSPGetPC(ksp_.get(), &pc));
  petsc::check(PCSetType(pc, direct_ ? PCILU : PCBJACOBI));
  petsc::check(KSPSetFromOptions(ksp_.get()));
}

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
  const Block& block = decomposition_->block();
  const Block& ghosted = decomposition_->ghosted();
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
    const Sides in = entering(link, carried_);
    const std::ptrdiff_t stride = stride_of(link.offset, ghosted);
    for_each_row(block, ghosted, [&](std::size_t b, std::size_t g) {
      const auto add = [&](std::ptrdiff_t step, const Rates& enter, const Rates& exit) {
        add_side(block.extent(0), array.data() + g, step, enter.data() + b, exit.data() + b,
                 net_.data() + b, gross_.data() + b);
      };
      add(-stride, in.in_below, link.exit_below);
      add(stride, in.in_above, link.exit_above);
    });
  }
}

std::vector<double> ImplicitSystem::derivative(std::span<const double> x) {
  multiply(x);
  return net_;
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
    if (terms > unresolved) worst = std::max(worst, std::abs(residual_[n]) / terms);
    sums[0] += residual_[n];
    sums[1] += std::abs(b[n]);
  }
  if (carried_ == Carried::expectations) return {decomposition_->maximum(worst), 0};
  MPI_Allreduce(MPI_IN_PLACE, sums.data(), 2, MPI_DOUBLE, MPI_SUM, decomposition_->comm());
  return {decomposition_->maximum(worst), std::abs(sums[0]) / sums[1]};
}

int ImplicitSystem::solve(std::span<const double> b, std::vector<double>& x) {
  assemble();
  failed_ = false;
  int iterations = 0;
  if (direct_) {  // needs no guess, and so no residual of one
    std::ranges::fill(x, 0.0);
    residual_.assign(b.begin(), b.end());
    iterations += correct(x);
  }
  double last = std::numeric_limits<double>::infinity();
  for (int cycle = 0; cycle < most_refinements; ++cycle) {
    const Defect defect = residual(b, x);
    const bool solved = defect.row <= wanted_residual && defect.total <= wanted_total;
    // A solve that failed has left x as it was.
    const double reached = std::isfinite(defect.row) ? defect.row : last;
    if (solved || (reached <= good_enough && reached > 0.5 * last))
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

// The entry (row, column) of each rate exists exactly where the rate is not 0.
bool ImplicitSystem::pattern_fits() const {
  const std::size_t cells = rates_->leave.size();
  if (matrix_.get() == nullptr || !std::ranges::equal(rates_->links, offsets_, {}, &Link::offset))
    return false;
  std::size_t k = cells;
  for (const Link& link : rates_->links) {
    const Sides in = entering(link, carried_);
    for (const Rates* side : {&in.in_below, &in.in_above})
      for (const double rate : *side)
        if (columns_[k++] < 0 && rate != 0) return false;
  }
  return true;
}

void ImplicitSystem::create_matrix() {
  const Decomposition& d = *decomposition_;
  const Block& block = d.block();
  const int cells = static_cast<int>(block.size());
  columns_.clear();
  offsets_.clear();
  for_each(block, [&](const Index& i) { columns_.push_back(d.row(i)); });
  std::vector<int> rows(columns_);
  for (const Link& link : rates_->links) {
    const Sides in = entering(link, carried_);
    offsets_.push_back(link.offset);
    for (const auto& [side, sign] : {std::pair(&in.in_below, -1), std::pair(&in.in_above, 1)}) {
      std::size_t n = 0;
      for_each(block, [&](const Index& i) {
        rows.push_back(columns_[n]);
        columns_.push_back((*side)[n] != 0 ? d.row(wrapped(d.mesh(), i, link.offset, sign)) : -1);
        ++n;
      });
    }
  }
  petsc::check(MatCreate(d.active_comm(), matrix_.put()));
  petsc::check(MatSetSizes(matrix_.get(), cells, cells, PETSC_DETERMINE, PETSC_DETERMINE));
  petsc::check(MatSetType(matrix_.get(), MATAIJ));
  std::vector<int> columns(columns_);  // PETSc may reorder what it is given
  petsc::check(MatSetPreallocationCOO(matrix_.get(), static_cast<PetscCount>(columns.size()),
                                      rows.data(), columns.data()));
  petsc::check(MatCreateVecs(matrix_.get(), correction_.put(), right_.put()));
}

void ImplicitSystem::assemble() {
  if (assembled_) return;
  assembled_ = true;
  const bool new_pattern = new_rates_ && decomposition_->maximum(pattern_fits() ? 0 : 1) > 0;
  new_rates_ = false;
  if (!decomposition_->owns_cells()) return;
  if (new_pattern) create_matrix();
  entries_.clear();
  for (const double leave : rates_->leave) entries_.push_back(1 + coefficient_ * leave);
  for (const Link& link : rates_->links) {
    const Sides in = entering(link, carried_);
    for (const Rates* side : {&in.in_below, &in.in_above})
      for (const double rate : *side) entries_.push_back(-coefficient_ * rate);
  }
  petsc::check(MatSetValuesCOO(matrix_.get(), entries_.data(), INSERT_VALUES));
  petsc::check(KSPSetOperators(ksp_.get(), matrix_.get(), matrix_.get()));
}

// x += A⁻¹ r, as far as the iteration gets.
int ImplicitSystem::correct(std::vector<double>& x) {
  if (!decomposition_->owns_cells()) return 0;
  {
    const ArrayOf r(right_.get());
    std::ranges::copy(residual_, r.data());
  }
  petsc::check(KSPSolve(ksp_.get(), right_.get(), correction_.get()));
  KSPConvergedReason reason = KSP_CONVERGED_ITERATING;
  petsc::check(KSPGetConvergedReason(ksp_.get(), &reason));
  // A breakdown of BiCGStab leaves a useful iterate.
  failed_ = reason < 0 && reason != KSP_DIVERGED_BREAKDOWN;
  if (failed_) return 0;
  const ArrayOf d(correction_.get());
  for (std::size_t n = 0; n < x.size(); ++n) x[n] += d.data()[n];
  int iterations = 0;
  petsc::check(KSPGetIterationNumber(ksp_.get(), &iterations));
  return iterations;
}

}  // namespace loschmidt
