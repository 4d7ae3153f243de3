#include "app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace loschmidt {

Progress::Progress(bool visible) : visible_(visible), terminal_(isatty(STDERR_FILENO) != 0) {}

double Progress::elapsed() const {
  return std::chrono::duration<double>(Clock::now() - started_).count();
}

void Progress::begin(const std::string& stage) {
  end();
  stage_ = stage;
  started_ = shown_ = Clock::now();
  if (visible_ && terminal_) show(0);
}

void Progress::end() {
  if (stage_.empty()) return;
  seconds_[stage_] += elapsed();
  if (visible_ && terminal_) {
    show(1);
    fmt::print(stderr, "\n");
  }
  stage_.clear();
}

void Progress::update(double done, double total) {
  if (!visible_) return;
  const auto pause = std::chrono::milliseconds(terminal_ ? 200 : 10000);
  if (Clock::now() - shown_ < pause) return;
  shown_ = Clock::now();
  show(total > 0 ? done / total : 1);
}

void Progress::note(const std::string& line) {
  end();
  if (visible_ && !line.empty()) fmt::print(stderr, "{}\n", line);
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

}  // namespace loschmidt
