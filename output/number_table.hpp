// Reading of text tables of numbers, .csv and .txt as spreadsheets, numpy.savetxt and people write
// them: one row per line, numbers separated by commas, semicolons or white space. Empty lines, text
// after a # and one header line without any number are skipped. Serial.
#pragma once

#include <filesystem>
#include <vector>

namespace loschmidt::output {

/// Returns all rows, one after the other. Errors: std::invalid_argument, naming the line, when the
/// file cannot be read, a row has not `columns` finite numbers, or there is no row.
std::vector<double> read_number_table(const std::filesystem::path& file, int columns);

}  // namespace loschmidt::output
