// Fixed-chunk loops on a handful of std::jthread; results never depend on which thread ran what.
#include "engine/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace vigie {
namespace {

std::atomic<bool> stop{false};
int chosen_threads = 0;
thread_local const std::atomic<bool>* work_given_up = nullptr;  // of the work that this thread does

// The failure of the lowest chunk, so that the message is the same for any number of threads.
class FirstFailure {
 public:
  void keep(std::size_t chunk, std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_ || chunk < chunk_) {
      chunk_ = chunk;
      failure_ = std::move(failure);
    }
    any_ = true;
  }
  bool any() const { return any_; }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr failure_;
  std::size_t chunk_ = 0;
  std::atomic<bool> any_{false};
};

}  // namespace

void set_threads(int count) {
  chosen_threads = std::max(0, count);
}

int threads() {
  if (chosen_threads > 0) return chosen_threads;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void request_stop() noexcept {
  stop = true;
}
bool stop_requested() noexcept {
  return stop;
}
void check_stop() {
  if (stop || (work_given_up && *work_given_up)) throw Interrupted();
}

LoopsOf::LoopsOf(const std::atomic<bool>* given_up) noexcept : before_(std::exchange(work_given_up, given_up)) {}
LoopsOf::~LoopsOf() {
  work_given_up = before_;
}

void parallel_chunks(std::size_t count, std::size_t chunk, const std::function<void(std::size_t, std::size_t)>& body) {
  check_stop();
  if (count == 0) return;
  const std::size_t chunks = (count + chunk - 1) / chunk;
  std::atomic<std::size_t> next{0};
  FirstFailure failure;
  const auto work = [&, given_up = work_given_up] {
    const LoopsOf loops(given_up);
    for (std::size_t i = next++; i < chunks && !failure.any(); i = next++) {
      try {
        check_stop();
        body(i * chunk, std::min(count, (i + 1) * chunk));
      } catch (...) {
        failure.keep(i, std::current_exception());
      }
    }
  };
  {
    const std::size_t helpers = std::min<std::size_t>(static_cast<std::size_t>(threads()), chunks) - 1;
    std::vector<std::jthread> team;
    for (std::size_t i = 0; i < helpers; ++i) team.emplace_back(work);
    work();
  }
  failure.rethrow();
}

}  // namespace vigie
