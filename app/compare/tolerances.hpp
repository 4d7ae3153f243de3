// The selection of datasets for `loschmidt compare` and their tolerances: globs over the paths of
// datasets, and tolerances by glob from a TOML file:
//   "/forward/score" = { rtol = 1e-6, atol = 1e-10 }
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace loschmidt::comparison {

/// Whether a glob matches a path. `*` stands for any characters, including slashes, `?` for one
/// character.
bool matches(std::string_view glob, std::string_view path);

/// The largest difference that passes: absolute + relative · (norm of the reference).
struct Tolerance {
  double relative = 1e-8;
  double absolute = 1e-14;
};

using Tolerances = std::vector<std::pair<std::string, Tolerance>>;  // glob first, in file order

/// The tolerance of a dataset: that of the last glob that matches, or the defaults.
Tolerance tolerance_of(const Tolerances& tolerances, std::string_view path);

/// Reads the tolerances. Errors: InputError, with file and line, where the file cannot be read or
/// is not such a table.
Tolerances read_tolerances(const std::filesystem::path& file);

}  // namespace loschmidt::comparison
