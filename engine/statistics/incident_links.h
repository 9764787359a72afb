// Which reports are about the same incident, where nobody wrote it down.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/calendar.h"

namespace vigie {

/// All spans have one entry per report; `closed` may be empty.
struct LinkableReports {
  std::span<const double> x, y;            // metres
  std::span<const Instant> time;           // no_instant: never linked
  std::span<const Instant> closed;         // no_instant, or before `time`: unknown
  std::span<const std::int32_t> category;  // negative: never linked
};

struct LinkRule {
  double distance = 30;  // metres, above 0
  double days = 14;      // for which a report without time of closing stays open
};

/// The number of the incident of each report: that of its first report in the order given.
///
/// Two reports are linked if they have the same category, lie at most `distance` apart, and the later one was made
/// while the earlier one was open. Incidents are the connected components of these links. One that is wider than twice
/// the distance is cut: its reports, in order of time, each join the nearest first report within the distance whose
/// incident is still open, or begin an incident of their own. Neither the order of reports nor further copies of a
/// report change which reports belong together.
std::vector<std::int64_t> linked_incidents(const LinkableReports& reports, const LinkRule& rule);

}  // namespace vigie
