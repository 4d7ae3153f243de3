// mesh.breaks: places at which coefficients may jump or have kinks, and the edges that they become.
#pragma once

#include <string>

#include "app/case/key.hpp"

namespace loschmidt::input {

/// Reads one list per axis; on a line the brackets of the only axis may be left out. Errors:
/// InputError unless there is a list for each axis.
void read_breaks(Case& c, const Given& given);
/// Returns the lists as TOML, without those brackets on a line; [] if no axis has breaks.
std::string breaks_text(const Case& c);

/// Sets the numbers of the edges on breaks: the even number nearest to the place of each in the
/// grading. Errors: InputError for a break that is not inside its axis, does not ascend, is less
/// than two cells away from another or from an end, or is no explicit edge with an even number.
void number_breaks(Case& c);

}  // namespace loschmidt::input
