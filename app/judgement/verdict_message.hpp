// The text of a verdict: what was observed where, and which keys of the case file to change if the
// run is undecided. The decision itself is made in validation/decision.hpp.
#pragma once

#include <string>
#include <vector>

#include "validation/verdict.hpp"

namespace loschmidt::judgement {

struct VerdictMessage {
  std::string reason;                // for every outcome; says what to change if undecided
  std::vector<std::string> remarks;  // one sentence each
};

/// The message of a verdict that was reached.
VerdictMessage message_of(const validation::Verdict& verdict);

}  // namespace loschmidt::judgement
