// A case: everything on which a run depends, read from a TOML file and --set, checked, with
// defaults filled in. app/case/options.hpp has keys, ranges and defaults, docs/interface.md their
// meaning. In comments d is the number of axes, the length of mesh.lower. The case is plain data,
// the same on every rank.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "meshes/axis.hpp"
#include "meshes/grading.hpp"
#include "parallel/excerpt.hpp"
#include "parallel/input_error.hpp"
#include "sde/initial_law.hpp"
#include "sde/reversal.hpp"
#include "sde/scheme.hpp"
#include "sde/sde.hpp"
#include "sde/time_grid.hpp"
#include "validation/road.hpp"

namespace loschmidt::input {

/// One Gaussian with independent axes; weights are relative, they need not sum to 1.
using MixtureComponent = sde::GaussianComponent;

struct DensityFormula {
  std::string formula;
};

struct ImageFile {
  std::filesystem::path path;  // absolute
};

struct DatasetFile {
  std::filesystem::path file;  // absolute
  std::string dataset;         // in an HDF5 file; empty: the file is a text table
};

struct SamplesFile {
  DatasetFile points;
};

struct EarlierRun {
  std::filesystem::path file;  // absolute
};

struct MeshSection {
  std::vector<double> lower, upper;        // d each
  std::vector<int> cells;                  // d, also where edges are explicit
  std::vector<meshes::Boundary> boundary;  // d
  std::vector<meshes::Grading> grading;    // d; edges of a file as values
  std::vector<meshes::Breaks> breaks;      // d
};

struct SdeSection {
  std::vector<std::string> drift;              // d formulas, docs/theory.md (1)
  std::vector<std::string> diffusion;          // 1: g times the identity; d: the diagonal of g
  std::vector<std::vector<std::string>> rows;  // instead of `diffusion`: d rows of g
  std::map<std::string, std::string> definitions;
  sde::Interpretation interpretation = sde::Interpretation::ito;
};

using InitialSection =
    std::variant<std::vector<MixtureComponent>, DensityFormula, ImageFile, SamplesFile, EarlierRun>;

struct ExactSection {
  std::string density;
  std::vector<std::string> score;  // d, or empty: by differences of log density
};

struct TimeSection {
  double start = 0, end = 0;
  std::optional<double> stop;     // none: the plan chooses it
  std::vector<double> snapshots;  // ascending, without duplicates, start and end among them
};

struct SolverSection {
  std::string method;  // auto | uniformization | tr-bdf2 | backward-euler
  int steps = 0;       // 0: chosen by tolerance
  double tolerance = 0;
  bool extrapolation = false;
  int extrapolation_meshes = 2;
};

struct SolverScore {};
struct ExactScore {};
struct ScoreFile {
  DatasetFile field;
};
/// The source of the score of the reverse process.
using ScoreSection = std::variant<SolverScore, ExactScore, ScoreFile>;

struct ReverseSection {
  std::uint64_t particles = 0;
  int steps = 0;
  sde::Scheme scheme = sde::Scheme::automatic;
  sde::TimeGrid time_grid = sde::TimeGrid::quadratic;
  std::uint64_t seed = 0;
  std::optional<std::string> start;  // a formula; none: the density at the end
  sde::Reversal reversal;
  ScoreSection score;
  std::string reversal_name;  // the name, or the four numbers as an inline table
};

struct ValidationSection {
  double significance = 0, tolerance = 0;
  std::set<validation::Road> roads;  // to compute
  std::vector<double> joint_times;   // none or two, ascending
  double sensitivity = 0;            // relative score error to detect; 0: use reverse.particles

  bool asks(validation::Road road) const { return roads.contains(road); }
  bool asks_for_ensembles() const { return asks_for_any(true); }
  bool asks_for_laws() const { return asks_for_any(false); }  // roads without particles

 private:
  bool asks_for_any(bool particles) const {
    return std::ranges::any_of(
        roads, [&](auto road) { return validation::traits_of(road).particles == particles; });
  }
};

struct OutputSection {
  std::optional<std::filesystem::path> directory;  // absolute; -o on the command line wins
  std::set<std::string> fields;
  double checkpoint = 600;      // seconds between checkpoints; 0: none
  double max_walltime = 0;      // seconds; 0: no limit
  double history_memory = 512;  // MB per rank of densities at all times; more is kept on disk
  double memory = 0;            // MB that each rank may take; 0: what the system has available
  std::map<std::string, std::string> mpi_io_hints;
};

/// What a case says about itself; nothing is computed from it.
struct Description {
  std::string title, reference, expect;
};

/// Where a case comes from.
struct CaseSource {
  std::filesystem::path file;  // as typed
  std::string text;            // the file, verbatim
  /// The places where keys were given: from a key such as "sde.drift[1]" to "case.toml:12" or
  /// "--set".
  std::map<std::string, std::string, std::less<>> origins;

  /// The file name without directory and extension.
  std::string name() const { return file.stem().string(); }

  /// The place where a key was given, or else its nearest parent; the file if neither was.
  std::string where(std::string_view key) const {
    for (auto cut = key.size(); cut != std::string_view::npos; cut = key.find_last_of(".[")) {
      key = key.substr(0, cut);
      if (const auto found = origins.find(key); found != origins.end()) return found->second;
    }
    return file.string();
  }
};

struct Case {
  CaseSource source;
  Description description;

  MeshSection mesh;
  SdeSection sde;
  InitialSection initial;
  std::optional<ExactSection> exact;
  TimeSection time;
  SolverSection solver;
  ReverseSection reverse;
  ValidationSection validation;
  OutputSection output;

  int dimension() const { return static_cast<int>(mesh.lower.size()); }
};

/// An error about one key; `message` by the grammar "what is wrong (why that matters): what to do".
inline parallel::InputError case_error(const Case& c, std::string_view key,
                                       std::string_view message) {
  return parallel::InputError(fmt::format("{}: {}: {}", parallel::excerpt(c.source.where(key), 100),
                                          parallel::excerpt(key), message));
}

inline constexpr auto scheme_names = [] {
  std::array<std::pair<std::string_view, sde::Scheme>, sde::scheme_table.size() + 1> names{
      {{"auto", sde::Scheme::automatic}}};
  for (std::size_t k = 0; k < sde::scheme_table.size(); ++k)
    names[k + 1] = {sde::scheme_table[k].name, sde::scheme_table[k].scheme};
  return names;
}();

inline constexpr std::array<std::pair<std::string_view, sde::Interpretation>, 3>
    interpretation_names{{{"ito", sde::Interpretation::ito},
                          {"stratonovich", sde::Interpretation::stratonovich},
                          {"hanggi-klimontovich", sde::Interpretation::hanggi_klimontovich}}};

inline constexpr std::array<std::pair<std::string_view, sde::TimeGrid>, 4> time_grid_names{
    {{"uniform", sde::TimeGrid::uniform},
     {"quadratic", sde::TimeGrid::quadratic},
     {"cubic", sde::TimeGrid::cubic},
     {"log-snr", sde::TimeGrid::log_snr}}};

inline const std::array<std::pair<std::string_view, meshes::Boundary>, 3> boundary_names{
    {{meshes::name(meshes::Boundary::reflecting), meshes::Boundary::reflecting},
     {meshes::name(meshes::Boundary::periodic), meshes::Boundary::periodic},
     {meshes::name(meshes::Boundary::absorbing), meshes::Boundary::absorbing}}};

/// The table of names that a value belongs to.
constexpr const auto& names_of(sde::Scheme) {
  return scheme_names;
}
constexpr const auto& names_of(sde::Interpretation) {
  return interpretation_names;
}
constexpr const auto& names_of(sde::TimeGrid) {
  return time_grid_names;
}
inline const auto& names_of(meshes::Boundary) {
  return boundary_names;
}

}  // namespace loschmidt::input
