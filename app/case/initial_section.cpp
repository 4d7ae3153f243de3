#include <fmt/format.h>

#include "app/case/named_file.hpp"
#include "app/case/sections.hpp"

namespace loschmidt::input {

namespace {

using enum Kind;
using enum Arity;

const std::vector<EntryKey<MixtureComponent>> mixture_entries = {
    {{.key = "initial.mixture[].weight",
      .kind = real,
      .range = {.min = 0, .max = 1e100, .min_allowed = false},
      .help = "relative weight; may be left out of a single Gaussian"},
     member<&MixtureComponent::weight>()},
    {{.key = "initial.mixture[].mean",
      .kind = real,
      .arity = list,
      .default_text = "required",
      .unit = "x",
      .help = "one number per axis"},
     per_axis<&MixtureComponent::mean>()},
    {{.key = "initial.mixture[].std",
      .kind = real,
      .arity = list,
      .default_text = "required",
      .unit = "x",
      .range = Range::above(0),
      .help = "standard deviation, one number per axis"},
     per_axis<&MixtureComponent::std>()},
};

void read_mixture(Case& c, const Given& given) {
  constexpr std::size_t most = 10000;
  const toml::array& components = *given.node.as_array();
  if (components.empty() || components.size() > most)
    throw case_error(c, given.key,
                     fmt::format("has {} Gaussians (each is integrated over every cell): give 1 to "
                                 "{}, or more of them as samples",
                                 components.size(), most));
  std::vector<MixtureComponent> mixture;
  for (const toml::node& node : components) {
    const std::string key = fmt::format("{}[{}]", given.key, mixture.size());
    if (components.size() > 1 && !node.as_table()->contains("weight"))
      throw case_error(c, key + ".weight",
                       "is missing (only a single Gaussian can do without): add \"weight = ...\"");
    mixture.push_back(read_entries(mixture_entries, {c, key, node}));
  }
  c.initial = std::move(mixture);
}

std::string mixture_text(const Case& c) {
  const auto* mixture = std::get_if<std::vector<MixtureComponent>>(&c.initial);
  if (!mixture) return "";
  return toml_list(*mixture,
                   [](const MixtureComponent& g) { return entries_text(mixture_entries, g); });
}

void read_density(Case& c, const Given& given) {
  c.initial = DensityFormula{formula_value(given.node)};
}

std::string density_text(const Case& c) {
  const auto* density = std::get_if<DensityFormula>(&c.initial);
  return density ? toml_text(density->formula) : "";
}

// Reads the name of the samples: a dataset of an HDF5 file, or a text file.
void read_samples(Case& c, const Given& given) {
  const std::string name = text_value(given.node);
  if (const auto dataset = dataset_file(c, given.key, name)) {
    c.initial = SamplesFile{*dataset};
    return;
  }
  if (!name.ends_with(".csv") && !name.ends_with(".txt"))
    throw case_error(
        c, given.key,
        fmt::format("\"{}\" names neither a dataset nor a .csv or .txt (nothing else can "
                    "be read): write \"file.h5:/path/of/the/points\", or give a table",
                    parallel::excerpt(name)));
  c.initial = SamplesFile{{existing_file(c, given.key, name), ""}};
}

std::string samples_text(const Case& c) {
  const auto* samples = std::get_if<SamplesFile>(&c.initial);
  return samples ? toml_text(dataset_text(samples->points)) : "";
}

std::filesystem::path samples_file(const Case& c) {
  const auto* samples = std::get_if<SamplesFile>(&c.initial);
  return samples ? samples->points.file : "";
}

void read_image(Case& c, const Given& given) {
  if (c.dimension() != 2)
    throw case_error(
        c, given.key,
        fmt::format("needs two axes (the mesh has {}): give mesh.lower and mesh.upper two entries",
                    c.dimension()));
  c.initial = ImageFile{existing_file(c, given.key, text_value(given.node))};
}

std::filesystem::path image_file(const Case& c) {
  const auto* image = std::get_if<ImageFile>(&c.initial);
  return image ? image->path : "";
}

void read_earlier_run(Case& c, const Given& given) {
  c.initial = EarlierRun{existing_file(c, given.key, text_value(given.node))};
}

std::filesystem::path earlier_run_file(const Case& c) {
  const auto* run = std::get_if<EarlierRun>(&c.initial);
  return run ? run->file : "";
}

// The path file(c) as TOML; "" where the case has none.
template <std::filesystem::path (*file)(const Case&)>
std::string path_text(const Case& c) {
  const auto path = file(c);
  return path.empty() ? "" : toml_text(path.string());
}

const std::vector<Key> table_of_keys = {
    {{.key = "initial.mixture", .kind = table, .arity = list, .help = "Gaussians, 10000 at most"},
     {read_mixture, mixture_text},
     options_of(mixture_entries)},
    {{.key = "initial.density", .kind = formula, .help = "a formula; normalised by the program"},
     {read_density, density_text}},
    {{.key = "initial.samples",
      .help = "points, binned on the mesh: \"data.h5:/points\" of shape (n, d), or a .csv or .txt"},
     {read_samples, samples_text},
     {},
     samples_file},
    {{.key = "initial.image",
      .help = "PGM picture over a 2-D box; dark is dense, first row at the top"},
     {read_image, path_text<image_file>},
     {},
     image_file},
    {{.key = "initial.file", .help = "run.h5 of an earlier run on the same mesh: its last density"},
     {read_earlier_run, path_text<earlier_run_file>},
     {},
     earlier_run_file},
};

}  // namespace

std::span<const Key> initial_keys() {
  return table_of_keys;
}

}  // namespace loschmidt::input
