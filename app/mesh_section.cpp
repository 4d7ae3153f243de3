#include "app/mesh_section.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <system_error>

#include "app/named_file.hpp"
#include "app/toml_reading.hpp"
#include "output/output_error.hpp"

namespace loschmidt {

namespace {

Boundary boundary_value(const toml::node& node) {
  const std::string wanted = text_value(node);
  for (const Boundary boundary : {Boundary::periodic, Boundary::absorbing})
    if (wanted == name(boundary)) return boundary;
  return Boundary::reflecting;
}

std::vector<double> edges_in_file(const Case& c, const std::string& key, const std::string& name) {
  std::ifstream file(existing_file(c, key, name));
  std::vector<double> values;
  double value = 0;
  while (file >> value) values.push_back(value);
  if (values.empty() || !file.eof())
    throw case_error(
        c, key,
        fmt::format("\"{}\" is no list of numbers (the axis is made of them): give a text "
                    "file of edges, ascending, with white space between them",
                    excerpt(name)));
  return values;
}

using Names = std::vector<std::string_view>;

Names parameters_of(std::string_view kind) {
  if (kind == "sinh") return {"center", "strength"};
  if (kind == "clustered") return {"centers", "width", "strength"};
  if (kind == "edges") return {"values"};
  if (kind == "file") return {"path"};
  return {};
}

// A parameter of another kind would be ignored, a missing one guessed: refuse both.
void check_parameters(const Case& c, const std::string& key, std::string_view kind,
                      const toml::table& given) {
  const Names wanted = parameters_of(kind);
  const std::string advice =
      wanted.empty() ? "it takes none" : fmt::format("it takes {}", fmt::join(wanted, ", "));
  for (const auto name : wanted)
    if (!given.contains(name))
      throw case_error(
          c, key,
          fmt::format("a {} grading needs \"{}\" (it has no default): {}", kind, name, advice));
  for (const auto& [name, node] : given)
    if (name.str() != "kind" && std::ranges::find(wanted, name.str()) == wanted.end())
      throw case_error(
          c, fmt::format("{}.{}", key, name.str()),
          fmt::format("means nothing for a {} grading (it would be ignored): {}", kind, advice));
}

Grading grading_value(const Case& c, const std::string& key, const toml::table& given) {
  const std::string kind = text_value(*given.get("kind"));
  check_parameters(c, key, kind, given);
  const auto real = [&](std::string_view name) { return real_value(*given.get(name)); };
  const auto reals = [&](std::string_view name) { return values_of(*given.get(name), real_value); };
  if (kind == "sinh") return SinhGrading{real("center"), real("strength")};
  if (kind == "clustered")
    return ClusteredGrading{reals("centers"), real("width"), real("strength")};
  if (kind == "edges") return ExplicitEdges{reals("values")};
  if (kind == "file")
    return ExplicitEdges{edges_in_file(c, key + ".path", text_value(*given.get("path")))};
  return UniformGrading{};
}

void check_centers(const Case& c, const MeshSection& mesh, std::size_t a) {
  const auto* clustered = std::get_if<ClusteredGrading>(&mesh.grading[a]);
  if (clustered == nullptr) return;
  const std::string key = fmt::format("mesh.grading[{}].centers", a);
  constexpr std::size_t most = 100;
  const auto& centers = clustered->centers;
  if (centers.empty() || centers.size() > most)
    throw case_error(
        c, key,
        fmt::format("has {} entries (cells are fine around each of them): give 1 to {}",
                    centers.size(), most));
  for (const double center : centers)
    if (center < mesh.lower[a] || center > mesh.upper[a])
      throw case_error(c, key,
                       fmt::format("{} lies outside the axis, [{}, {}] (no cell would be finer for "
                                   "it): give places on the axis",
                                   center, mesh.lower[a], mesh.upper[a]));
}

void check_box(const Case& c, const MeshSection& mesh) {
  const std::size_t d = mesh.lower.size();
  if (d < 1 || d > 3)
    throw case_error(c, "mesh.lower",
                     fmt::format("has {} entries (one per axis): give 1, 2 or 3", d));
  require_length(c, "mesh.upper", mesh.upper.size(), d);
  for (std::size_t a = 0; a < d; ++a)
    if (!(mesh.upper[a] > mesh.lower[a]))
      throw case_error(
          c, fmt::format("mesh.upper[{}]", a),
          fmt::format("must be above mesh.lower (got {} and {}; the axis would have no "
                      "length): exchange or correct them",
                      mesh.upper[a], mesh.lower[a]));
}

// Explicit edges say themselves where the axis ends and how many cells it has.
void check_edges(const Case& c, const MeshSection& mesh, std::size_t a,
                 const ExplicitEdges& edges) {
  const std::string key = fmt::format("mesh.grading[{}]", a);
  if (edges.values.size() < 5)
    throw case_error(
        c, key,
        fmt::format("has {} edges (an axis needs 4 cells): give 5 or more", edges.values.size()));
  if (edges.values.front() != mesh.lower[a] || edges.values.back() != mesh.upper[a])
    throw case_error(
        c, key,
        fmt::format("the edges run from {} to {} but mesh.lower and mesh.upper say {} "
                    "and {} (they must agree): change one of them",
                    edges.values.front(), edges.values.back(), mesh.lower[a], mesh.upper[a]));
}

std::vector<int> cells_of(const Case& c, const MeshSection& mesh, const toml::node* given) {
  const std::size_t d = mesh.lower.size();
  std::vector<int> cells(d, 0);
  if (given) {
    const auto values = values_of(*given, integer_value);
    require_length(c, "mesh.cells", values.size(), d);
    cells.assign(values.begin(), values.end());
  }
  for (std::size_t a = 0; a < d; ++a) {
    const auto* edges = std::get_if<ExplicitEdges>(&mesh.grading[a]);
    if (!edges && !given)
      throw case_error(c, "mesh.cells",
                       "is missing (only explicit edges imply the number of cells): add \"cells = "
                       "[...]\" to [mesh]");
    if (!edges) continue;
    check_edges(c, mesh, a, *edges);
    const int implied = static_cast<int>(edges->values.size()) - 1;
    if (given && cells[a] != implied)
      throw case_error(c, fmt::format("mesh.cells[{}]", a),
                       fmt::format("is {} but the edges make {} cells (they must agree): drop "
                                   "mesh.cells or correct it",
                                   cells[a], implied));
    cells[a] = implied;
  }
  return cells;
}

void check_number_of_cells(const Case& c, const MeshSection& mesh) {
  double all_cells = 1;
  for (std::size_t a = 0; a < mesh.lower.size(); ++a) all_cells *= mesh.cells[a];
  if (all_cells > std::numeric_limits<int>::max())
    throw case_error(
        c, "mesh.cells",
        fmt::format("makes {:.3g} cells (they are numbered with 32 bits): stay below {}", all_cells,
                    std::numeric_limits<int>::max()));
  for (std::size_t a = 0; a < mesh.lower.size(); ++a) check_centers(c, mesh, a);
}

}  // namespace

void require_length(const Case& c, std::string_view key, std::size_t length,
                    std::size_t dimension) {
  if (length != dimension)
    throw case_error(c, key,
                     fmt::format("has {} entries but mesh.lower has {} (one per axis): give {}",
                                 length, dimension, dimension));
}

std::filesystem::path resolved_path(const Case& c, const std::string& path) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(c.file.parent_path() / path, error);
  if (error)
    throw OutputError(fmt::format("{}: {} cannot be found from here ({}): go to another directory",
                                  c.file.string(), toml_string(path), error.message()));
  return absolute.lexically_normal();
}

MeshSection read_mesh(const Case& c, const toml::table& given) {
  MeshSection mesh;
  mesh.lower = values_of(*given.get("lower"), real_value);
  mesh.upper = values_of(*given.get("upper"), real_value);
  check_box(c, mesh);
  mesh.boundary = values_of(*given.get("boundary"), boundary_value);
  require_length(c, "mesh.boundary", mesh.boundary.size(), mesh.lower.size());
  const toml::array& grading = *given.get_as<toml::array>("grading");
  require_length(c, "mesh.grading", grading.size(), mesh.lower.size());
  for (std::size_t a = 0; a < grading.size(); ++a)
    mesh.grading.push_back(
        grading_value(c, fmt::format("mesh.grading[{}]", a), *grading.get_as<toml::table>(a)));
  mesh.cells = cells_of(c, mesh, given.get("cells"));
  check_number_of_cells(c, mesh);
  return mesh;
}

}  // namespace loschmidt
