#include "app/setup/initial_masses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/case/with_key_in_errors.hpp"
#include "meshes/field.hpp"
#include "output/hdf5_reading.hpp"
#include "output/number_table.hpp"
#include "output/pgm.hpp"
#include "output/read_density.hpp"
#include "sde/formula_masses.hpp"
#include "sde/initial_law.hpp"

namespace loschmidt::setup {

namespace {

constexpr double most_outside = 1e-4;

struct Points {
  std::vector<double> coordinates;  // n × d
};

struct CellDensity {
  meshes::Mesh mesh;
  std::vector<double> values;
};

// The law of [initial], with its files read.
using InitialLaw = std::variant<std::vector<input::MixtureComponent>, sde::Formula,
                                output::GrayImage, Points, CellDensity>;

Points read_points(const input::Case& c, const input::SamplesFile& samples) {
  const auto& [file, dataset] = samples.points;
  if (dataset.empty()) return {output::read_number_table(file, c.dimension())};
  output::NumberArray array = output::read_array(file, dataset);
  // In one dimension a list of numbers is a list of points.
  if (array.shape.size() == 1 && c.dimension() == 1) array.shape.push_back(1);
  if (array.shape.size() != 2 || array.shape[1] != static_cast<std::size_t>(c.dimension()))
    throw std::invalid_argument(fmt::format(
        "{}:{} has the shape ({}) (the mesh has {} axes): give an array of shape (n, {})",
        file.string(), dataset, fmt::join(array.shape, ", "), c.dimension(), c.dimension()));
  return {std::move(array.values)};
}

// Refuses an earlier run whose cells along an axis differ by more than roundoff.
void check_same_axis(const meshes::Axis& axis, const std::vector<double>& edges, char letter) {
  const std::string remedy =
      "(a density is not carried from one mesh to another): use the mesh of the earlier run";
  if (static_cast<int>(edges.size()) != axis.cells() + 1)
    throw std::invalid_argument(fmt::format("the earlier run has {} cells along {}, this one {} {}",
                                            edges.size() - 1, letter, axis.cells(), remedy));
  for (std::size_t i = 0; i < edges.size(); ++i)
    if (std::abs(edges[i] - axis.edges()[i]) > 1e-12 * std::max(std::abs(edges[i]), axis.length()))
      throw std::invalid_argument(
          fmt::format("edge {} of the cells along {} is {} in the earlier run and {} here {}", i,
                      letter, edges[i], axis.edges()[i], remedy));
}

CellDensity read_earlier_run(const input::EarlierRun& run, const meshes::Mesh& mesh) {
  output::WrittenDensity density = output::read_last_density(run.file);
  if (static_cast<int>(density.edges.size()) != mesh.dimension())
    throw std::invalid_argument(fmt::format(
        "the earlier run has {} axes, this one {} (a density is not carried from one mesh to "
        "another): use the mesh of the earlier run",
        density.edges.size(), mesh.dimension()));
  for (int a = 0; a < mesh.dimension(); ++a)
    check_same_axis(mesh.axis(a), density.edges[a], "xyz"[a]);
  if (const auto bad = std::ranges::find_if(density.values,
                                            [](double p) { return !(p >= 0 && std::isfinite(p)); });
      bad != density.values.end())
    throw std::invalid_argument(fmt::format(
        "{}: the density at t = {} is {} in a cell (a density is zero or more, and finite): repeat "
        "the earlier run",
        run.file.string(), density.time, *bad));
  return {mesh, std::move(density.values)};
}

InitialLaw read_law(const input::Case& c, const meshes::Mesh& mesh) {
  if (const auto* mixture = std::get_if<std::vector<input::MixtureComponent>>(&c.initial))
    return *mixture;
  if (const auto* density = std::get_if<input::DensityFormula>(&c.initial))
    return input::formula(c, "initial.density", density->formula);
  if (const auto* image = std::get_if<input::ImageFile>(&c.initial))
    return output::read_pgm(image->path);
  if (const auto* samples = std::get_if<input::SamplesFile>(&c.initial))
    return read_points(c, *samples);
  return read_earlier_run(std::get<input::EarlierRun>(c.initial), mesh);
}

// Computes the masses on the case's mesh or on a refinement of it. Their sum is the mass inside the
// mesh; that of a formula is arbitrary.
struct MassesOn {
  const meshes::Mesh& mesh;
  double start;

  std::vector<double> operator()(const std::vector<input::MixtureComponent>& mixture) const {
    return sde::mixture_masses(mesh, mixture);
  }
  std::vector<double> operator()(const sde::Formula& density) const {
    return sde::formula_masses(mesh, density, start, 0, mesh.cells());
  }
  std::vector<double> operator()(const output::GrayImage& image) const {
    return sde::image_masses(mesh, image.width, image.height, image.white, image.values);
  }
  std::vector<double> operator()(const Points& points) const {
    return sde::sample_masses(mesh, points.coordinates);
  }
  std::vector<double> operator()(const CellDensity& density) const {
    return sde::cellwise_masses(mesh, density.mesh, density.values);
  }
};

// The share of the law outside the mesh. Only samples and Gaussians can lie outside.
double mass_outside(const input::Case& c, std::span<const double> masses) {
  if (!std::holds_alternative<std::vector<input::MixtureComponent>>(c.initial) &&
      !std::holds_alternative<input::SamplesFile>(c.initial))
    return 0;
  const double outside = std::max(0.0, 1 - meshes::total(masses));
  if (outside > most_outside)
    throw std::invalid_argument(
        fmt::format("{:.1e} of the initial mass lies outside the mesh (at most {:.0e} may be cut "
                    "off): widen mesh.lower and mesh.upper",
                    outside, most_outside));
  return outside;
}

std::string key_of(const input::Case& c) {
  constexpr std::array keys{"mixture", "density", "image", "samples", "file"};
  return fmt::format("initial.{}", keys[c.initial.index()]);
}

}  // namespace

InitialMasses initial_masses(const input::Case& c, const meshes::Mesh& mesh,
                             const std::vector<meshes::Mesh>& refinements) {
  return input::with_key_in_errors(c, key_of(c), [&] {
    const InitialLaw law = read_law(c, mesh);
    InitialMasses result;
    result.mass = std::visit(MassesOn{mesh, c.time.start}, law);
    result.cut_off = mass_outside(c, result.mass);
    sde::normalise(result.mass);
    for (const meshes::Mesh& refined : refinements) {
      result.refined.push_back(std::visit(MassesOn{refined, c.time.start}, law));
      sde::normalise(result.refined.back());
    }
    return result;
  });
}

}  // namespace loschmidt::setup
