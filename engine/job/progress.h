// How a run tells what it is doing and how long each step took.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace vigie {

/// What a run says while it runs. Empty functions are silence.
struct Listener {
  std::function<void(const std::string& step, int percent)> step;
  std::function<void(const std::string& text)> message;
  std::function<void(const std::string& text)> warning;
};

/// Seconds by step, in the order in which steps began.
class Stopwatch {
 public:
  explicit Stopwatch(const Listener& listener) : listener_(listener) {}

  template <class Work>
  auto time(const std::string& step, int percent, Work work) {
    if (listener_.step) listener_.step(step, percent);
    const Entry entry(*this, step);
    return work();
  }
  const std::vector<std::pair<std::string, double>>& seconds() const { return seconds_; }
  double total() const { return since(begun_); }

 private:
  using Clock = std::chrono::steady_clock;
  static double since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }
  // Adds its own lifetime to the step, also when the work throws.
  class Entry {
   public:
    Entry(Stopwatch& watch, std::string step) : watch_(watch), step_(std::move(step)) {}
    ~Entry() { watch_.add(step_, since(begun_)); }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

   private:
    Stopwatch& watch_;
    std::string step_;
    Clock::time_point begun_ = Clock::now();
  };
  void add(const std::string& step, double seconds) {
    for (auto& [name, sum] : seconds_)
      if (name == step) {
        sum += seconds;
        return;
      }
    seconds_.emplace_back(step, seconds);
  }

  const Listener& listener_;
  Clock::time_point begun_ = Clock::now();
  std::vector<std::pair<std::string, double>> seconds_;
};

}  // namespace vigie
