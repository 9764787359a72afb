// The order matters: nothing that can fail comes between the run and its output.
#include "cli/single_run.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "cli/alert_call.h"
#include "cli/failure.h"
#include "cli/metrics_text.h"
#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/small_file.h"
#include "engine/job/sections.h"

namespace vigie::cli {
namespace {

namespace fs = std::filesystem;

std::string metrics_path(const Job& job) {
  return job.resolve(job.section("output").text(output_keys::metrics));
}

std::string name_of(const Job& job) {
  return fs::path(job.file().empty() ? output_path(job) : job.file()).stem().string();
}

double clock_seconds() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void warn(const std::string& text, const Listener& listener, RunSummary* summary) {
  if (listener.warning) listener.warning(text);
  if (summary != nullptr) summary->warnings.push_back(text);
}

void write_metrics(const Job& job, const RunOutcome& outcome, const Listener& listener, RunSummary* summary) {
  const std::string path = metrics_path(job);
  if (path.empty()) return;
  try {
    replace_small_file(path, metrics_text(name_of(job), outcome, small_file_text(path)));
  } catch (const Error& fault) {
    warn(std::string("metrics: ") + fault.what(), listener, summary);
  }
}

}  // namespace

void check_telling(const Job& job) {
  check_alert_command(job);
  const std::string path = metrics_path(job);
  if (path.empty()) return;
  const fs::path folder = fs::absolute(path).parent_path();
  if (!fs::is_directory(folder))
    throw CannotCreateError(fmt::format("[output] metrics: the folder {} does not exist; create it first",
                                        printable_path(folder.string())));
}

RunSummary run_and_tell(const Job& job, const Listener& listener, Rewrite rewrite, const ReadReports& reading) {
  check_telling(job);
  const double begun = clock_seconds();
  RunOutcome outcome;
  try {
    RunSummary summary = run_job(job, listener, rewrite, reading);
    outcome.alert_fault = call_alert_command(job, summary);
    if (!outcome.alert_fault.empty()) warn(outcome.alert_fault, listener, &summary);
    outcome.summary = &summary;
    outcome.finished = clock_seconds();
    outcome.seconds = outcome.finished - begun;
    write_metrics(job, outcome, listener, &summary);
    return summary;
  } catch (...) {
    outcome.summary = nullptr;
    outcome.code = failure_of(std::current_exception()).code;
    outcome.finished = clock_seconds();
    outcome.seconds = outcome.finished - begun;
    write_metrics(job, outcome, listener, nullptr);
    throw;
  }
}

}  // namespace vigie::cli
