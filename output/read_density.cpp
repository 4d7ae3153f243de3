#include "output/read_density.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>

#include "output/rehearsal.hpp"
#include "output/run_reading.hpp"

namespace loschmidt::output {

namespace {

const std::string path = "/forward/density";

hsize_t last_written(hid_t run, const std::filesystem::path& file, const StoredSeries& forward) {
  if (!has_link(run, path))
    throw std::invalid_argument(
        fmt::format("{} holds no density (the earlier run did not write it): run that case with "
                    "\"density\" among output.fields",
                    file.string()));
  if (forward.written < 1)
    throw std::invalid_argument(
        fmt::format("{} holds no snapshot yet (its run has just begun, or ended early): let the "
                    "earlier run write one",
                    file.string()));
  return forward.written - 1;
}

WrittenDensity last_density(const std::filesystem::path& file) {
  const Hdf5Handle run = open_run(file);
  const StoredSeries forward = read_series(run.get(), Timeline::forward);
  const hsize_t last = last_written(run.get(), file, forward);
  WrittenDensity density{forward.times[last], read_edges(run.get()), {}};
  density.values =
      read_numbers_at(open_object(run.get(), path).get(), path, last, cells_within(density.edges));
  return density;
}

}  // namespace

WrittenDensity read_last_density(const std::filesystem::path& file) {
  return rehearsed(file, [&] { return last_density(file); });
}

}  // namespace loschmidt::output
