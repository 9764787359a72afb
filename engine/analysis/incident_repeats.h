// Incidents as the reporting rate sees them: when they became known, how long they could be reported again, how often
// they were.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/study.h"

namespace vigie {

struct IncidentRepeats {
  std::vector<std::size_t> report;    // first report of each incident that takes part
  std::vector<double> exposure_days;  // from there to closing, horizon or end of the data
  std::vector<std::int64_t> repeats;  // further reports in that time, staff and sensors left out
  std::int64_t copies = 0;            // reports that equal an earlier one of their incident: no second voice
  std::int64_t after_exposure = 0;    // further reports made after it ended
  std::int64_t undated = 0;           // incidents without a time
  std::int64_t early_closed = 0;      // closing before the first report: taken as unknown
  std::int64_t closed_at_last = 0;    // repeated incidents that close with their last report
  bool has_closed = false;            // some incident has a time of closing
};

/// Of the incidents whose category stands in `categories` (empty: all). The study must have a period.
IncidentRepeats incident_repeats(const Study& study, double horizon_days, std::span<const std::string> categories);

}  // namespace vigie
