// What every analysis starts from: reports in places, in a period, in a study area.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/vocabulary.h"
#include "engine/base/calendar.h"
#include "engine/data/grid.h"
#include "engine/data/incident_numbers.h"
#include "engine/data/lines.h"
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
  std::vector<std::int64_t> placed;    // reports whose own place is known; empty where that is all of them
  bool empty() const { return grid.size() == 0; }
  /// What tests on cells look at: a report that only stands for its area would make a hot spot of a stand-in point.
  const std::vector<std::int64_t>& tested() const { return placed.empty() ? n : placed; }
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
  std::vector<std::string> member_unit;       // person, household, establishment; "": unknown
  std::vector<std::string> active_hours;      // as given; "": none declared
};

/// Counts that came by area instead of as points: one entry per used row of the table.
struct AreaCounts {
  std::vector<std::int64_t> row;    // record number in the source
  std::vector<std::int32_t> zone;   // neighbourhood
  std::vector<Instant> from, to;    // half open; no_instant where the table names no periods
  Texts category;                   // NULL where the table names none
  std::vector<std::int64_t> count;  // events
  std::vector<std::int64_t> n;      // per neighbourhood: the sum of its rows
  double years = 1;                 // that the periods fill together; time that no row speaks of is left out
  bool empty() const { return row.empty(); }
};

/// Rows of a survey of residents: rates with their uncertainty, for places at which the sample was designed to speak.
struct SurveyRows {
  std::string source;  // file name
  std::vector<std::string> place, level, indicator, wave;
  std::vector<double> rate, lower, upper, variance, respondents;
  std::string units;                    // the level at which the study's own neighbourhoods stand
  std::vector<std::string> zone_place;  // per neighbourhood: the place of the survey that it belongs to
  std::vector<double> zone_people;      // per neighbourhood: those whom the survey speaks for
  std::string ratio_of;                 // indicator that counts victimizations per person and year; "": none
  std::size_t size() const { return place.size(); }
};

/// Streets of which at least a part lies in the study area, ascending by id. Vectors have one entry per street.
struct Streets {
  std::vector<std::string> id, kind;  // kind: class as given, "" where none is known
  std::vector<MultiLine> shapes;
  std::vector<double> inside;          // metres in the study area
  std::vector<std::string> elsewhere;  // ids of streets outside the study area, ascending
  std::size_t size() const { return id.size(); }
};

/// Polygons of hot areas of an earlier period.
struct EarlierHotAreas {
  std::string source;  // file name; "" where none was named
  std::vector<std::string> id;
  std::vector<MultiPolygon> shapes;
};

/// Minutes that wardens or patrols were on a street in an hour, never single persons or positions. One entry per row,
/// ascending by street, hour and form, none of which stands twice.
struct PresenceRows {
  std::string source;                       // file name
  std::vector<std::int64_t> row;            // record number in the source
  std::vector<std::int32_t> street;         // index in Streets
  std::vector<Instant> hour;                // its beginning
  std::vector<double> minutes, interval_s;  // interval: NaN where it is not known
  std::vector<std::string> form;
  Instant from = no_instant, to = no_instant;  // days for which presence is known; half open
  double weeks = 0;                            // between them
  EarlierHotAreas hot;
  std::size_t size() const { return street.size(); }
};

struct Release;

/// Places that a setting names a file for: mediation services, candidate sites, sites in place.
struct SitePlaces {
  std::string key;                   // SECTION.KEY that names the file
  std::vector<std::string> id;       // record numbers where the file has no id
  std::vector<Point> at;             // of a polygon: a point inside
  std::vector<MultiPolygon> shapes;  // empty where the file holds points
  std::vector<std::uint8_t> locked;  // 1: marked as in place by the file's own column `locked`
  std::size_t size() const { return at.size(); }
};

struct Study {
  PointSet reports;                            // every used report
  std::vector<std::int32_t> zone_of;           // neighbourhood of each report, -1 outside all
  std::vector<std::int32_t> cell_of;           // cell of each report
  std::vector<std::uint8_t> on_default_point;  // 1: stacked on a point that stands for an area; empty: none
  std::vector<std::uint8_t> vague;             // 1: known to lie in its area, not in its cell; empty: none
  IncidentNumbers incident;                    // of each report, and its earliest report (ties: first row)
  bool has_reports = false;
  AreaCounts counts;
  Neighbourhoods neighbourhoods;  // `n` counts the reports; without reports, the area counts
  WatchAreas watch;
  SurveyRows survey;
  Streets streets;
  PresenceRows presence;
  std::vector<SitePlaces> sites;
  MultiPolygon area;  // the study area
  Cells cells;
  Period period;
  Instant told_until = no_instant;  // the reports tell what happened before this; no_instant: nobody says
  TimeZone zone{"UTC"};
  std::shared_ptr<const Release> release;  // what [change] compares with; null where nothing was looked for
  Language language = Language::en;        // of sentences that are put together with numbers

  /// Null if no file was named by that SECTION.KEY.
  const SitePlaces* sites_of(std::string_view key) const {
    for (const SitePlaces& places : sites)
      if (places.key == key) return &places;
    return nullptr;
  }
  /// True if neighbourhoods have counts, from points or by area.
  bool counted() const { return has_reports || !counts.empty(); }
  std::int64_t incidents() const { return static_cast<std::int64_t>(incident.size()); }
};

}  // namespace vigie
