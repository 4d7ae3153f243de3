#include "solver/method_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "solver/extrapolation.hpp"

namespace loschmidt::solver {

namespace {

// Measured on one core (docs/solver-methods.md), in units of one product of one cell.
constexpr double product_overhead = 230;  // per product, for any number of cells
constexpr double solve_overhead = 1500;   // per linear solve
constexpr double direct_solve = 24;       // per cell, in one dimension
constexpr double prepared_solve = 45;     // per cell, in more dimensions, without its iterations
constexpr double iteration = 14;          // per cell
constexpr double tabulation = 600;        // per cell, for the rates at one time
// Number of iterations of one solve: a fit in ½γΔt·Λ.
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

// Returns the largest rate on a mesh; for rates that change in time, its mean over the run.
double fastest_rate(MPI_Comm comm, const EvolutionTask& task, const SolverMesh& mesh,
                    parallel::Pauses* pauses) {
  const auto& times = task.times;
  const Decomposition decomposition(comm, *mesh.mesh, mesh.stencil, pauses);
  MeshTables tables(task.sde, task.factor, decomposition);
  const auto at = [&](double t) {
    return Uniformization(decomposition, Generator(decomposition, tables.at(t))).fastest_rate();
  };
  if (task.factor.separable()) return at(task.factor.reference_time());
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
  Estimate(const EvolutionTask& task, std::span<const double> rates, const Pilot& pilot,
           parallel::Pauses* pauses)
      : task_(task),
        coarse_(meshes::coarsened(*task.meshes.front().mesh, pilot.coarsening)),
        decomposition_(MPI_COMM_SELF, coarse_, pilot.stencil, pauses),
        initial_(
            restrict_mass(coarse_, *task.meshes.front().mesh, pilot.coarsening, task.initial)) {
    for (std::size_t k = 0; k < task.meshes.size(); ++k)
      sizes_.push_back({static_cast<double>(task.meshes[k].mesh->cells()), rates[k]});
    MeshTables tables(task.sde, task.factor, decomposition_);
    rms_share_ = rms_share(Generator(decomposition_, tables.at(task.factor.reference_time())));
  }

  void uniformization() {
    if (task_.factor.separable()) {
      for (std::size_t k = 1; k < task_.times.size(); ++k) add_series(clock(k), 1);
      return;
    }
    Evolution pilot(decomposition_, task_.sde, task_.factor,
                    {0, 1, task_.tolerance, Method::uniformization, most_pilot_tries});
    Masses masses(decomposition_, initial_);
    for (std::size_t k = 1; k < task_.times.size(); ++k)
      pilot.advance(masses, task_.times[k - 1], task_.times[k]);
    for (const TimeStep& step : pilot.steps()) {
      add_series(0.5 * step.length,
                 2);  // the two exponentials of a Magnus step have half the rates
      for (const Size& s : sizes_) uniformization_ += 2 * tabulation * s.cells;
    }
  }

  // Estimates TR-BDF2, until its work is sure to exceed that of uniformization.
  void tr_bdf2() {
    for (std::size_t k = 1; k < task_.times.size(); ++k) least_ += step_work(clock(k));
    if (least_ > uniformization_) return;
    Evolution pilot(decomposition_, task_.sde, task_.factor,
                    {0, 1, loosening * task_.tolerance, Method::tr_bdf2, most_pilot_tries});
    Masses masses(decomposition_, initial_);
    double sure = least_;
    for (std::size_t k = 1; k < task_.times.size() && sure <= uniformization_; ++k) {
      const std::size_t before = pilot.steps().size();
      pilot.advance(masses, task_.times[k - 1], task_.times[k]);
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

  double clock(std::size_t k) const {
    return task_.factor.integral(task_.times[k - 1], task_.times[k]);
  }

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
      if (!task_.factor.separable()) work += 2 * tabulation * s.cells;
    }
    return work;
  }

  const EvolutionTask& task_;
  meshes::Mesh coarse_;
  Decomposition decomposition_;
  std::vector<double> initial_;
  std::vector<Size> sizes_;
  double rms_share_ = 1;
  double products_ = 0, steps_ = 0;
  double uniformization_ = 0, least_ = 0;
};

}  // namespace

std::vector<double> fastest_rates(MPI_Comm comm, const EvolutionTask& task,
                                  parallel::Pauses* pauses) {
  std::vector<double> rates;
  for (const SolverMesh& mesh : task.meshes)
    rates.push_back(fastest_rate(comm, task, mesh, pauses));
  return rates;
}

MethodChoice choose_method(const EvolutionTask& task, std::span<const double> rates,
                           const Pilot& pilot, parallel::Pauses* pauses) {
  Estimate estimate(task, rates, pilot, pauses);
  estimate.uniformization();
  estimate.tr_bdf2();
  return estimate.choice();
}

}  // namespace loschmidt::solver
