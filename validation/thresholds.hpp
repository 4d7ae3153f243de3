// The numbers that a verdict turns on. None is measured in the run it judges; each is argued in the
// decision page (docs/decisions) that its comment names.
#pragma once

namespace loschmidt::validation {

/// R is what this relative error of the score does to the density (0005).
inline constexpr double reference_score_error = 0.1;

/// The probability with which an error must be seen before silence counts (0004).
inline constexpr double required_power = 0.99;

/// The share of R that numerical error A may reach: A ≤ R/4 (0004).
inline constexpr double largest_error_share = 0.25;

/// Rule (a): how many times what refinement explains, before any division by an order, an observed
/// size must exceed (0004).
inline constexpr double beyond_refinement_factor = 4;

/// How many times the failed control's observed size a rejection must exceed to count (0018).
inline constexpr double beyond_control_factor = 4;

/// The control's observed size from which it says nothing about the sampler at all (0018).
inline constexpr double useless_control_size = 1;

/// A term (∇·D, drift) counts as tested where half of it does at least this share of what the
/// reference error of the score does (0018).
inline constexpr double tested_term_share = 0.25;

/// An L1 distance to which a limit says nothing: half of the mass is in the wrong place (0020).
inline constexpr double least_blind_limit = 1;

/// Forward particles that must survive for a control to exist (0018).
inline constexpr double fewest_survivors = 1;

/// Standard deviations of the twin's estimate that are allowed for beside it (0004).
inline constexpr double allowance_deviations = 3;

/// How much more of the mesh is allowed for than its order promises. Orders are reached on fine
/// meshes only: on 32 cells, where 512 do well, errors of 2.8 times that were seen (0010).
inline constexpr double mesh_caution = 3;

/// The bend of log p from cell to cell above which a mesh does not resolve it, and the share of
/// such a cell's mass that may be misplaced, in proportion to the bend (0018).
inline constexpr double resolved_bend = 0.25;
inline constexpr double misplaced_share = 0.25;

/// The largest weak order that may be trusted where particles meet walls, and where Euler–Maruyama
/// with noise that depends on x does, or a full tensor in a corner (0007).
inline constexpr double largest_order_at_walls = 1;
inline constexpr double smallest_order_at_walls = 0.5;

/// Particles near walls that do not matter: of a layer a tenth off, these add about 1 to
/// chi-squared (0007).
inline constexpr double negligible_particles_at_walls = 100;

/// The chance that an observed size lies beyond either bound of the error budget (0012).
inline constexpr double budget_chance = 5e-4;

/// The largest error of the chain where it goes back by its own transposes; implicit steps are
/// allowed this many times the solver's tolerance (0008).
inline constexpr double chain_roundoff = 1e-11;
inline constexpr double chain_tolerance_factor = 10;

}  // namespace loschmidt::validation
