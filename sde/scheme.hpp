// The schemes of the ensemble, and the kinds of noise that each can take: docs/theory.md,
// Particles. Sources: Kloeden & Platen 1992, chapters 14 and 15; Debrabant & Rößler 2009.
#pragma once

#include <array>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace loschmidt::sde {

/// The available schemes. ode is the deterministic Heun step of a process without noise.
enum class Scheme { automatic, euler_maruyama, heun, platen, dri1, ode };

/// The properties of a process's noise on which the choice of a scheme depends.
struct NoiseKind {
  bool additive = true;  // the same everywhere
  bool diagonal = true;  // no Wiener process drives two axes
  bool none = false;     // no noise at all
};

/// The layout of the noise in the tables of particles.
enum class NoiseLayout {
  additive,  // one tensor, outside the table
  diagonal,  // g_a
  matrix     // the columns of g
};

/// One row of the table of schemes. sde/any_step.hpp makes the step of a scheme.
struct SchemeTraits {
  Scheme scheme;
  std::string_view name;              // in a case
  int weak_order;                     // order of convergence of the ensemble's law in the step
  double cost;                        // work of a step, in units of Heun's
  std::optional<NoiseLayout> layout;  // the layout it reads; none: the smallest for the noise
  bool (*takes)(const NoiseKind& noise);
  std::string_view rejection_reason;  // the reason why it does not take other noise
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

/// Returns the row of a scheme. Errors: std::invalid_argument for automatic, which has none.
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

/// Returns the cheapest scheme of weak order 2.
constexpr Scheme automatic_scheme(const NoiseKind& noise) {
  if (noise.none) return Scheme::ode;
  if (noise.additive) return Scheme::heun;
  return noise.diagonal ? Scheme::platen : Scheme::dri1;
}

/// Whether a scheme reads this layout.
constexpr bool reads(Scheme scheme, NoiseLayout layout) {
  return traits_of(scheme).layout.value_or(layout) == layout;
}

/// Returns the layout in which a scheme reads this noise.
constexpr NoiseLayout layout(Scheme scheme, const NoiseKind& noise) {
  if (const auto own = traits_of(scheme).layout) return *own;
  if (noise.none || noise.additive) return NoiseLayout::additive;
  return noise.diagonal ? NoiseLayout::diagonal : NoiseLayout::matrix;
}

}  // namespace loschmidt::sde
