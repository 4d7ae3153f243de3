#include "output/read_density.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>

#include "output/hdf5_reading.hpp"
#include "output/output_error.hpp"

namespace loschmidt {

WrittenDensity read_last_density(const std::filesystem::path& file) {
  const Hdf5Handle run = open_run(file);
  const std::string path = "/forward/density";
  if (!has_link(run.get(), path))
    throw std::invalid_argument(
        fmt::format("{} holds no density (the earlier run did not write it): run that case with "
                    "\"density\" among output.fields",
                    file.string()));
  const auto written = number_attribute<std::int64_t>(open_object(run.get(), "/forward").get(),
                                                      "written", H5T_NATIVE_INT64);
  if (written < 1)
    throw std::invalid_argument(
        fmt::format("{} holds no snapshot yet (its run has just begun, or ended early): let the "
                    "earlier run write one",
                    file.string()));
  WrittenDensity density;
  std::size_t cells = 1;
  for (const std::string axis : {"x", "y", "z"})
    if (const std::string edges = "/mesh/" + axis + "_edges"; has_link(run.get(), edges)) {
      density.edges.push_back(read_reals(run.get(), edges));
      cells *= density.edges.back().size() - 1;
    }
  const auto last = static_cast<hsize_t>(written - 1);
  density.time = read_reals(run.get(), "/forward/time").at(last);
  density.values = read_numbers_at(open_object(run.get(), path).get(), path, last).values;
  if (density.values.size() != cells)
    throw OutputError(
        fmt::format("{}: {} has {} cells and its mesh {} (the file is damaged): "
                    "repeat the earlier run",
                    file.string(), path, density.values.size(), cells));
  return density;
}

}  // namespace loschmidt
