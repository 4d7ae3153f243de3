// The thresholds on which a verdict depends. None is measured in the run it judges. The comment of
// each names the decision page (docs/decisions) or the equation of docs/theory.md that introduces
// it.
#pragma once

namespace loschmidt::validation {

/// The relative error of the score whose effect on the density defines R (0005).
inline constexpr double reference_score_error = 0.1;

/// The probability with which an error must be detected before the lack of a rejection counts
/// (0004).
inline constexpr double required_power = 0.99;

/// The fraction of R that numerical error A may reach: A ≤ R/4 (0004).
inline constexpr double largest_error_share = 0.25;

/// Rule (a): an observed size must exceed the size explained by refinement, before any division by
/// an order, by this factor (0018, theory (18)).
inline constexpr double beyond_refinement_factor = 4;

/// A difference from the density that is at most this factor times what the right reversal is
/// predicted to make, with the error of the prediction, falsifies nothing (0021).
inline constexpr double predicted_size_factor = 2;

/// The part of the predicted difference from the density that the prediction's own error may reach
/// for the difference to explain anything (0021).
inline constexpr double largest_departure_share = 0.5;

/// The factor by which a control variate must divide the variance for a directed test to falsify or
/// to count as sensitive. Where it divides by less, the backward equation does not describe the
/// steps of the particles, and its own error may be larger than its estimate (0022).
inline constexpr double least_variance_factor = 10;

/// The part of what an error of the score, or of another term, changes in an expectation that is
/// not known: the change is measured for score × 0.9 and × 1.1 and for half of a term (0022).
inline constexpr double unknown_part_of_score = 0.1;
inline constexpr double unknown_part_of_terms = 0.3;

/// If the control failed, an observed size must exceed the control's by this factor for its
/// rejection to count (0018).
inline constexpr double beyond_control_factor = 4;

/// From this observed size of the control on, no rejection counts (0018).
inline constexpr double useless_control_size = 1;

/// A term (∇·D, drift) counts as tested if the effect of half of it is at least this fraction of
/// the effect of the score's reference error (0018).
inline constexpr double tested_term_share = 0.25;

/// A limit on an L1 distance is meaningless above this value: half of the mass is in the wrong
/// place (0020).
inline constexpr double least_blind_limit = 1;

/// Number of forward particles that must survive for a control to exist (0020).
inline constexpr double fewest_survivors = 1;

/// Standard deviations of the twin's estimate that are added to the estimate (theory (17)).
inline constexpr double allowance_deviations = 3;

/// Margin on the error of the mesh over that which its order promises. Orders are reached on fine
/// meshes only: on 32 cells, where 512 are fine enough, errors 2.8 times as large were observed
/// (0010).
inline constexpr double mesh_caution = 3;

/// A mesh does not resolve log p where its second difference from cell to cell exceeds
/// resolved_bend. The fraction misplaced_share of such a cell's mass, in proportion to that
/// difference, may be misplaced (0018).
inline constexpr double resolved_bend = 0.25;
inline constexpr double misplaced_share = 0.25;

/// The largest weak orders that are assumed where particles meet walls: the first in general, the
/// second for Euler–Maruyama with noise that depends on x, or a full tensor in a corner (0007).
inline constexpr double largest_order_at_walls = 1;
inline constexpr double smallest_order_at_walls = 0.5;

/// A number of particles near walls that can be neglected: with an error of a tenth in their layer,
/// they add about 1 to chi-squared (0007).
inline constexpr double negligible_particles_at_walls = 100;

/// The probability that an observed size lies beyond either bound of the error budget (theory
/// (21)).
inline constexpr double budget_chance = 5e-4;

/// The largest error of the chain where it is reversed by its own transposes. Implicit steps may
/// reach chain_tolerance_factor times the solver's tolerance (theory, "Roads back without
/// particles").
inline constexpr double chain_roundoff = 1e-11;
inline constexpr double chain_tolerance_factor = 10;

}  // namespace loschmidt::validation
