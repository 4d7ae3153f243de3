#include "app/road_writers.hpp"

#include <fmt/format.h>

#include <span>
#include <string>

#include "output/paraview_fields.hpp"

namespace loschmidt::app {

roads::StopObserver forward_writer(const RunOutput& output) {
  return [&output](std::size_t stop, const sde::Tally& tally, bool all) {
    if (!all) return;
    const int snapshot = static_cast<int>(stop);
    output.file.write("/forward/counts", snapshot, tally.fine.counts);
    output.file.write("/forward/outside", snapshot, std::span(&tally.fine.outside, 1));
    output.file.flush();
  };
}

roads::StopObserver reverse_writer(const setup::Setup& setup, const RunOutput& output,
                                   const roads::EnsembleRoad& road) {
  return [&setup, &output, &road](std::size_t stop, const sde::Tally& tally, bool all) {
    const meshes::Mesh& mesh = setup.problem.mesh;
    const int snapshot = static_cast<int>(stop);
    const auto reverse_density = output::density_from_counts(mesh, tally.fine);
    const auto density = meshes::density_from_mass(mesh, road.mass(stop));
    const int forward = setup::index_of(setup.plan.snapshots, road.stops[stop]);
    output.file.write("/paraview/reverse_density", forward, reverse_density);
    output.file.write("/paraview/difference", forward,
                      output::difference(reverse_density, density));
    if (!all) return output.file.flush();
    output.file.write("/reverse/counts", snapshot, tally.fine.counts);
    output.file.write("/reverse/outside", snapshot, std::span(&tally.fine.outside, 1));
    output.file.mark_written(output::Timeline::reverse, snapshot + 1);
  };
}

void write_law(const setup::Setup& setup, const RunOutput& output, const roads::LawRoad& road) {
  const std::string path = fmt::format("/reverse/{}", validation::traits_of(road.road).group);
  for (std::size_t k = 0; k < setup.plan.reverse_stops.size(); ++k) {
    output.file.write(path, static_cast<int>(k),
                      meshes::density_from_mass(setup.problem.mesh, road.reached(k)));
    output.file.flush();  // else a kill leaves a damaged value, not a missing one
  }
}

void write_joint(const setup::Setup& setup, const RunOutput& output,
                 const roads::EnsembleRoad& road, const std::vector<sde::Tally>& tallies) {
  const roads::JointLaw& law = *road.joint;
  const validation::Slabs& slabs = law.slabs;
  const int count = slabs.count();
  std::vector<std::uint64_t> counts(law.expected.values.size(), 0);
  for (std::size_t k = 0; k < tallies.size(); ++k) {
    const auto& [earlier, later, expected, bins] = road.blocks[k];
    std::size_t place = 0;
    for (int i = slabs.first(earlier); i < slabs.first(earlier + 1); ++i)
      for (int j = slabs.first(later); j < slabs.first(later + 1); ++j)
        counts[static_cast<std::size_t>(i) * count + j] = tallies[k].fine.counts[place++];
  }
  output.file.write_joint({setup.plan.joint_times, slabs.edges, counts, law.expected.values});
}

}  // namespace loschmidt::app
