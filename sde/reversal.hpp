// Time reversal as a function from coefficients to coefficients. A reversal is four numbers
// (α, β, γ, λ): the reverse process has noise λ g and drift
//     b = −α f + ½(1 + λ²)(β ∇·D + γ D s),            docs/theory.md (6), (9)
// so that (1, 1, 1, λ) is right for every λ. Anderson's reversal has λ = 1, and the others are
// errors that the literature warns about. Sources: Anderson 1982; Haussmann & Pardoux 1986; Song et
// al. 2021.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "sde/coefficients.hpp"

namespace loschmidt::sde {

struct Reversal {
  double drift = 1;       // α
  double divergence = 1;  // β
  double score = 1;       // γ
  double noise = 1;       // λ
  bool operator==(const Reversal&) const = default;
};

/// Returns the reversal with this name in the case file, or nothing if no reversal has it.
std::optional<Reversal> named_reversal(std::string_view name);
std::span<const std::string_view> reversal_names();

/// Returns κ, the strength of the drift from the poles σ of the score at absorbing ends
/// (sde/absorbing_axis.hpp), relative to the reverse process's own tensor λ²D: ½(1 + λ²) γ D σ = κ
/// λ²D σ. λ must be positive.
double repulsion(const Reversal& reversal);

/// Returns the coefficients of the reverse process at the points of `forward`, in the clock of
/// `forward`. `score` holds the components of ∇ log p that belong to those of `forward`, in the
/// same order and of the same length. Errors: std::invalid_argument when the lengths differ.
Coefficients reverse(Coefficients forward, std::span<const double> score, const Reversal& reversal);

}  // namespace loschmidt::sde
