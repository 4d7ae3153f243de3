// Progress on stderr, from rank 0: a bar with the time left on a terminal, a line every ten seconds
// elsewhere, nothing when quiet. Also keeps the wall time of every stage, and a log of it all for
// programs: one JSON object per line.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

namespace loschmidt::job {

class Progress {
 public:
  /// visible: this rank is to print. log: a file to be written anew or, if `added`, to be added to;
  /// or none. Errors: OutputError when the log cannot be opened.
  explicit Progress(bool visible, const std::optional<std::filesystem::path>& log = std::nullopt,
                    bool added = false);

  /// Ends the current stage, if any, and begins another.
  void begin(const std::string& stage);
  void end();
  /// Leaves the current stage unfinished.
  void stop(const std::string& reason);
  /// done of total units of the current stage.
  void update(double done, double total);
  /// A line of its own, if there is one to show.
  void note(const std::string& line);
  /// How it ended, for the log alone.
  void conclude(const std::string& outcome, const std::string& reason);

  /// Seconds per stage, finished ones.
  const std::map<std::string, double>& seconds() const { return seconds_; }

 private:
  using Clock = std::chrono::steady_clock;
  double elapsed() const;
  void show(double fraction);
  /// `more`: further members, each with a comma before it.
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
