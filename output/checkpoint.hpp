// Checkpoints: what a run has computed so far, as numbered records in files of their own under
// DIR/checkpoint. Each file holds what came since the one before, so that writing one costs what is
// new; it appears under its name only when all of it is on disk, and any number of them from the
// first on is a state that can be continued. Serial: for rank 0.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace loschmidt::output {

/// The result of one computation; of which, its name tells.
struct Record {
  std::string name;
  std::vector<double> reals;
  std::vector<std::uint64_t> counts;
};

/// By the number of the computation.
using Records = std::map<std::uint64_t, Record>;

/// Which program computed which case.
struct CheckpointOrigin {
  std::string resolved_text;  // every key of the case with its value, as TOML
  std::string version;        // of the program, with its commit
  std::int64_t ranks = 1;
};

class Checkpoint {
 public:
  /// Of the run in `directory`; nothing is read or written yet.
  explicit Checkpoint(const std::filesystem::path& directory)
      : path_(directory / "checkpoint"), unreadable_(directory / "checkpoint.unreadable") {}

  /// None where there is none, or one that cannot be read.
  std::optional<CheckpointOrigin> origin() const;
  /// All records, the later of two of one number. A file that cannot be read, and all behind it,
  /// are set aside, and what is written next takes their place. Errors: OutputError.
  struct Found {
    Records records;
    bool damaged = false;
  };
  Found read() const;
  /// Moves the files from this one on to where nothing is removed; how many.
  /// Errors: OutputError.
  std::size_t set_aside(std::size_t first) const;
  /// Where they are then.
  const std::filesystem::path& unreadable() const { return unreadable_; }
  /// Adds a file. Errors: OutputError; the files before stay as they are.
  void write(const CheckpointOrigin& origin, const Records& records) const;
  /// Errors: OutputError.
  void remove() const;

 private:
  std::filesystem::path file(std::size_t number) const;
  bool exists(std::size_t number) const;

  std::filesystem::path path_;
  std::filesystem::path unreadable_;
};

}  // namespace loschmidt::output
