// The schemes of the ensemble, and which noise each of them can take: docs/theory.md, Particles.
// Sources: Kloeden & Platen 1992, chapters 14 and 15; Debrabant & Rößler 2009.
#pragma once

#include <array>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace loschmidt::sde {

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

/// A scheme is described by one row; its step is made in sde/any_step.hpp.
struct SchemeTraits {
  Scheme scheme;
  std::string_view name;              // in a case
  int weak_order;                     // at which the law of the ensemble converges in the step size
  double cost;                        // of a step, in units of Heun's
  std::optional<NoiseLayout> layout;  // which it reads; none: the smallest that holds the noise
  bool (*takes)(const NoiseKind& noise);
  std::string_view why_not;  // it does not take other noise
};

inline constexpr std::array<SchemeTraits, 5> scheme_table{
    {{Scheme::euler_maruyama, "euler-maruyama", 1, 0.5, std::nullopt,
      [](const NoiseKind&) { return true; }, ""},
     {Scheme::heun, "heun", 2, 1, NoiseLayout::additive,
      [](const NoiseKind& noise) { return noise.none || noise.additive; },
      "with g(x) it converges to the Stratonovich solution"},
     {Scheme::platen, "platen", 2, 10, NoiseLayout::diagonal,
      [](const NoiseKind& noise) { return noise.none || noise.diagonal; },
      "it takes one Wiener process per axis"},
     {Scheme::dri1, "dri1", 2, 10, NoiseLayout::matrix, [](const NoiseKind&) { return true; }, ""},
     {Scheme::ode, "ode", 2, 0.5, NoiseLayout::additive,
      [](const NoiseKind& noise) { return noise.none; }, "it has no place for noise"}}};

/// Errors: std::invalid_argument for automatic, which is no scheme.
constexpr const SchemeTraits& traits_of(Scheme scheme) {
  for (const SchemeTraits& row : scheme_table)
    if (row.scheme == scheme) return row;
  throw std::invalid_argument("there is no such scheme");
}

constexpr int weak_order(Scheme scheme) {
  return traits_of(scheme).weak_order;
}

constexpr bool suits(Scheme scheme, const NoiseKind& noise) {
  return traits_of(scheme).takes(noise);
}

/// The cheapest scheme of weak order 2.
constexpr Scheme automatic_scheme(const NoiseKind& noise) {
  if (noise.none) return Scheme::ode;
  if (noise.additive) return Scheme::heun;
  return noise.diagonal ? Scheme::platen : Scheme::dri1;
}

/// Does a scheme read this layout?
constexpr bool reads(Scheme scheme, NoiseLayout layout) {
  return traits_of(scheme).layout.value_or(layout) == layout;
}

/// The layout in which a scheme is to find this noise.
constexpr NoiseLayout layout(Scheme scheme, const NoiseKind& noise) {
  if (const auto own = traits_of(scheme).layout) return *own;
  if (noise.none || noise.additive) return NoiseLayout::additive;
  return noise.diagonal ? NoiseLayout::diagonal : NoiseLayout::matrix;
}

}  // namespace loschmidt::sde
