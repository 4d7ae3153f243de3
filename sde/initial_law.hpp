// Initial laws as cell masses on the whole mesh, natural order. Serial.
#pragma once

#include <span>
#include <vector>

#include "meshes/mesh.hpp"

namespace loschmidt::sde {

struct GaussianComponent {
  double weight = 1;
  std::vector<double> mean;  // per axis
  std::vector<double> std;   // per axis, standard deviation
};

/// Returns the masses of a Gaussian mixture (weights normalised), exact to roundoff in the far
/// tails too: each interval is a difference of erfc on its tail side. On periodic axes the
/// Gaussians are wrapped around. The sum is the mass inside the mesh, 1 or less.
std::vector<double> mixture_masses(const meshes::Mesh& mesh,
                                   std::span<const GaussianComponent> mixture);

/// Returns the masses of a picture that covers the box of a 2-D mesh. The density is constant on
/// each pixel, the mass is proportional to darkness (white − value), and the first row is at the
/// top (largest y). The sum is 1. Errors: std::invalid_argument when the picture is all white.
std::vector<double> image_masses(const meshes::Mesh& mesh, int width, int height, double white,
                                 std::span<const double> values);

/// Returns the fraction of equally weighted points in each cell, wrapped around on periodic axes.
/// `points` holds d coordinates for each of n points. The sum is the fraction inside the mesh, 1 or
/// less. Errors: std::invalid_argument where a coordinate is not finite, or if there is no point.
std::vector<double> sample_masses(const meshes::Mesh& mesh, std::span<const double> points);

/// Returns the masses of a density that is constant on each cell of `source`, on a mesh whose cells
/// are parts of those cells. Beside singular ends the parts share the mass of their cell in
/// proportion to their weights.
std::vector<double> cellwise_masses(const meshes::Mesh& mesh, const meshes::Mesh& source,
                                    std::span<const double> density);

/// Divides the masses by their sum and returns the sum. Errors: std::invalid_argument unless it is
/// finite and positive.
double normalise(std::vector<double>& masses);

}  // namespace loschmidt::sde
