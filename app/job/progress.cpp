#include "app/job/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "output/json.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::job {

Progress::Progress(bool visible, const std::optional<std::filesystem::path>& log, bool added)
    : visible_(visible), terminal_(isatty(STDERR_FILENO) != 0) {
  if (!log) return;
  log_.open(*log, added ? std::ios::app : std::ios::trunc);
  if (!log_)
    throw parallel::OutputError(
        fmt::format("cannot write {} (--log-json): check that its directory exists "
                    "and permissions",
                    log->string()));
}

double Progress::elapsed() const {
  return std::chrono::duration<double>(Clock::now() - started_).count();
}

void Progress::begin(const std::string& stage) {
  end();
  stage_ = stage;
  started_ = shown_ = Clock::now();
  log("begin", "");
  if (visible_ && terminal_) show(0);
}

void Progress::end() {
  if (stage_.empty()) return;
  seconds_[stage_] += elapsed();
  log("end", fmt::format(R"(, "seconds": {:.6g})", elapsed()));
  if (visible_ && terminal_) {
    show(1);
    fmt::print(stderr, "\n");
  }
  stage_.clear();
}

void Progress::stop(const std::string& reason) {
  log("stopped", fmt::format(R"(, "reason": {})", output::json_string(reason)));
  if (visible_ && terminal_ && !stage_.empty()) fmt::print(stderr, "\n");
  stage_.clear();
}

void Progress::update(double done, double total) {
  if (!visible_ && !log_.is_open()) return;
  const auto pause = std::chrono::milliseconds(visible_ && terminal_ ? 200 : 10000);
  if (Clock::now() - shown_ < pause) return;
  shown_ = Clock::now();
  log("progress", fmt::format(R"(, "done": {}, "total": {})", output::json_number(done),
                              output::json_number(total)));
  if (visible_) show(total > 0 ? done / total : 1);
}

void Progress::note(const std::string& line) {
  end();
  if (!line.empty()) log("note", fmt::format(R"(, "text": {})", output::json_string(line)));
  if (visible_ && !line.empty()) fmt::print(stderr, "{}\n", line);
}

void Progress::conclude(const std::string& outcome, const std::string& reason) {
  end();
  log("verdict", fmt::format(R"(, "verdict": {}, "reason": {})", output::json_string(outcome),
                             output::json_string(reason)));
}

void Progress::log(const std::string& event, const std::string& more) {
  if (!log_.is_open()) return;
  const double since = std::chrono::duration<double>(Clock::now() - began_).count();
  log_ << fmt::format(R"({{"time": {:.3f}, "event": {}, "stage": {}{}}})", since,
                      output::json_string(event), output::json_string(stage_), more)
       << std::endl;
}

void Progress::show(double fraction) {
  const double spent = elapsed();
  const std::string left =
      fraction >= 1
          ? fmt::format("{:.1f} s", spent)
          : (fraction > 0 ? fmt::format("ETA {:.0f} s", spent * (1 - fraction) / fraction) : "");
  if (!terminal_) {
    fmt::print(stderr, "{}: {:.0f} %, {}\n", stage_, 100 * fraction, left);
  } else {
    constexpr int width = 30;
    const int full = static_cast<int>(fraction * width);
    fmt::print(stderr, "\r{:<24} [{}{}] {:3.0f} % {:<12}", stage_, std::string(full, '='),
               std::string(width - full, ' '), 100 * fraction, left);
  }
  std::fflush(stderr);
}

}  // namespace loschmidt::job
