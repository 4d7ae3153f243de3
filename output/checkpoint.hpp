// Checkpoints: the results that a run has computed so far, as numbered records in files under
// DIR/checkpoint. Each file holds the records added since the one before, so that writing it costs
// only these. A file gets its name when all of it is on disk. Any number of files from the first on
// is a state from which a run can be continued. Serial: for rank 0.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace loschmidt::output {

/// The result of one computation, which `name` identifies.
struct Record {
  std::string name;
  std::vector<double> reals;
  std::vector<std::uint64_t> counts;
};

/// Records by the number of their computation.
using Records = std::map<std::uint64_t, Record>;

/// The case that was computed, and the program that computed it.
struct CheckpointOrigin {
  std::string resolved_text;  // every key of the case with its value, as TOML
  std::string version;        // version of the program, with its commit
  std::int64_t ranks = 1;
};

class Checkpoint {
 public:
  /// Refers to the checkpoint of the run in `directory`. Nothing is read or written yet.
  explicit Checkpoint(const std::filesystem::path& directory)
      : path_(directory / "checkpoint"), unreadable_(directory / "checkpoint.unreadable") {}

  /// Returns the origin, or nothing if there is no checkpoint or its first file cannot be read.
  std::optional<CheckpointOrigin> origin() const;
  /// The result of reading: all records, of two with the same number the later one. If a file
  /// cannot be read, it and all later ones are set aside, and the next files written take their
  /// place. Errors: OutputError.
  struct Found {
    Records records;
    bool damaged = false;
  };
  Found read() const;
  /// Moves the files from number `first` on to unreadable(), where nothing removes them. Returns
  /// their number. Errors: OutputError.
  std::size_t set_aside(std::size_t first) const;
  /// The directory of the files that were set aside.
  const std::filesystem::path& unreadable() const { return unreadable_; }
  /// Adds a file. The earlier files are not changed. Errors: OutputError.
  void write(const CheckpointOrigin& origin, const Records& records) const;
  /// Removes all files. Errors: OutputError.
  void remove() const;

 private:
  std::filesystem::path file(std::size_t number) const;
  bool exists(std::size_t number) const;

  std::filesystem::path path_;
  std::filesystem::path unreadable_;
};

}  // namespace loschmidt::output
