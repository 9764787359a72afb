// A loop that looks at every job twenty times a second.
#include "cli/job_queue.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <set>
#include <thread>

#include "cli/job_process.h"
#include "cli/memory_size.h"
#include "engine/base/error.h"
#include "engine/base/parallel.h"

namespace vigie::cli {
namespace {

class Queue {
 public:
  using Heard = std::function<void(const QueuedJob&, const std::string&)>;

  Queue(const std::vector<QueuedJob>& jobs, const QueueLimits& limits, const Heard& heard)
      : jobs_(jobs), limits_(limits), heard_(heard), ended_(jobs.size()) {
    for (std::size_t i = 0; i < jobs.size(); ++i) waiting_.push_back(i);
  }

  std::vector<EndedJob> run() {
    constexpr std::chrono::milliseconds glance{50};
    while (!waiting_.empty() || !running_.empty()) {
      if (stop_requested()) stop();
      while (may_start()) start();
      std::this_thread::sleep_for(glance);
      listen();
      if (used() > limits_.memory && running_.size() > 1) put_back_youngest();
    }
    return std::move(ended_);
  }

 private:
  struct Running {
    std::size_t job;
    std::unique_ptr<JobProcess> process;
    std::int64_t peak = 0;
    bool put_back = false;
  };

  bool may_start() const {
    if (waiting_.empty()) return false;
    if (running_.empty()) return true;
    const std::size_t next = waiting_.front();
    if (alone_.contains(next) || running_.size() >= static_cast<std::size_t>(limits_.jobs)) return false;
    std::int64_t needed = jobs_[next].expected_memory;
    for (const Running& one : running_) {
      if (alone_.contains(one.job)) return false;
      needed += std::max(one.peak, jobs_[one.job].expected_memory);
    }
    return needed <= limits_.memory;
  }

  void start() {
    const std::size_t next = waiting_.front();
    waiting_.pop_front();
    try {
      running_.push_back({next, std::make_unique<JobProcess>(jobs_[next].arguments)});
    } catch (const Error& fault) {
      ended_[next] = {static_cast<int>(fault.code()), "", fault.what()};
    }
  }

  void stop() {
    for (std::size_t job : waiting_)
      ended_[job] = {static_cast<int>(ExitCode::interrupted), "", "not run: interrupted"};
    waiting_.clear();
    for (const Running& one : running_) one.process->ask_to_stop();
  }

  std::int64_t used() const {
    std::int64_t bytes = 0;
    for (const Running& one : running_) bytes += resident_memory(one.process->id());
    return bytes;
  }

  void put_back_youngest() {
    Running& youngest = running_.back();
    if (youngest.put_back) return;
    youngest.put_back = true;
    youngest.process->ask_to_stop();
  }

  void listen() {
    for (Running& one : running_) {
      one.peak = std::max(one.peak, resident_memory(one.process->id()));
      const bool over = one.process->has_ended();
      for (const std::string& line : one.process->new_lines()) {
        if (!line.starts_with('{')) ended_[one.job].last_line = line;
        heard_(jobs_[one.job], line);
      }
      if (over) finish(one);
    }
    std::erase_if(running_, [](const Running& one) { return one.process == nullptr; });
  }

  void finish(Running& one) {
    ended_[one.job].code = one.process->exit_code();
    ended_[one.job].answer = one.process->answer();
    // It may have been done before the signal came.
    if (one.put_back && one.process->exit_code() != 0 && !stop_requested()) {
      alone_.insert(one.job);
      waiting_.push_back(one.job);
      ended_[one.job] = {};
    }
    one.process.reset();
  }

  const std::vector<QueuedJob>& jobs_;
  const QueueLimits& limits_;
  const Heard& heard_;
  std::vector<EndedJob> ended_;
  std::deque<std::size_t> waiting_;
  std::vector<Running> running_;
  std::set<std::size_t> alone_;
};

}  // namespace

std::vector<EndedJob> run_queue(const std::vector<QueuedJob>& jobs, const QueueLimits& limits,
                                const std::function<void(const QueuedJob&, const std::string& line)>& heard) {
  return Queue(jobs, limits, heard).run();
}

}  // namespace vigie::cli
