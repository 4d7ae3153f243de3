#include "app/initial_section.hpp"

#include <fmt/format.h>

#include "app/mesh_section.hpp"
#include "app/named_file.hpp"
#include "app/toml_reading.hpp"

namespace loschmidt {

namespace {

std::vector<MixtureComponent> read_mixture(const Case& c, const toml::node& given) {
  constexpr std::size_t most = 10000;
  const toml::array& components = *given.as_array();
  if (components.empty() || components.size() > most)
    throw case_error(c, "initial.mixture",
                     fmt::format("has {} Gaussians (each is integrated over every cell): give 1 to "
                                 "{}, or more of them as samples",
                                 components.size(), most));
  std::vector<MixtureComponent> mixture;
  for (const toml::node& node : components) {
    const std::string key = fmt::format("initial.mixture[{}]", mixture.size());
    const toml::table& entry = *node.as_table();
    const auto reals = [&](std::string_view name) {
      auto values = values_of(*entry.get(name), real_value);
      require_length(c, fmt::format("{}.{}", key, name), values.size(), c.mesh.lower.size());
      return values;
    };
    const toml::node* weight = entry.get("weight");
    if (weight == nullptr && components.size() > 1)
      throw case_error(c, key + ".weight",
                       "is missing (only a single Gaussian can do without): add \"weight = ...\"");
    mixture.push_back({weight ? real_value(*weight) : 1.0, reals("mean"), reals("std")});
  }
  return mixture;
}

ImageFile read_image(const Case& c, const std::string& name) {
  if (c.dimension() != 2)
    throw case_error(
        c, "initial.image",
        fmt::format("needs two axes (the mesh has {}): give mesh.lower and mesh.upper two entries",
                    c.dimension()));
  return {existing_file(c, "initial.image", name)};
}

// A dataset of an HDF5 file, or a text file.
DatasetFile read_samples(const Case& c, const std::string& name) {
  const std::string_view key = "initial.samples";
  if (const auto dataset = dataset_file(c, key, name)) return *dataset;
  if (!name.ends_with(".csv") && !name.ends_with(".txt"))
    throw case_error(
        c, key,
        fmt::format("\"{}\" names neither a dataset nor a .csv or .txt (nothing else can "
                    "be read): write \"file.h5:/path/of/the/points\", or give a table",
                    excerpt(name)));
  return {existing_file(c, key, name), ""};
}

}  // namespace

InitialSection read_initial(const Case& c, const toml::table& given) {
  if (given.size() != 1)
    throw case_error(
        c, "initial",
        fmt::format("has {} initial laws (a run starts from exactly one): give one of mixture, "
                    "density, image, samples, file",
                    given.size()));
  if (const toml::node* mixture = given.get("mixture")) return read_mixture(c, *mixture);
  if (const toml::node* image = given.get("image")) return read_image(c, text_value(*image));
  if (const toml::node* samples = given.get("samples"))
    return SamplesFile{read_samples(c, text_value(*samples))};
  if (const toml::node* file = given.get("file"))
    return EarlierRun{existing_file(c, "initial.file", text_value(*file))};
  return DensityFormula{formula_value(*given.get("density"))};
}

}  // namespace loschmidt
