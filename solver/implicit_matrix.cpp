#include "solver/implicit_matrix.hpp"

#include <algorithm>

namespace loschmidt::solver {

namespace {

// Each refinement cycle reduces the residual by this factor. Several cycles replace one tight
// solve, because each computes the true residual.
constexpr double gain = 1e-6;
constexpr double no_divergence_limit =
    1e100;  // BiCGStab's residual may grow before it falls, which is no reason to stop

meshes::Index wrapped(const meshes::Mesh& mesh, const meshes::Index& cell,
                      const meshes::Index& offset, int sign) {
  meshes::Index there = cell;
  for (int a = 0; a < mesh.dimension(); ++a) {
    const int n = mesh.extent(a);
    there[a] = (cell[a] + sign * offset[a] % n + n) % n;
  }
  return there;
}

// Whether the matrix is tridiagonal on one rank, so that ILU(0) is its complete factorisation.
bool factorised(const Decomposition& d) {
  const meshes::Mesh& mesh = d.mesh();
  return mesh.dimension() == 1 && !mesh.axis(0).periodic() && d.block() == mesh.all_cells();
}

}  // namespace

ImplicitMatrix::ImplicitMatrix(const Decomposition& decomposition, Equation equation)
    : decomposition_(&decomposition), equation_(equation), direct_(factorised(decomposition)) {
  if (!decomposition.owns_cells()) return;
  petsc::check(KSPCreate(decomposition.active_comm(), ksp_.put()));
  petsc::check(KSPSetOptionsPrefix(ksp_.get(), "density_"));
  petsc::check(KSPSetType(ksp_.get(), direct_ ? KSPPREONLY : KSPBCGS));
  petsc::check(KSPSetTolerances(ksp_.get(), gain, 1e-300, no_divergence_limit, 1000));
  PC pc = nullptr;
  petsc::check(KSPGetPC(ksp_.get(), &pc));
  petsc::check(PCSetType(pc, direct_ ? PCILU : PCBJACOBI));
  petsc::check(KSPSetFromOptions(ksp_.get()));
}

// The entry (row, column) of each rate exists exactly where the rate is not 0.
bool ImplicitMatrix::pattern_fits(const Generator& rates) const {
  const std::size_t cells = rates.leave.size();
  if (matrix_.get() == nullptr || !std::ranges::equal(rates.links, offsets_, {}, &Link::offset))
    return false;
  std::size_t k = cells;
  for (const Link& link : rates.links) {
    const auto& [below, above] = inflow(link, equation_);
    for (const auto* side : {&below, &above})
      for (const double rate : *side)
        if (columns_[k++] < 0 && rate != 0) return false;
  }
  return true;
}

void ImplicitMatrix::create(const Generator& rates) {
  const Decomposition& d = *decomposition_;
  const meshes::Block& block = d.block();
  const int cells = static_cast<int>(block.size());
  columns_.clear();
  offsets_.clear();
  meshes::for_each(block, [&](const meshes::Index& i) { columns_.push_back(d.row(i)); });
  std::vector<int> rows(columns_);
  for (const Link& link : rates.links) {
    const Inflow enter = inflow(link, equation_);
    offsets_.push_back(link.offset);
    for (const int sign : {-1, 1}) {
      const std::vector<double>& side = sign < 0 ? enter.below : enter.above;
      std::size_t n = 0;
      meshes::for_each(block, [&](const meshes::Index& i) {
        rows.push_back(columns_[n]);
        columns_.push_back(side[n] != 0 ? d.row(wrapped(d.mesh(), i, link.offset, sign)) : -1);
        ++n;
      });
    }
  }
  petsc::check(MatCreate(d.active_comm(), matrix_.put()));
  petsc::check(MatSetSizes(matrix_.get(), cells, cells, PETSC_DETERMINE, PETSC_DETERMINE));
  petsc::check(MatSetType(matrix_.get(), MATAIJ));
  std::vector<int> columns(columns_);  // a copy, since PETSc may reorder its argument
  petsc::check(MatSetPreallocationCOO(matrix_.get(), static_cast<PetscCount>(columns.size()),
                                      rows.data(), columns.data()));
  petsc::check(MatCreateVecs(matrix_.get(), correction_.put(), right_.put()));
}

void ImplicitMatrix::assemble(const Generator& rates, double coefficient, bool new_rates) {
  const bool new_pattern = new_rates && decomposition_->maximum(pattern_fits(rates) ? 0 : 1) > 0;
  if (!decomposition_->owns_cells()) return;
  if (new_pattern) create(rates);
  entries_.clear();
  for (const double leave : rates.leave) entries_.push_back(1 + coefficient * leave);
  for (const Link& link : rates.links) {
    const auto& [below, above] = inflow(link, equation_);
    for (const auto* side : {&below, &above})
      for (const double rate : *side) entries_.push_back(-coefficient * rate);
  }
  petsc::check(MatSetValuesCOO(matrix_.get(), entries_.data(), INSERT_VALUES));
  petsc::check(KSPSetOperators(ksp_.get(), matrix_.get(), matrix_.get()));
}

// x += A⁻¹ r, as far as the iteration converges.
std::optional<int> ImplicitMatrix::correct(std::span<const double> residual,
                                           std::vector<double>& x) {
  if (!decomposition_->owns_cells()) return 0;
  {
    const ArrayOf r(right_.get());
    std::ranges::copy(residual, r.data());
  }
  petsc::check(KSPSolve(ksp_.get(), right_.get(), correction_.get()));
  KSPConvergedReason reason = KSP_CONVERGED_ITERATING;
  petsc::check(KSPGetConvergedReason(ksp_.get(), &reason));
  // A breakdown of BiCGStab leaves a useful iterate.
  if (reason < 0 && reason != KSP_DIVERGED_BREAKDOWN) return {};
  const ArrayOf d(correction_.get());
  for (std::size_t n = 0; n < x.size(); ++n) x[n] += d.data()[n];
  int iterations = 0;
  petsc::check(KSPGetIterationNumber(ksp_.get(), &iterations));
  return iterations;
}

}  // namespace loschmidt::solver
