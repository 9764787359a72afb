// The last run in numbers, for Prometheus' textfile collector.
#pragma once

#include <string>

#include "engine/job/run.h"

namespace vigie::cli {

/// What a run came to, whether it went well or not.
struct RunOutcome {
  int code = 0;
  double seconds = 0;
  double finished = 0;                  // seconds since 1970, by the clock
  const RunSummary* summary = nullptr;  // null if it failed
  std::string alert_fault;              // "" unless the alert command failed
};

/// Gauges in the exposition format, labelled with the job's name, without timestamps. The time of the last success is
/// kept from `before` (the old text) if this run failed; the rows, if it found nothing changed.
std::string metrics_text(const std::string& job, const RunOutcome& outcome, const std::string& before);

}  // namespace vigie::cli
