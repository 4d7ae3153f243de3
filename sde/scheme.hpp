// The schemes of the ensemble, and which noise each of them can take: docs/theory.md, Particles.
// Sources: Kloeden & Platen 1992, chapters 14 and 15; Debrabant & Rößler 2009.
#pragma once

namespace loschmidt {

/// ode: the deterministic Heun step of a process without noise.
enum class Scheme { automatic, euler_maruyama, heun, platen, dri1, ode };

/// What a scheme must know of the noise of a process.
struct NoiseKind {
  bool additive = true;  // the same everywhere
  bool diagonal = true;  // no Wiener process drives two axes
  bool none = false;     // no noise at all
};

/// How the tables of particles hold the noise.
enum class NoiseLayout {
  additive,  // one tensor, outside the table
  diagonal,  // g_a
  matrix     // the columns of g
};

/// Order at which the law of the ensemble converges in the step size.
constexpr int weak_order(Scheme scheme) {
  return scheme == Scheme::euler_maruyama ? 1 : 2;
}

/// Heun with g(x) would converge to the Stratonovich solution, another process.
constexpr bool suits(Scheme scheme, const NoiseKind& noise) {
  if (scheme == Scheme::heun) return noise.none || noise.additive;
  if (scheme == Scheme::platen) return noise.none || noise.diagonal;
  if (scheme == Scheme::ode) return noise.none;
  return true;
}

/// The cheapest scheme of weak order 2.
constexpr Scheme automatic_scheme(const NoiseKind& noise) {
  if (noise.none) return Scheme::ode;
  if (noise.additive) return Scheme::heun;
  return noise.diagonal ? Scheme::platen : Scheme::dri1;
}

/// Does a scheme read this layout?
constexpr bool reads(Scheme scheme, NoiseLayout layout) {
  if (scheme == Scheme::heun || scheme == Scheme::ode) return layout == NoiseLayout::additive;
  if (scheme == Scheme::platen) return layout == NoiseLayout::diagonal;
  if (scheme == Scheme::dri1) return layout == NoiseLayout::matrix;
  return scheme == Scheme::euler_maruyama;
}

/// The layout in which a scheme is to find this noise: for Euler–Maruyama the smallest.
constexpr NoiseLayout layout(Scheme scheme, const NoiseKind& noise) {
  if (scheme == Scheme::platen) return NoiseLayout::diagonal;
  if (scheme == Scheme::dri1) return NoiseLayout::matrix;
  if (noise.none || noise.additive) return NoiseLayout::additive;
  return noise.diagonal ? NoiseLayout::diagonal : NoiseLayout::matrix;
}

}  // namespace loschmidt
