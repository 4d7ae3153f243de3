// Numbers in the form in which files hold them: no NaN and no infinity, which JSON lacks and many
// readers reject. The largest finite number replaces infinity (a divergence from a law that lacks
// mass, an error that nothing would have shown) and NaN.
#pragma once

#include "output/run_record.hpp"

namespace loschmidt::output {

double finite_or_largest(double value);

RoadComparison finite_or_largest(RoadComparison comparison);
VerdictRecord finite_or_largest(VerdictRecord verdict);

}  // namespace loschmidt::output
