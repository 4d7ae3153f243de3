// The words of a verdict: what was seen where, and which keys of the case file to change where
// nothing could be decided. Nothing is decided here; validation/decision.hpp did.
#pragma once

#include <string>
#include <vector>

#include "validation/verdict.hpp"

namespace loschmidt::judgement {

struct VerdictMessage {
  std::string reason;                // for every outcome; says what to change if undecided
  std::vector<std::string> remarks;  // one sentence each
};

VerdictMessage message_of(const validation::Verdict& verdict);

}  // namespace loschmidt::judgement
