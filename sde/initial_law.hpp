// Initial laws as cell masses on the whole mesh, natural order. Serial.
#pragma once

#include <span>
#include <vector>

#include "meshes/mesh.hpp"
#include "sde/formula.hpp"

namespace loschmidt::sde {

struct GaussianComponent {
  double weight = 1;
  std::vector<double> mean;  // per axis
  std::vector<double> std;   // per axis, standard deviation
};

/// Masses of a Gaussian mixture (weights normalised), exact to roundoff in the far tails too: each
/// interval is a difference of erfc on its tail side. On periodic axes it is wrapped around. The
/// sum is the mass inside the mesh, 1 or less.
std::vector<double> mixture_masses(const meshes::Mesh& mesh,
                                   std::span<const GaussianComponent> mixture);

/// ∫ of a formula at time t over cells [first, last) in natural numbering, by a Gauss–Legendre
/// product rule (5, 3 or 2 points per axis in 1, 2 or 3 dimensions).
/// Errors: std::invalid_argument where the formula is negative or not finite.
std::vector<double> formula_masses(const meshes::Mesh& mesh, const Formula& density, double t,
                                   std::size_t first, std::size_t last);

/// Masses of a picture that covers the box of a 2-D mesh: constant on each pixel, mass in
/// proportion to darkness (white − value), first row at the top (largest y). Sum 1.
/// Errors: std::invalid_argument when the picture is all white.
std::vector<double> image_masses(const meshes::Mesh& mesh, int width, int height, double white,
                                 std::span<const double> values);

/// The share of equally weighted points in each cell, wrapped around on periodic axes. points: n
/// times d coordinates. The sum is the share inside the mesh, 1 or less.
/// Errors: std::invalid_argument where a coordinate is not finite, or there is no point.
std::vector<double> sample_masses(const meshes::Mesh& mesh, std::span<const double> points);

/// Masses of a density that is constant on each cell of `source`, on a mesh whose cells are parts
/// of those.
std::vector<double> cellwise_masses(const meshes::Mesh& mesh, const meshes::Mesh& source,
                                    std::span<const double> density);

/// Divides by the sum and returns it. Errors: std::invalid_argument unless it is finite and
/// positive.
double normalise(std::vector<double>& masses);

}  // namespace loschmidt::sde
