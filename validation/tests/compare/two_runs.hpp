// Made-up run files for the tests of comparisons, equal except for the edits of a test.
#pragma once

#include <functional>

#include "validation/tests/output/sample_run.hpp"

namespace loschmidt::test {

template <class Value>
using Edit = std::function<void(std::string_view path, int snapshot, std::vector<Value>& values)>;

/// The changes to a run file; by default none.
struct Edits {
  Edit<double> reals = [](std::string_view, int, std::vector<double>&) {};
  Edit<std::uint64_t> counts = [](std::string_view, int, std::vector<std::uint64_t>&) {};
  output::RunTimes times = sample::times();
  std::string resolved = "[reverse]\nseed = 1\nparticles = 5000\nsteps = 20\n";
};

/// Writes a run with all of its snapshots, 1000 particles in each cell and 5 outside, then edited.
inline void write_run(const std::filesystem::path& file, const meshes::Mesh& mesh,
                      const Edits& edits = {}) {
  output::RunHeader header = sample::header();
  header.resolved_text = edits.resolved;
  output::RunFile run(MPI_COMM_WORLD, file, mesh, header, edits.times, sample::contents());
  for (const output::DatasetRow& row : output::dataset_rows()) {
    const bool forward = row.timeline == output::Timeline::forward;
    const auto& times = forward ? edits.times.forward : edits.times.reverse;
    const std::size_t size = sample::values_per_snapshot(mesh, row.extent);
    for (int k = 0; k < static_cast<int>(times.size()); ++k) {
      auto reals = sample::reals(row.path, k, size);
      std::vector<std::uint64_t> counts(size, row.extent == output::Extent::cells ? 1000 : 5);
      edits.reals(row.path, k, reals);
      edits.counts(row.path, k, counts);
      if (row.number == output::Number::real)
        run.write(row.path, k, reals);
      else
        run.write(row.path, k, counts);
    }
  }
  run.mark_written(output::Timeline::forward, static_cast<int>(edits.times.forward.size()));
  run.mark_written(output::Timeline::reverse, static_cast<int>(edits.times.reverse.size()));
  run.close("complete");
}

/// The files of a reference and of an edited run, which are removed with the object.
struct TwoRuns {
  sample::Scratch scratch;
  meshes::Mesh mesh = sample::mesh({5, 4});

  explicit TwoRuns(const Edits& edits = {}) {
    write_run(reference(), mesh);
    write_run(computed(), mesh, edits);
  }
  std::filesystem::path reference() const { return scratch.path() / "reference.h5"; }
  std::filesystem::path computed() const { return scratch.path() / "computed.h5"; }
};

}  // namespace loschmidt::test
