// What every analysis starts from: reports in places, in a period, in a study area.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/data/grid.h"
#include "engine/data/point_set.h"
#include "engine/data/zone_set.h"

namespace vigie {

/// Half open [from, to). `years` is the sum over calendar years of the share of each that lies inside, so that a
/// calendar year counts exactly 1. All no_instant and 1 year where reports carry no time.
struct Period {
  Instant from = no_instant, to = no_instant;
  double years = 1;
  bool known() const { return from != no_instant; }
};

/// Cells with less of them in the study area are counted, not tested.
inline constexpr double least_inside = 0.1;

/// The grid over the study area with what fell into it. All vectors have grid.size() entries.
struct Cells {
  Grid grid;
  std::vector<double> inside;          // share of the cell in the study area
  std::vector<std::int64_t> n, n_inc;  // reports, incidents
  std::vector<std::uint8_t> analyzed;  // enough of it inside to be tested
  std::vector<std::int64_t> listed;    // cells with a part inside or a report: the rows of the layer, ascending
  bool empty() const { return grid.size() == 0; }
};

/// Neighbourhoods with the columns that play a role. NaN where a value is missing or the role is not filled.
struct Neighbourhoods {
  ZoneSet zones;
  std::vector<std::string> name;
  std::vector<double> population, dwellings, households, deprivation;
  std::vector<std::int64_t> n, n_inc;
  bool has_population() const { return !population.empty(); }
  bool has_dwellings() const { return !dwellings.empty(); }
};

/// Areas in which a form of participation exists, with validity.
struct WatchAreas {
  ZoneSet zones;
  std::vector<std::string> name, form, status;
  std::vector<Instant> valid_from, valid_to;  // no_instant: open
  std::vector<Instant> last_verified;         // no_instant: never
  std::vector<std::int64_t> members;          // no_integer: unknown
};

struct Study {
  PointSet reports;                       // every used report
  std::vector<std::int32_t> zone_of;      // neighbourhood of each report, -1 outside all
  std::vector<std::int64_t> cell_of;      // cell of each report
  std::vector<std::int64_t> incident_of;  // incident number of each report, 0-based
  std::vector<std::size_t> first_report;  // of each incident: the earliest report (ties: first row)
  bool has_reports = false;
  Neighbourhoods neighbourhoods;
  WatchAreas watch;
  MultiPolygon area;  // the study area
  Cells cells;
  Period period;
  TimeZone zone{"UTC"};

  std::int64_t incidents() const { return static_cast<std::int64_t>(first_report.size()); }
};

}  // namespace vigie
