// Work beside the caller's own.
#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <thread>
#include <utility>

#include "engine/base/parallel.h"

namespace vigie {

/// One piece of work in a thread of its own, such as reading one file while another is opened. Loops in it run on as
/// many threads as any. Where nobody asks for the result it is given up at its loops' next chunk. With one thread in
/// all, the work is done when its result is asked for.
template <class Result>
class Background {
 public:
  /// What `work` uses must outlive this, and must not change before `get` has returned.
  explicit Background(std::function<Result()> work)
      : task_([this, done = std::move(work)] {
          const LoopsOf loops(&given_up_);
          return done();
        }),
        result_(task_.get_future()) {
    if (threads() > 1) thread_ = std::jthread([this] { task_(); });
  }
  ~Background() { given_up_ = true; }  // the thread is waited for
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  /// Waits for the result, once. Throws what the work threw.
  Result get() {
    if (!thread_.joinable()) task_();
    return result_.get();
  }

 private:
  std::atomic<bool> given_up_{false};
  std::packaged_task<Result()> task_;
  std::future<Result> result_;
  std::jthread thread_;  // last, so that it ends before what it uses
};

}  // namespace vigie
