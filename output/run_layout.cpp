#include "output/run_layout.hpp"

#include <array>
#include <utility>

#include "meshes/ends.hpp"

namespace loschmidt::output {

namespace {

using enum Number;
using enum Extent;
constexpr Timeline forward = Timeline::forward;
constexpr Timeline reverse = Timeline::reverse;

template <bool RunContents::*member>
constexpr bool has(const RunContents& contents) {
  return contents.*member;
}

constexpr std::array rows{
    DatasetRow{"/forward/density", real, forward, cells, has<&RunContents::density>, "1",
               "probability density, cell averages"},
    DatasetRow{"/forward/score", real, forward, vectors, has<&RunContents::score>, "1",
               "score, gradient of the log density, at cell centres"},
    DatasetRow{"/forward/current", real, forward, vectors, has<&RunContents::current>, "1",
               "probability current at cell centres"},
    DatasetRow{"/forward/exit_rate", real, forward, ends, has<&RunContents::absorbing>, "1",
               "mass lost per unit of time through each absorbing end"},
    DatasetRow{"/forward/exit_probability", real, forward, ends, has<&RunContents::absorbing>, "1",
               "mass lost through each absorbing end since the start"},
    DatasetRow{"/forward/survival", real, forward, cells, has<&RunContents::absorbing>, "1",
               "probability to survive to the end"},
    DatasetRow{"/forward/counts", count, forward, cells, has<&RunContents::forward_counts>, "1",
               "forward ensemble, particles per cell"},
    DatasetRow{"/forward/outside", count, forward, value, has<&RunContents::forward_counts>, "1",
               "forward ensemble, particles outside the mesh"},
    DatasetRow{"/forward/exact_density", real, forward, cells, has<&RunContents::exact>, "1",
               "exact probability density, cell averages"},
    DatasetRow{"/forward/error_l1", real, forward, value, has<&RunContents::exact>, "1",
               "L1 norm of density minus exact density"},
    DatasetRow{"/forward/error_linf", real, forward, value, has<&RunContents::exact>, "1",
               "largest absolute difference of density and exact density"},
    DatasetRow{"/forward/error_score", real, forward, value, has<&RunContents::exact>, "1",
               "root mean square error of the score, weighted with the density"},
    DatasetRow{"/reverse/chain", real, reverse, cells,
               [](const RunContents& c) { return c.laws.contains("chain"); }, "1",
               "density of the exactly reversed chain, cell averages"},
    DatasetRow{"/reverse/fokker_planck", real, reverse, cells,
               [](const RunContents& c) { return c.laws.contains("fokker_planck"); }, "1",
               "density of the reverse process by its own Fokker-Planck equation"},
    DatasetRow{"/reverse/counts", count, reverse, cells, has<&RunContents::reverse_counts>, "1",
               "reverse ensemble, particles per cell"},
    DatasetRow{"/reverse/outside", count, reverse, value, has<&RunContents::reverse_counts>, "1",
               "reverse ensemble, particles outside the mesh"},
    DatasetRow{"/paraview/log10_density", real, forward, cells, has<&RunContents::density>, "1",
               "decimal logarithm of the density, -300 where it is smaller"},
    DatasetRow{"/paraview/reverse_density", real, forward, cells, has<&RunContents::reverse_counts>,
               "1", "reverse ensemble as a density"},
    DatasetRow{"/paraview/difference", real, forward, cells, has<&RunContents::reverse_counts>, "1",
               "reverse ensemble as a density minus the density it is compared with"},
};

constexpr std::array virtuals{
    VirtualRow{"/paraview/score", "/forward/score", has<&RunContents::score>, "1",
               "score with three components"},
    VirtualRow{"/paraview/current", "/forward/current", has<&RunContents::current>, "1",
               "probability current with three components"},
};

constexpr std::array arrays{
    ParaviewArray{"density", "/forward/density", 1, has<&RunContents::density>},
    ParaviewArray{"log10_density", "/paraview/log10_density", 1, has<&RunContents::density>},
    ParaviewArray{"score", "/paraview/score", 3, has<&RunContents::score>},
    ParaviewArray{"current", "/paraview/current", 3, has<&RunContents::current>},
    ParaviewArray{"reverse_density", "/paraview/reverse_density", 1,
                  has<&RunContents::reverse_counts>},
    ParaviewArray{"difference", "/paraview/difference", 1, has<&RunContents::reverse_counts>},
};

constexpr std::size_t largest_chunk = (std::size_t{1} << 20) / sizeof(double);

}  // namespace

std::span<const DatasetRow> dataset_rows() {
  return rows;
}
std::span<const VirtualRow> virtual_rows() {
  return virtuals;
}
std::span<const ParaviewArray> paraview_arrays() {
  return arrays;
}

std::string group_of(Timeline timeline) {
  return timeline == Timeline::forward ? "/forward" : "/reverse";
}

std::vector<std::size_t> snapshot_shape(const meshes::Mesh& mesh, Extent extent) {
  std::vector<std::size_t> shape;
  if (extent == Extent::value) return shape;
  if (extent == Extent::ends) return {meshes::absorbing_ends(mesh).size()};
  for (int a = mesh.dimension() - 1; a >= 0; --a) shape.push_back(mesh.extent(a));
  if (extent == Extent::vectors) shape.push_back(mesh.dimension());
  return shape;
}

std::vector<std::size_t> chunk_shape(const std::vector<std::size_t>& snapshot) {
  std::vector<std::size_t> chunk{1};
  std::size_t inner = 1;
  for (const std::size_t n : snapshot) inner *= n;
  for (const std::size_t n : snapshot) {
    inner /= n;  // values below one index of this axis
    const std::size_t fitting = largest_chunk / inner;
    chunk.push_back(fitting == 0 ? 1 : (fitting < n ? fitting : n));
  }
  return chunk;
}

}  // namespace loschmidt::output
