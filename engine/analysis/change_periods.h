// Which two periods are compared within one set of reports, and where the latest days are not all in yet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/study.h"
#include "engine/base/calendar_span.h"
#include "engine/statistics/lag_completeness.h"

namespace vigie {

/// Where the reports stop being complete.
struct Completeness {
  bool judged = false;  // false: no time of registration is known, so nothing is left out
  LagCompleteness lag;
  int days_left_out = 0;             // before the time of the run
  Instant complete_to = no_instant;  // start of the first local day that is not complete; the end of the study if none
};

/// By the reports' own times of registration; with fewer than 50 old reports the last four weeks count as incomplete.
/// The time of the run is the end of the study period, or the last registration if that is later.
Completeness completeness_of(const Study& study);

struct Window {
  Instant from = no_instant, to = no_instant;  // half open, local days
};

/// `now` ends where the reports are complete; `before` ends where `now` begins (or a year before it ends).
struct WindowPair {
  Window before, now;
  bool covered = false;  // both lie inside the study period
};

enum class Versus { release, previous, year_before };

WindowPair windows_of(const Study& study, Versus versus, const CalendarSpan& span, Instant end);

/// Reports by neighbourhood in a window.
std::vector<double> counts_in(const Study& study, const Window& window);

}  // namespace vigie
