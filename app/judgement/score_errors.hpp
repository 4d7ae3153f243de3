// How far a score that was given to the reverse process is from the solver's.
#pragma once

#include <string>
#include <vector>

#include "app/roads/density_stage.hpp"

namespace loschmidt::judgement {

struct ScoreErrors {
  std::vector<double> times;  // the stops of the reverse run, descending
  std::vector<double> error;  // E_p ‖s − s_solver‖², over the cell centres
  std::vector<double> norm;   // E_p ‖s_solver‖², likewise
};

/// Empty if the solver's score is the one that is used. Collective.
ScoreErrors score_errors(const setup::Setup& setup, const solver::DensityHistory& history);

/// A line per stop for the printed summary; "" where there is none.
std::string score_table(const ScoreErrors& errors);

}  // namespace loschmidt::judgement
