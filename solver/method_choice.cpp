#include "solver/method_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "solver/extrapolation.hpp"

namespace loschmidt::solver {

namespace {

// Measured on one core (docs/solver-methods.md), in units of one product of one cell.
constexpr double product_overhead = 230;  // of a product, whatever the cells
constexpr double solve_overhead = 1500;   // of a linear solve
constexpr double direct_solve = 24;       // per cell, one dimension
constexpr double prepared_solve = 45;     // per cell, more dimensions, without its iterations
constexpr double iteration = 14;          // per cell
constexpr double tabulation = 600;        // of the rates at one time, per cell
// Iterations of one solve: a fit in ½γhΛ.
constexpr double least_iterations = 1.5;
constexpr double iterations_per_root = 5;

// The pilot: the run itself on a coarse mesh with a loose tolerance.
constexpr std::array<int, 3> pilot_cells{64, 32, 16};
constexpr double loosening = 1000;
constexpr int most_pilot_tries = 20'000;    // per interval: a pilot takes seconds, not hours
constexpr double coarse_falls_short = 1.2;  // a finer mesh resolves tails that take more steps

constexpr double stage_share = 0.2928932188134524;  // ½γ = 1 − 1/√2

double product_work(double cells) {
  return cells + product_overhead;
}

}  // namespace

std::array<int, 3> pilot_coarsening(const meshes::Mesh& mesh) {
  const int wanted = pilot_cells[mesh.dimension() - 1];
  std::array<int, 3> factor{1, 1, 1};
  for (int a = 0; a < mesh.dimension(); ++a) factor[a] = (mesh.extent(a) + wanted - 1) / wanted;
  return factor;
}

double solve_work(int dimension, double cells, double ratio) {
  if (dimension == 1) return direct_solve * cells + solve_overhead;
  const double iterations = least_iterations + iterations_per_root * std::sqrt(ratio);
  return (prepared_solve + iteration * iterations) * cells + solve_overhead;
}

bool implicit_pays(const meshes::Mesh& mesh, double jumps) {
  constexpr int steps = 20;
  const auto cells = static_cast<double>(mesh.cells());
  return Uniformization::products(jumps) * product_work(cells) >
         2 * steps * solve_work(mesh.dimension(), cells, stage_share * jumps / steps);
}

namespace {

// The largest rate on a mesh; for rates that change, its mean over the run.
double fastest_rate(MPI_Comm comm, const sde::Sde& sde, const sde::TimeFactor& factor,
                    const SolverMesh& mesh, std::span<const double> times,
                    parallel::Pauses* pauses) {
  const Decomposition decomposition(comm, *mesh.mesh, mesh.stencil, pauses);
  MeshTables tables(sde, factor, decomposition);
  const auto at = [&](double t) {
    return Uniformization(decomposition, Generator(decomposition, tables.at(t))).fastest_rate();
  };
  if (factor.separable()) return at(factor.reference_time());
  constexpr int samples = 5;
  double sum = 0;
  for (int k = 0; k < samples; ++k)
    sum += at(times.front() + (times.back() - times.front()) * (k + 0.5) / samples);
  return sum / samples;
}

// √(mean λ²) / max λ over the cells of a generator.
double rms_share(const Generator& generator) {
  double square = 0;
  double most = 0;
  for (const double rate : generator.leave) {
    square += rate * rate;
    most = std::max(most, rate);
  }
  const auto cells = static_cast<double>(generator.leave.size());
  return most > 0 ? std::sqrt(square / cells) / most : 1;
}

class Estimate {
 public:
  Estimate(const sde::Sde& sde, const sde::TimeFactor& factor, std::span<const SolverMesh> meshes,
           std::span<const double> rates, const Pilot& pilot, std::span<const double> initial,
           std::span<const double> times, double tolerance, parallel::Pauses* pauses)
      : sde_(sde),
        factor_(factor),
        times_(times),
        tolerance_(tolerance),
        coarse_(meshes::coarsened(*meshes.front().mesh, pilot.coarsening)),
        decomposition_(MPI_COMM_SELF, coarse_, pilot.stencil, pauses),
        initial_(restrict_mass(coarse_, *meshes.front().mesh, pilot.coarsening, initial)) {
    for (std::size_t k = 0; k < meshes.size(); ++k)
      sizes_.push_back({static_cast<double>(meshes[k].mesh->cells()), rates[k]});
    MeshTables tables(sde, factor, decomposition_);
    rms_share_ = rms_share(Generator(decomposition_, tables.at(factor.reference_time())));
  }

  void uniformization() {
    if (factor_.separable()) {
      for (std::size_t k = 1; k < times_.size(); ++k) add_series(clock(k), 1);
      return;
    }
    Evolution pilot(decomposition_, sde_, factor_,
                    {0, 1, tolerance_, Method::uniformization, most_pilot_tries});
    Masses masses(decomposition_, initial_);
    for (std::size_t k = 1; k < times_.size(); ++k) pilot.advance(masses, times_[k - 1], times_[k]);
    for (const TimeStep& step : pilot.steps()) {
      add_series(0.5 * step.length,
                 2);  // the two exponentials of a Magnus step have half the rates
      for (const Size& s : sizes_) uniformization_ += 2 * tabulation * s.cells;
    }
  }

  // Stops where it is sure to take more than uniformization.
  void tr_bdf2() {
    for (std::size_t k = 1; k < times_.size(); ++k) least_ += step_work(clock(k));
    if (least_ > uniformization_) return;
    Evolution pilot(decomposition_, sde_, factor_,
                    {0, 1, loosening * tolerance_, Method::tr_bdf2, most_pilot_tries});
    Masses masses(decomposition_, initial_);
    double sure = least_;
    for (std::size_t k = 1; k < times_.size() && sure <= uniformization_; ++k) {
      const std::size_t before = pilot.steps().size();
      pilot.advance(masses, times_[k - 1], times_[k]);
      double steps = 0;
      for (std::size_t s = before; s < pilot.steps().size(); ++s)
        if (pilot.steps()[s].accepted)
          steps += coarse_falls_short * std::cbrt(loosening) / pilot.steps()[s].growth;
      steps = std::max(1.0, steps);
      steps_ += steps;
      sure += steps * step_work(clock(k) / steps) - step_work(clock(k));
    }
    least_ = sure;
  }

  MethodChoice choice() const {
    const std::string products = fmt::format("{:.2g} products", products_);
    if (least_ > uniformization_)
      return {Method::uniformization,
              fmt::format("about {}, work {:.2g}; tr-bdf2 would take more than {:.2g}", products,
                          uniformization_, least_)};
    return {Method::tr_bdf2,
            fmt::format("about {:.2g} steps, work {:.2g}; uniformization would take "
                        "{:.2g} with {}",
                        steps_, least_, uniformization_, products)};
  }

 private:
  struct Size {
    double cells;
    double fastest_rate;
  };

  double clock(std::size_t k) const { return factor_.integral(times_[k - 1], times_[k]); }

  void add_series(double length, int times) {
    for (const Size& s : sizes_) {
      const double products = times * Uniformization::products(s.fastest_rate * length);
      products_ += products;
      uniformization_ += products * product_work(s.cells);
    }
  }

  double step_work(double length) const {
    double work = 0;
    for (const Size& s : sizes_) {
      work += 2 * solve_work(coarse_.dimension(), s.cells,
                             stage_share * length * rms_share_ * s.fastest_rate);
      if (!factor_.separable()) work += 2 * tabulation * s.cells;
    }
    return work;
  }

  const sde::Sde& sde_;
  const sde::TimeFactor& factor_;
  std::span<const double> times_;
  double tolerance_;
  meshes::Mesh coarse_;
  Decomposition decomposition_;
  std::vector<double> initial_;
  std::vector<Size> sizes_;
  double rms_share_ = 1;
  double products_ = 0, steps_ = 0;
  double uniformization_ = 0, least_ = 0;
};

}  // namespace

std::vector<double> fastest_rates(MPI_Comm comm, const sde::Sde& sde, const sde::TimeFactor& factor,
                                  std::span<const SolverMesh> meshes, std::span<const double> times,
                                  parallel::Pauses* pauses) {
  std::vector<double> rates;
  for (const SolverMesh& mesh : meshes)
    rates.push_back(fastest_rate(comm, sde, factor, mesh, times, pauses));
  return rates;
}

MethodChoice choose_method(const sde::Sde& sde, const sde::TimeFactor& factor,
                           std::span<const SolverMesh> meshes, std::span<const double> rates,
                           const Pilot& pilot, std::span<const double> initial,
                           std::span<const double> times, double tolerance,
                           parallel::Pauses* pauses) {
  Estimate estimate(sde, factor, meshes, rates, pilot, initial, times, tolerance, pauses);
  estimate.uniformization();
  estimate.tr_bdf2();
  return estimate.choice();
}

}  // namespace loschmidt::solver
