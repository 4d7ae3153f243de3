// Numbers as files hold them: no NaN and no infinity, which JSON lacks and readers trip over. The
// largest finite number stands for infinity (a divergence from a law that lacks mass, an error that
// nothing would have shown) and for what is not a number.
#pragma once

#include "output/run_record.hpp"

namespace loschmidt::output {

double finite_or_largest(double value);

RoadComparison finite_or_largest(RoadComparison comparison);
VerdictRecord finite_or_largest(VerdictRecord verdict);

}  // namespace loschmidt::output
