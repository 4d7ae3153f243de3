// The difference between a score that was given to the reverse process and the solver's score.
#pragma once

#include <string>
#include <vector>

#include "app/roads/density_stage.hpp"

namespace loschmidt::judgement {

struct ScoreErrors {
  std::vector<double> times;  // the stops of the reverse run, descending
  std::vector<double> error;  // E_p ‖s − s_solver‖², over the cell centres
  std::vector<double> norm;   // E_p ‖s_solver‖², over the cell centres
};

/// The errors at every stop; empty if the reverse process uses the solver's score. Collective.
ScoreErrors score_errors(const setup::Setup& setup, const solver::DensityHistory& history);

/// The errors as a table for the printed summary, a line per stop; "" if there are none.
std::string score_table(const ScoreErrors& errors);

}  // namespace loschmidt::judgement
