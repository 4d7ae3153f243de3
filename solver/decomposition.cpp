#include "solver/decomposition.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "parallel/shares.hpp"

namespace loschmidt::solver {

namespace {

// Area of the cuts when each axis is divided into so many parts.
double cut_surface(const std::array<int, 3>& n, const std::array<int, 3>& parts) {
  const double cells = double(n[0]) * n[1] * n[2];
  double surface = 0;
  for (int a = 0; a < 3; ++a) surface += (parts[a] - 1) * cells / n[a];
  return surface;
}

bool wide_enough(const std::array<int, 3>& n, const std::array<int, 3>& parts, int least) {
  for (int a = 0; a < 3; ++a)
    if (parts[a] > 1 && n[a] / parts[a] < least) return false;
  return true;
}

DMBoundaryType boundary_type(const meshes::Axis& axis) {
  return axis.periodic() ? DM_BOUNDARY_PERIODIC : DM_BOUNDARY_GHOSTED;
}

void create(MPI_Comm comm, const meshes::Mesh& mesh, const std::array<int, 3>& parts,
            const Stencil& stencil, DM* dm) {
  const DMDAStencilType type = stencil.oblique ? DMDA_STENCIL_BOX : DMDA_STENCIL_STAR;
  const int width = stencil.width;
  const auto b = [&](int a) { return boundary_type(mesh.axis(a)); };
  const auto n = mesh.extents();
  switch (mesh.dimension()) {
    case 1:
      petsc::check(DMDACreate1d(comm, b(0), n[0], 1, width, nullptr, dm));
      break;
    case 2:
      petsc::check(DMDACreate2d(comm, b(0), b(1), type, n[0], n[1], parts[0], parts[1], 1, width,
                                nullptr, nullptr, dm));
      break;
    default:
      petsc::check(DMDACreate3d(comm, b(0), b(1), b(2), type, n[0], n[1], n[2], parts[0], parts[1],
                                parts[2], 1, width, nullptr, nullptr, nullptr, dm));
  }
  petsc::check(DMSetUp(*dm));
}

}  // namespace

std::array<int, 3> ranks_per_axis(const std::array<int, 3>& n, int ranks, int least) {
  for (int count = ranks; count > 1; --count) {
    std::array<int, 3> best{};
    double smallest = std::numeric_limits<double>::infinity();
    for (int x = 1; x <= count; ++x)
      for (int y = 1; x * y <= count; ++y) {
        if (count % (x * y) != 0) continue;
        const std::array<int, 3> parts{x, y, count / (x * y)};
        if (!wide_enough(n, parts, least) || cut_surface(n, parts) >= smallest) continue;
        smallest = cut_surface(n, parts);
        best = parts;
      }
    if (best[0] > 0) return best;
  }
  return {1, 1, 1};
}

namespace {
bool same_ranks(MPI_Comm a, MPI_Comm b) {
  int result = MPI_UNEQUAL;
  MPI_Comm_compare(a, b, &result);
  return result == MPI_IDENT || result == MPI_CONGRUENT;
}
}  // namespace

Decomposition::Decomposition(MPI_Comm comm, const meshes::Mesh& mesh, const Stencil& stencil,
                             parallel::Pauses* pauses)
    : comm_(comm), mesh_(&mesh), stencil_(stencil), pauses_(pauses) {
  if (pauses != nullptr && !same_ranks(comm, pauses->comm()))
    throw std::logic_error("a computation pauses together with ranks that have no part in it");
  const int rank = parallel::rank_in(comm);
  const int ranks = parallel::ranks_in(comm);
  const auto parts = ranks_per_axis(mesh.extents(), ranks, std::max(2, stencil.width));
  const bool active = rank < parts[0] * parts[1] * parts[2];
  MPI_Comm_split(comm, active ? 0 : MPI_UNDEFINED, rank, &active_comm_);

  if (active) {
    create(active_comm_, mesh, parts, stencil, dm_.put());
    meshes::Index start{0, 0, 0};
    meshes::Index width{1, 1, 1};
    petsc::check(DMDAGetCorners(dm_.get(), &start[0], &start[1], &start[2], &width[0], &width[1],
                                &width[2]));
    for (int a = 0; a < 3; ++a) {
      block_.begin[a] = start[a];
      block_.end[a] = start[a] + width[a];
    }
    ghosted_ = with_ghosts(block_);
  }
  blocks_.resize(ranks);
  static_assert(sizeof(meshes::Block) == 6 * sizeof(int));
  MPI_Allgather(&block_, 6, MPI_INT, blocks_.data(), 6, MPI_INT, comm);
  for (const meshes::Block& b : blocks_) most_cells_ = std::max(most_cells_, b.size());
  if (active) plan_exchange();
}

meshes::Block Decomposition::with_ghosts(meshes::Block block) const {
  for (int a = 0; a < mesh_->dimension(); ++a) {
    block.begin[a] -= stencil_.width;
    block.end[a] += stencil_.width;
  }
  return block;
}

// An exchange of its own, since DMLocalToLocalBegin would copy the whole block onto itself each
// time.
void Decomposition::plan_exchange() {
  std::vector<PetscInt> ghosts;
  std::vector<PetscSFNode> sources;
  meshes::for_each(ghosted_, [&](const meshes::Index& ghost) {
    const auto source = ghost_source(ghost);
    if (!source) return;
    const std::size_t rank = owner(*source);
    const auto there = with_ghosts(blocks_[rank]).local(*source);
    ghosts.push_back(static_cast<PetscInt>(ghosted_.local(ghost)));
    sources.push_back({static_cast<PetscInt>(rank), static_cast<PetscInt>(there)});
  });
  if (parallel::ranks_in(active_comm_) == 1 && ghosts.empty()) return;
  petsc::check(PetscSFCreate(active_comm_, exchange_.put()));
  petsc::check(PetscSFSetGraph(exchange_.get(), static_cast<PetscInt>(ghosted_.size()),
                               static_cast<PetscInt>(ghosts.size()), ghosts.data(),
                               PETSC_COPY_VALUES, sources.data(), PETSC_COPY_VALUES));
  petsc::check(PetscSFSetUp(exchange_.get()));
}

std::optional<meshes::Index> Decomposition::ghost_source(const meshes::Index& ghost) const {
  meshes::Index source = ghost;
  int outside = 0;
  for (int a = 0; a < 3; ++a) {
    if (ghost[a] >= block_.begin[a] && ghost[a] < block_.end[a]) continue;
    ++outside;
    const int cells = mesh_->extent(a);
    if (ghost[a] >= 0 && ghost[a] < cells) continue;
    if (!mesh_->axis(a).periodic()) return {};
    source[a] = (ghost[a] + cells) % cells;
  }
  if (outside == 0 || (outside > 1 && !stencil_.oblique)) return {};
  return source;
}

Decomposition::~Decomposition() {
  dm_ = {};
  exchange_ = {};
  if (active_comm_ != MPI_COMM_NULL) MPI_Comm_free(&active_comm_);
}

petsc::VecHandle Decomposition::ghosted_vector() const {
  petsc::VecHandle v;
  if (!owns_cells()) return v;
  petsc::check(DMCreateLocalVector(dm_.get(), v.put()));
  petsc::check(VecSet(v.get(), 0.0));
  return v;
}

void Decomposition::update_ghosts(Vec ghosted) const {
  if (exchange_.get() == nullptr) return;
  double* values = nullptr;
  petsc::check(VecGetArray(ghosted, &values));
  petsc::check(PetscSFBcastBegin(exchange_.get(), MPI_DOUBLE, values, values, MPI_REPLACE));
  petsc::check(PetscSFBcastEnd(exchange_.get(), MPI_DOUBLE, values, values, MPI_REPLACE));
  petsc::check(VecRestoreArray(ghosted, &values));
}

std::size_t Decomposition::owner(const meshes::Index& cell) const {
  const auto inside = [&](const meshes::Block& b) {
    for (int a = 0; a < 3; ++a)
      if (cell[a] < b.begin[a] || cell[a] >= b.end[a]) return false;
    return true;
  };
  const auto found = std::ranges::find_if(blocks_, inside);
  if (found == blocks_.end()) throw std::logic_error("a cell outside the mesh has no owner");
  return static_cast<std::size_t>(found - blocks_.begin());
}

int Decomposition::row(const meshes::Index& cell) const {
  const std::size_t rank = owner(cell);
  std::size_t first = 0;
  for (std::size_t r = 0; r < rank; ++r) first += blocks_[r].size();
  return static_cast<int>(first + blocks_[rank].local(cell));
}

std::vector<double> Decomposition::restrict_to_block(std::span<const double> whole) const {
  std::vector<double> part;
  part.reserve(block_.size());
  const meshes::Block all = mesh_->all_cells();
  meshes::for_each(block_, [&](const meshes::Index& i) { part.push_back(whole[all.local(i)]); });
  return part;
}

meshes::Block common_part(const meshes::Block& a, const meshes::Block& b) {
  meshes::Block both;
  for (int axis = 0; axis < 3; ++axis) {
    both.begin[axis] = std::max(a.begin[axis], b.begin[axis]);
    both.end[axis] = std::max(both.begin[axis], std::min(a.end[axis], b.end[axis]));
  }
  return both;
}

std::vector<double> Decomposition::gather(const meshes::Block& part,
                                          std::span<const double> values) const {
  std::vector<int> counts;
  std::vector<int> offsets;
  int sum = 0;
  for (const meshes::Block& b : blocks_) {
    counts.push_back(static_cast<int>(common_part(part, b).size()));
    offsets.push_back(sum);
    sum += counts.back();
  }
  std::vector<double> by_rank(sum);
  MPI_Allgatherv(values.data(), static_cast<int>(values.size()), MPI_DOUBLE, by_rank.data(),
                 counts.data(), offsets.data(), MPI_DOUBLE, comm_);
  std::vector<double> whole(part.size());
  std::size_t n = 0;
  for (const meshes::Block& b : blocks_)
    meshes::for_each(common_part(part, b),
                     [&](const meshes::Index& i) { whole[part.local(i)] = by_rank[n++]; });
  return whole;
}

double Decomposition::maximum(double value) const {
  double result = value;
  MPI_Allreduce(&value, &result, 1, MPI_DOUBLE, MPI_MAX, comm_);
  return result;
}

void Decomposition::report_work(double products) const {
  if (pauses_ == nullptr) return;
  constexpr double overhead = 230;  // per product, in cells: docs/solver-methods.md
  pauses_->report_work(products * (static_cast<double>(most_cells_) + overhead));
}

}  // namespace loschmidt::solver
