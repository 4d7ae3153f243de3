// The progress of a run, printed to stderr by rank 0: on a terminal a bar with the time left,
// elsewhere a line every ten seconds, nothing when quiet. It also measures the wall time of every
// stage, and can write a log for programs: one JSON object per line.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

namespace loschmidt::job {

/// Every rank has one; a rank that neither prints nor logs only measures times.
class Progress {
 public:
  /// `visible` is true on the rank that prints. `log` is the file of the log, if any; it is
  /// appended to if `added`, else overwritten. Errors: OutputError when it cannot be opened.
  explicit Progress(bool visible, const std::optional<std::filesystem::path>& log = std::nullopt,
                    bool added = false);

  /// Ends the current stage, if any, and begins another.
  void begin(const std::string& stage);
  /// Ends the current stage, if any.
  void end();
  /// Ends the current stage as unfinished and logs the reason; its time is not kept.
  void stop(const std::string& reason);
  /// Reports that `done` of `total` units of the current stage are done.
  void update(double done, double total);
  /// Ends the current stage, then prints and logs the line unless it is empty.
  void note(const std::string& line);
  /// Ends the current stage, and logs the verdict and its reason.
  void conclude(const std::string& outcome, const std::string& reason);

  /// Seconds of every finished stage.
  const std::map<std::string, double>& seconds() const { return seconds_; }

 private:
  using Clock = std::chrono::steady_clock;
  double elapsed() const;
  void show(double fraction);
  /// Writes one JSON object to the log; `more` is the text of further members, each after a comma.
  void log(const std::string& event, const std::string& more);

  bool visible_;
  bool terminal_;
  std::ofstream log_;
  std::string stage_;
  Clock::time_point began_ = Clock::now();
  Clock::time_point started_;
  Clock::time_point shown_;
  std::map<std::string, double> seconds_;
};

}  // namespace loschmidt::job
