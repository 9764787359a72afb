// Shares of area, people, incidents and hot cells inside a set of watch areas.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/analysis/study.h"
#include "engine/analysis/watch_validity.h"
#include "engine/data/shapes.h"

namespace vigie {

/// Which watch areas covered each incident at its own time.
struct IncidentCover {
  std::vector<std::vector<std::int32_t>> by;  // per incident: watch areas valid at its time, ascending
  std::vector<std::uint8_t> dated;            // 0: no time although watch areas have dates; not counted
  std::vector<std::int64_t> reports_in;       // per watch area: reports inside while it was valid
  std::vector<Validity> valid;                // of each watch area
  std::vector<Instant> times;                 // of the incidents that count, ascending; empty without times
};
IncidentCover incident_cover(const Study& study, int stale_after_months);

/// Hot cells as one shape inside the study area; empty if there are none.
struct HotPlaces {
  bool known = false;  // a hot spot analysis on cells has run
  MultiPolygon shape;
  std::vector<std::uint8_t> cell;  // per grid cell
};

/// Incidents of each neighbourhood with a known time, and how many of them a set of watch areas covered then.
struct CoveredIncidents {
  std::vector<double> all, covered;     // per neighbourhood
  double total = 0, total_covered = 0;  // in the study area
  double hot = 0, hot_covered = 0;      // in hot cells
};

/// Vectors have one entry per neighbourhood; NaN where a share has no denominator.
struct CoverMeasures {
  std::vector<double> area, population, dwellings, incidents, hot;
  struct Total {
    double value, lower, upper;  // NaN limits where there are none
  };
  Total total_area, total_population, total_dwellings, total_incidents, total_hot, total_hot_incidents;
  CoveredIncidents counted;
};

/// Measures of the watch areas flagged in `members`; `cover` is the union of those of them that count today.
CoverMeasures measure_cover(const Study& study, const std::vector<std::uint8_t>& members, const MultiPolygon& cover,
                            const IncidentCover& incidents, const HotPlaces& hot);

}  // namespace vigie
