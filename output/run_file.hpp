// The run file run.h5: schema `loschmidt-run` version 1, written in parallel (docs/interface.md).
// Arrays are time-major, then z, y, x slowest to fastest, without the axes that are absent; float64
// and uint64. Values not written yet read as NaN (counts: 2^64 − 1). The attribute `written` of
// /forward and /reverse counts the snapshots that are complete, and is raised only after their data
// is on disk. After a kill the counted snapshots are whole; the one being written may be partial or
// unreadable.
//
// Every call is collective over the communicator and takes the same arguments, with the same bits,
// on every rank; each rank writes its rows of the arrays. Errors: OutputError on all ranks when the
// file cannot be written, std::logic_error for a dataset, snapshot or size the file does not have.
// The communicator must outlive the object, and the object must be closed before MPI is.
#pragma once

#include <mpi.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "meshes/mesh.hpp"
#include "output/dataset.hpp"
#include "output/hdf5.hpp"
#include "output/new_file.hpp"
#include "output/run_layout.hpp"
#include "output/run_record.hpp"

namespace loschmidt::output {

class RunFile {
 public:
  /// Creates the file with all its datasets, and writes mesh, times and provenance. An earlier file
  /// of that name is removed, and the .xdmf beside it, which would refer to the new one.
  RunFile(MPI_Comm comm, const std::filesystem::path& file, const meshes::Mesh& mesh,
          const RunHeader& header, const RunTimes& times, const RunContents& contents,
          const MpiIoHints& hints = {});

  /// Writes one snapshot of a dataset of output/run_layout.cpp, in natural order (components
  /// fastest). `snapshot` counts along the dataset's own times: forward ascending, reverse
  /// descending.
  void write(std::string_view path, int snapshot, std::span<const double> values);
  void write(std::string_view path, int snapshot, std::span<const std::uint64_t> values);

  /// Marks the first `snapshots` of a timeline as complete.
  void mark_written(Timeline timeline, int snapshots);

  /// Puts all data written so far on disk, for programs that read the file during the run.
  void flush();

  void write_comparison(const RoadComparison& comparison);
  /// Writes the datasets /reverse/joint_*.
  void write_joint(const JointRecord& joint);
  void write_verdict(const VerdictRecord& verdict);
  void write_diagnostics(const Diagnostics& diagnostics);
  /// Writes the wall time of a stage in seconds; the value of rank 0 is kept.
  void write_performance(const std::string& stage, double seconds);

  /// Gives the file this name, replacing another file.
  void move_to(const std::filesystem::path& file);

  /// Sets the attribute `status` (complete, interrupted) and closes the file; call nothing after
  /// it. A file that is destroyed without this call keeps the status "running".
  void close(const std::string& status);

 private:
  void add_mesh(const meshes::Mesh& mesh);
  void add_times(Timeline timeline, const std::vector<double>& times);
  void add_snapshots(const meshes::Mesh& mesh, const RunContents& contents);
  void attach_scales(const Dataset& dataset, Timeline timeline, Extent extent);
  const Dataset& add_series(const std::string& path, Number number, const Shape& shape,
                            const Description& description, const void* values);
  void write_values(std::string_view path, int snapshot, Number number, std::size_t size,
                    const void* values);
  void reserve(std::uint64_t bytes);
  /// Runs an action that writes to the file, as on_all() does. If it fails, the file is left as it
  /// is on disk.
  void write_together(const std::function<void()>& action);

  MPI_Comm comm_;
  std::string name_;  // path of the file
  int dimension_;
  Hdf5Handle file_;
  std::map<std::string, Dataset, std::less<>> datasets_;  // closed before the file: declared after
};

}  // namespace loschmidt::output
