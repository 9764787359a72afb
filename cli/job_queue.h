// Many jobs side by side, as long as memory lasts.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace vigie::cli {

struct QueuedJob {
  std::string name;                    // for people
  std::vector<std::string> arguments;  // of this program
  std::int64_t expected_memory = 0;    // bytes
};

struct EndedJob {
  int code = 0;
  std::string answer;     // standard output
  std::string last_line;  // on standard error, if it is no JSON
};

struct QueueLimits {
  int jobs = 1;             // at once
  std::int64_t memory = 0;  // bytes, for all that run at once
};

/// Runs all of them and gives one result per job, in their order. A job starts while another runs only if what they are
/// expected to need, or have been seen to use, stays within the limit; if they come to use more, the youngest is ended
/// and begun again when it can run alone, which harms nothing since a run writes whole files only. Once a stop is
/// requested, running jobs are asked to stop and the others end with 130. `heard` gets every line of each job.
std::vector<EndedJob> run_queue(const std::vector<QueuedJob>& jobs, const QueueLimits& limits,
                                const std::function<void(const QueuedJob&, const std::string& line)>& heard);

}  // namespace vigie::cli
