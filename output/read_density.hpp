// Reading of the latest density of an earlier run, from its run file. Serial: each rank may read by
// itself.
#pragma once

#include <filesystem>
#include <vector>

namespace loschmidt::output {

struct WrittenDensity {
  double time = 0;                         // forward time of the snapshot
  std::vector<std::vector<double>> edges;  // per axis
  std::vector<double> values;              // cell averages, natural order
};

/// Returns the last snapshot that was written completely, even of a run that is going on or was
/// killed. Errors: std::invalid_argument when the file is no run file of a known version, or holds
/// no density or no snapshot yet; OutputError when it is damaged.
WrittenDensity read_last_density(const std::filesystem::path& file);

}  // namespace loschmidt::output
