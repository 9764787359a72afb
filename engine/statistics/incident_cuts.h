// Chains of reports that drift along a street are more than one incident.
#pragma once

#include <vector>

#include "engine/base/calendar.h"
#include "engine/data/shapes.h"

namespace vigie {

/// A report with the time for which it stays open, both ends included.
struct OpenReport {
  Point at;
  Instant from = 0, to = 0;
  std::size_t index = 0;
};

inline double squared_distance(Point a, Point b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

inline bool open_together(const OpenReport& a, const OpenReport& b) {
  return a.from <= b.to && b.from <= a.to;
}

/// Indexes of the reports, by incident: all together where no two of them lie more than twice the distance apart; else
/// each report, in order of time, joins the nearest first report (ties: the earliest) within the distance whose
/// incident is still open, or begins one.
std::vector<std::vector<std::size_t>> cut_to_width(std::vector<OpenReport> reports, double distance);

}  // namespace vigie
