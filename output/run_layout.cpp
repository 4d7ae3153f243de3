#include "output/run_layout.hpp"

#include <array>
#include <utility>

namespace loschmidt::output {

namespace {

using enum Number;
using enum Extent;
constexpr Timeline forward = Timeline::forward;
constexpr Timeline reverse = Timeline::reverse;
using Wanted = RunContents;

constexpr std::array rows{
    DatasetRow{"/forward/density", real, forward, cells, &Wanted::density, "1",
               "probability density, cell averages"},
    DatasetRow{"/forward/score", real, forward, vectors, &Wanted::score, "1",
               "score, gradient of the log density, at cell centres"},
    DatasetRow{"/forward/current", real, forward, vectors, &Wanted::current, "1",
               "probability current at cell centres"},
    DatasetRow{"/forward/survival", real, forward, cells, &Wanted::survival, "1",
               "probability to survive to the end"},
    DatasetRow{"/forward/counts", count, forward, cells, &Wanted::forward_counts, "1",
               "forward ensemble, particles per cell"},
    DatasetRow{"/forward/outside", count, forward, value, &Wanted::forward_counts, "1",
               "forward ensemble, particles outside the mesh"},
    DatasetRow{"/forward/exact_density", real, forward, cells, &Wanted::exact, "1",
               "exact probability density, cell averages"},
    DatasetRow{"/forward/error_l1", real, forward, value, &Wanted::exact, "1",
               "L1 norm of density minus exact density"},
    DatasetRow{"/forward/error_linf", real, forward, value, &Wanted::exact, "1",
               "largest absolute difference of density and exact density"},
    DatasetRow{"/forward/error_score", real, forward, value, &Wanted::exact, "1",
               "root mean square error of the score, weighted with the density"},
    DatasetRow{"/reverse/chain", real, reverse, cells, &Wanted::chain, "1",
               "density of the exactly reversed chain, cell averages"},
    DatasetRow{"/reverse/fokker_planck", real, reverse, cells, &Wanted::fokker_planck, "1",
               "density of the reverse process by its own Fokker-Planck equation"},
    DatasetRow{"/reverse/counts", count, reverse, cells, &Wanted::reverse_counts, "1",
               "reverse ensemble, particles per cell"},
    DatasetRow{"/reverse/outside", count, reverse, value, &Wanted::reverse_counts, "1",
               "reverse ensemble, particles outside the mesh"},
    DatasetRow{"/paraview/log10_density", real, forward, cells, &Wanted::density, "1",
               "decimal logarithm of the density, -300 where it is smaller"},
    DatasetRow{"/paraview/reverse_density", real, forward, cells, &Wanted::reverse_counts, "1",
               "reverse ensemble as a density"},
    DatasetRow{"/paraview/difference", real, forward, cells, &Wanted::reverse_counts, "1",
               "reverse ensemble as a density minus the density it is compared with"},
};

constexpr std::array virtuals{
    VirtualRow{"/paraview/score", "/forward/score", &Wanted::score, "1",
               "score with three components"},
    VirtualRow{"/paraview/current", "/forward/current", &Wanted::current, "1",
               "probability current with three components"},
};

constexpr std::array arrays{
    ParaviewArray{"density", "/forward/density", 1, &Wanted::density},
    ParaviewArray{"log10_density", "/paraview/log10_density", 1, &Wanted::density},
    ParaviewArray{"score", "/paraview/score", 3, &Wanted::score},
    ParaviewArray{"current", "/paraview/current", 3, &Wanted::current},
    ParaviewArray{"reverse_density", "/paraview/reverse_density", 1, &Wanted::reverse_counts},
    ParaviewArray{"difference", "/paraview/difference", 1, &Wanted::reverse_counts},
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> measures{{
    {"chi2", "chi-squared of the counts on merged cells"},
    {"dof", "degrees of freedom of chi-squared"},
    {"noncentrality", "noncentrality of chi-squared allowed for numerical error"},
    {"p_value", "probability of a larger chi-squared under the null law"},
    {"total_variation", "total variation distance from the density it should be"},
    {"total_variation_floor", "its expectation from sampling noise alone"},
    {"total_variation_sd", "its standard deviation from sampling noise alone"},
    {"kolmogorov_smirnov", "Kolmogorov-Smirnov distance of the marginal on each axis"},
    {"wasserstein1", "Wasserstein-1 distance of the marginal on each axis"},
    {"kullback_leibler", "Kullback-Leibler divergence from the density it should be"},
    {"mean_error_sigma", "error of the mean on each axis in standard errors"},
    {"variance_error_sigma", "error of the variance on each axis in standard errors"},
    {"earlier_axis", "axis whose slabs are taken at the earlier joint time, x = 0"},
    {"later_axis", "axis whose slabs are taken at the later joint time, x = 0"},
    {"error_l1", "L1 norm of the difference from the density it should be"},
    {"error_relative",
     "largest relative difference where the density is above 1e-12 of its maximum"},
    {"error", "what is held against error_limit"},
    {"error_limit", "what the error may be"},
    {"score_error", "expected squared difference of the score used and the solver's"},
    {"score_norm", "expected squared norm of the solver's score"},
}};

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

std::string comparison_long_name(const std::string& measure) {
  for (const auto& [name, text] : measures)
    if (name == measure) return std::string(text);
  return measure;
}

std::string group_of(Timeline timeline) {
  return timeline == Timeline::forward ? "/forward" : "/reverse";
}

std::vector<std::size_t> snapshot_shape(const meshes::Mesh& mesh, Extent extent) {
  std::vector<std::size_t> shape;
  if (extent == Extent::value) return shape;
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
