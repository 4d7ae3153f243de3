#include "app/law_comparison.hpp"

#include <algorithm>
#include <string>

namespace loschmidt {

namespace {

// Uniformization goes back by its own transposes, implicit steps within their own tolerance.
double chain_limit(const Run& run) {
  if (run.method.method == Method::uniformization) return 1e-11;
  return 10 * run.settings.solver.tolerance;
}

void add(const Run& run, LawComparison& comparison, const std::string& path,
         const std::vector<double>& reached, const std::vector<double>& expected, double limit) {
  const Mesh& mesh = run.problem.mesh;
  const int stop = static_cast<int>(comparison.distances.size());
  run.file.write(path, stop, density_from_mass(mesh, reached));
  const LawDistance distance = law_distance(mesh, reached, expected);
  comparison.distances.push_back(distance);
  comparison.errors.push_back(distance.l1);
  comparison.limits.push_back(limit);
  run.file.flush();  // else what is read after a kill is damaged, not missing
}

}  // namespace

LawComparison compare_chain(const Run& run, const ReversedChain& chain) {
  LawComparison comparison{Road::chain, run.plan.reverse_stops, {}, {}, {}};
  const double limit = chain_limit(run);
  for (std::size_t k = 0; k < comparison.times.size(); ++k) {
    const double t = comparison.times[k];
    add(run, comparison, "/reverse/chain", mass_at(chain.reached, t), mass_at(chain.expected, t),
        limit);
    comparison.errors[k] =
        std::max({comparison.errors[k], comparison.distances[k].largest_relative, chain.drift[k]});
  }
  return comparison;
}

LawComparison compare_fokker_planck(const Run& run, const Evolved& evolved,
                                    const FokkerPlanckRoad& road) {
  LawComparison comparison{Road::fokker_planck, run.plan.reverse_stops, {}, {}, {}};
  for (std::size_t k = 0; k < road.mass.size(); ++k)
    add(run, comparison, "/reverse/fokker_planck", road.mass[k],
        mass_at(evolved.reverse_law(), run.plan.reverse_stops[k]), road.limit[k]);
  return comparison;
}

std::vector<LawTest> law_tests(const LawComparison& comparison) {
  std::vector<LawTest> tests;
  for (std::size_t k = 0; k < comparison.times.size(); ++k)
    tests.push_back(
        {comparison.road, comparison.times[k], comparison.errors[k], comparison.limits[k]});
  return tests;
}

RoadComparison record(const LawComparison& comparison, int dimension) {
  RoadComparison result{
      comparison.road == Road::chain ? "chain" : "fokker_planck", comparison.times, {}};
  const auto scalar = [&](const char* name, auto&& value) {
    ComparisonColumn column{name, false, {}};
    for (const LawDistance& d : comparison.distances) column.values.push_back(value(d));
    result.columns.push_back(std::move(column));
  };
  scalar("total_variation", [](const LawDistance& d) { return d.total_variation; });
  scalar("kullback_leibler", [](const LawDistance& d) { return d.kullback_leibler; });
  scalar("error_l1", [](const LawDistance& d) { return d.l1; });
  scalar("error_relative", [](const LawDistance& d) { return d.largest_relative; });
  ComparisonColumn per_axis{"wasserstein1", true, {}};
  for (const LawDistance& d : comparison.distances)
    per_axis.values.insert(per_axis.values.end(), d.wasserstein1.begin(),
                           d.wasserstein1.begin() + dimension);
  result.columns.push_back(std::move(per_axis));
  result.columns.push_back({"error", false, comparison.errors});
  result.columns.push_back({"error_limit", false, comparison.limits});
  return result;
}

}  // namespace loschmidt
