// A made-up run for the tests of output/. Every value is a pure function of (dataset, snapshot,
// place), so that tests know which values they must read.
#pragma once

#include <mpi.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "output/run_file.hpp"
#include "output/xdmf.hpp"
#include "parallel/collective.hpp"

namespace loschmidt::sample {

inline int rank() {
  int r = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &r);
  return r;
}

/// A temporary directory, the same on all ranks, removed with the object.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "loschmidt-XXXXXX").string();
    if (rank() == 0 && mkdtemp(name.data()) == nullptr) std::abort();
    path_ = parallel::from_root(MPI_COMM_WORLD, name);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    MPI_Barrier(MPI_COMM_WORLD);
    std::error_code ignored;
    if (rank() == 0) std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The bytes of a file.
inline std::string content(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// A graded mesh with the given cells per axis, which absorbs along x.
inline meshes::Mesh mesh(const std::vector<int>& cells) {
  std::vector<meshes::Axis> axes;
  for (const int n : cells) {
    std::vector<double> edges;
    for (int i = 0; i <= n; ++i) edges.push_back(-1 + 3 * std::pow(i / double(n), 1.3));
    axes.emplace_back(edges,
                      axes.empty() ? meshes::Boundary::absorbing : meshes::Boundary::periodic);
  }
  return meshes::Mesh(axes);
}

inline std::uint64_t scrambled(std::string_view path, int snapshot, std::size_t place) {
  std::uint64_t h = 1469598103934665603ULL + 7919U * static_cast<std::uint64_t>(snapshot) + place;
  for (const char c : path) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  h ^= h >> 31;
  return (h * 0x9E3779B97F4A7C15ULL) >> 12;
}

inline std::vector<std::uint64_t> counts(std::string_view path, int snapshot, std::size_t size) {
  std::vector<std::uint64_t> values(size);
  for (std::size_t i = 0; i < size; ++i) values[i] = scrambled(path, snapshot, i);
  return values;
}

inline std::vector<double> reals(std::string_view path, int snapshot, std::size_t size) {
  std::vector<double> values(size);
  for (std::size_t i = 0; i < size; ++i)
    values[i] = std::ldexp(static_cast<double>(scrambled(path, snapshot, i)), -50) - 1.7;
  return values;
}

inline output::RunHeader header() {
  return {"a title with ∂ and \"quotes\"",
          "nobody 2026",
          "0.1.0",
          "abc123",
          "3.18.4",
          82,
          "loschmidt run x.toml",
          "title = \"x\"\n",
          "title = \"x\"\nmesh.cells = [5]\n"};
}

inline output::RunTimes times() {
  return {{0.0, 0.1, 0.30000000000000004, 1.0}, {1.0, 0.30000000000000004}};
}

inline output::RunContents contents() {
  output::RunContents everything;
  everything.exact = true;
  everything.absorbing = true;
  everything.laws = {"chain", "fokker_planck"};
  return everything;
}

inline std::size_t values_per_snapshot(const meshes::Mesh& mesh, output::Extent extent) {
  std::size_t size = 1;
  for (const std::size_t n : output::snapshot_shape(mesh, extent)) size *= n;
  return size;
}

/// Writes the first `forward` and `reverse` snapshots of every dataset of the layout.
inline void fill(output::RunFile& run, const meshes::Mesh& mesh, int forward, int reverse) {
  for (const output::DatasetRow& row : output::dataset_rows()) {
    const std::size_t size = values_per_snapshot(mesh, row.extent);
    for (int k = 0; k < (row.timeline == output::Timeline::forward ? forward : reverse); ++k) {
      if (row.number == output::Number::real)
        run.write(row.path, k, reals(row.path, k, size));
      else
        run.write(row.path, k, counts(row.path, k, size));
    }
  }
  run.mark_written(output::Timeline::forward, forward);
  run.mark_written(output::Timeline::reverse, reverse);
}

inline output::RoadComparison comparison(int axes) {
  return {"ensemble",
          {1.0, 0.30000000000000004},
          {{"chi2", "chi-squared", false, {130.25, 1.0 / 3.0}},
           {"wasserstein1", "transport", true,
            reals("wasserstein1", 0, 2 * static_cast<std::size_t>(axes))}}};
}

inline output::VerdictRecord verdict() {
  return {1, "all good", 0.25, 0.0125, 1000, R"({"stepper": 1.5})", 0.125};
}

/// Writes a complete run, run.h5 and run.xdmf, into `directory`.
inline void write_run(const std::filesystem::path& directory, const meshes::Mesh& mesh, int forward,
                      int reverse) {
  output::RunFile run(MPI_COMM_WORLD, directory / "run.h5", mesh, header(), times(), contents());
  fill(run, mesh, forward, reverse);
  run.write_comparison(comparison(mesh.dimension()));
  run.write_verdict(verdict());
  run.write_diagnostics(
      {"uniformization", "as the case says", {0.5, 1.0}, {1.0, 1.0}, {1e-9, 1e-8}, {7, 8}, {1, 2}});
  run.write_performance("forward", 1.5 + rank());
  output::write_xdmf(MPI_COMM_WORLD, directory / "run.xdmf", "run.h5", mesh, times().forward,
                     forward, contents());
  run.close("complete");
}

}  // namespace loschmidt::sample
