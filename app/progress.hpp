// Progress on stderr, from rank 0: a bar with the time left on a terminal, a line every ten seconds
// elsewhere, nothing when quiet. Also keeps the wall time of every stage.
#pragma once

#include <chrono>
#include <map>
#include <string>

namespace loschmidt {

class Progress {
 public:
  /// visible: this rank is to print.
  explicit Progress(bool visible);

  /// Ends the current stage, if any, and begins another.
  void begin(const std::string& stage);
  void end();
  /// done of total units of the current stage.
  void update(double done, double total);
  /// A line of its own, if there is one to show.
  void note(const std::string& line);

  /// Seconds per stage, finished ones.
  const std::map<std::string, double>& seconds() const { return seconds_; }

 private:
  using Clock = std::chrono::steady_clock;
  double elapsed() const;
  void show(double fraction);

  bool visible_;
  bool terminal_;
  std::string stage_;
  Clock::time_point started_;
  Clock::time_point shown_;
  std::map<std::string, double> seconds_;
};

}  // namespace loschmidt
