// Coverage on a town drawn by hand: every measure by hand, and what splitting, ending and doubling may change.
#include "engine/analysis/coverage.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace vigie {
namespace {

using Numbers = std::map<std::pair<std::string, std::string>, double>;

constexpr Instant hour = 3'600'000, day = 24 * hour, year = 365 * day;

MultiPolygon box(double west, double south, double width, double height) {
  const double east = west + width, north = south + height;
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

struct Watch {
  std::string id;
  MultiPolygon shape;
  std::string form = "plp";
  Instant from = no_instant, to = no_instant, verified = no_instant;
  std::string hours = "";
  std::int64_t members = no_integer;
  std::string unit = "";
};

void add(WatchAreas& watch, const Watch& one) {
  watch.zones.id.push_back(one.id);
  watch.zones.shapes.push_back(one.shape);
  watch.zones.row.push_back(static_cast<std::int64_t>(watch.zones.id.size()));
  watch.name.push_back(one.id);
  watch.form.push_back(one.form);
  watch.status.push_back("active");
  watch.valid_from.push_back(one.from);
  watch.valid_to.push_back(one.to);
  watch.last_verified.push_back(one.verified);
  watch.members.push_back(one.members);
  watch.member_unit.push_back(one.unit);
  watch.active_hours.push_back(one.hours);
}

struct Report {
  double x, y;
  Instant time;
};

// Four neighbourhoods of 100 m in a row, 100 dwellings each. Reports: 60 in the first, 20 in each other, spread over
// the year at 20:00 UTC, ten metres from the southern edge.
std::vector<Report> year_of_reports() {
  std::vector<Report> reports;
  for (int zone = 0; zone < 4; ++zone)
    for (int i = 0; i < (zone == 0 ? 60 : 20); ++i) {
      const Instant date = (static_cast<Instant>(i) * 365 / (zone == 0 ? 60 : 20)) * day;
      reports.push_back({zone * 100.0 + 1 + i * 1.5, 10, date + 20 * hour});
    }
  return reports;
}

Study town(const std::vector<Watch>& watch, const std::vector<Report>& reports = year_of_reports()) {
  Study study;
  study.area = box(0, 0, 400, 100);
  study.has_reports = true;
  study.period = {0, year, 1};
  Neighbourhoods& zones = study.neighbourhoods;
  for (int i = 0; i < 4; ++i) {
    zones.zones.id.push_back(fmt::format("z{}", i + 1));
    zones.zones.shapes.push_back(box(i * 100, 0, 100, 100));
    zones.zones.row.push_back(i + 1);
    zones.name.push_back(zones.zones.id.back());
  }
  zones.dwellings.assign(4, 100);
  zones.n.assign(4, 0);
  study.cells.grid = {.shape = CellShape::square, .cell_size = 100, .columns = 4, .rows = 1};
  study.cells.inside.assign(4, 1);
  study.cells.analyzed.assign(4, 1);
  study.cells.listed = {0, 1, 2, 3};
  study.cells.n.assign(4, 0);
  Instants times;
  for (const Report& report : reports) {
    const auto zone = static_cast<std::size_t>(report.x / 100);
    study.reports.x.push_back(report.x);
    study.reports.y.push_back(report.y);
    study.reports.row.push_back(static_cast<std::int64_t>(study.reports.size()));
    study.zone_of.push_back(static_cast<std::int32_t>(zone));
    study.cell_of.push_back(static_cast<std::int32_t>(zone));
    times.values.push_back(report.time);
    ++zones.n[zone];
    ++study.cells.n[zone];
  }
  study.incident = IncidentNumbers(study.reports.size());
  zones.n_inc = zones.n;
  study.cells.n_inc = study.cells.n;
  study.reports.attributes.add("time", std::move(times));
  for (const Watch& one : watch) add(study.watch, one);
  return study;
}

Contribution cover(const Study& study) {
  static const Analysis coverage = coverage_analysis();
  static const Section section = coverage.section();
  return coverage.run(study, Settings(section), {});
}

const NewLayer& layer_of(const Contribution& out, std::string_view name) {
  for (const NewLayer& layer : out.layers)
    if (layer.declared->name == name) return layer;
  throw std::logic_error("no such layer");
}

template <class T>
const T& column_of(const NewLayer& layer, std::string_view name) {
  for (const FilledColumn& column : layer.columns)
    if (column.declared->name == name) return std::get<T>(column.values);
  throw std::logic_error("no such column");
}

Numbers summary_of(const Contribution& out) {
  const NewLayer& table = layer_of(out, "coverage_summary");
  const Texts &measure = column_of<Texts>(table, "measure"), &form = column_of<Texts>(table, "form");
  const std::vector<double>& value = column_of<Reals>(table, "value").values;
  Numbers numbers;
  for (std::size_t i = 0; i < value.size(); ++i)
    numbers[{std::string(measure.at(i)), std::string(form.at(i))}] = value[i];
  return numbers;
}

Numbers summary_of(const std::vector<Watch>& watch) {
  return summary_of(cover(town(watch)));
}

double all(const Numbers& numbers, const std::string& measure) {
  return numbers.at({measure, "all"});
}

// Names of the measures that differ by more than rounding.
std::set<std::string> differing(const Numbers& a, const Numbers& b) {
  std::set<std::string> names;
  for (const auto& [key, value] : a) {
    const double other = b.at(key);
    if (std::isnan(value) != std::isnan(other) || std::abs(value - other) > 1e-9 * std::max(1.0, std::abs(value)))
      names.insert(key.first);
  }
  return names;
}

TEST(Coverage, IsWhatOneCountsByHand) {
  // The first neighbourhood and half of the second.
  const Numbers numbers = summary_of({{"w1", box(0, 0, 150, 100)}});
  EXPECT_NEAR(all(numbers, "cov_area"), 150.0 / 400, 1e-12);
  EXPECT_NEAR(all(numbers, "cov_dw"), 150.0 / 400, 1e-12);
  // Of the second neighbourhood's reports, at 101, 102.5, ... 129.5, all lie west of 150.
  EXPECT_NEAR(all(numbers, "cov_inc"), 80.0 / 120, 1e-12);
  EXPECT_NEAR(all(numbers, "lift"), (80.0 / 120) / (150.0 / 400), 1e-12);
  // E = 30 each: (900 + 3 * 100) / 30 / 3.
  EXPECT_NEAR(all(numbers, "lift_phi"), 1200.0 / 30 / 3, 1e-12);
  EXPECT_NEAR(all(numbers, "tipping"), (80.0 / 40) * (250.0 / 150), 1e-12);
  EXPECT_NEAR(all(numbers, "redundancy"), 1, 1e-12);
  EXPECT_EQ(all(numbers, "depth_two"), 0);
  EXPECT_EQ(all(numbers, "fragments"), 1);
  EXPECT_EQ(all(numbers, "touching"), 0);
  // Uncovered: 20 reports from 201 and 20 from 301 on, up to 229.5 and 329.5, beside the edge at 150.
  EXPECT_NEAR(all(numbers, "near_median_m"), (79.5 + 151) / 2, 1e-9);
  EXPECT_NEAR(all(numbers, "near_250"), 1, 1e-12);
  // Never verified: declared, not verified.
  EXPECT_NEAR(all(numbers, "cov_declared"), 0.375, 1e-12);
  EXPECT_EQ(all(numbers, "cov_verified"), 0);
}

TEST(Coverage, DoesNotSeeThatAWatchAreaIsCutInTwo) {
  const Numbers whole = summary_of({{"w1", box(0, 0, 150, 100)}});
  const Numbers cut = summary_of({{"w1a", box(0, 0, 80, 100)}, {"w1b", box(80, 0, 70, 100)}});
  EXPECT_THAT(differing(whole, cut), ::testing::ElementsAre("touching"));
}

TEST(Coverage, DoesNotSeeAWatchAreaThatEndedBeforeThePeriod) {
  const std::vector<Watch> now{{"w1", box(0, 0, 150, 100)}};
  std::vector<Watch> with_past = now;
  with_past.push_back({"old", box(200, 0, 100, 100), "plp", -2 * year, -year});
  EXPECT_THAT(differing(summary_of(now), summary_of(with_past)), ::testing::IsEmpty());
}

// One that ended during the period changes what was covered then, and nothing about today.
TEST(Coverage, CountsAWatchAreaThatEndedAtTheTimesWhenItWasThere) {
  const std::vector<Watch> now{{"w1", box(0, 0, 100, 100)}};
  std::vector<Watch> with_past = now;
  with_past.push_back({"old", box(200, 0, 100, 100), "plp", no_instant, year / 2});
  const Numbers before = summary_of(now), after = summary_of(with_past);
  const std::set<std::string> changed = differing(before, after);
  for (const char* today :
       {"cov_area", "cov_dw", "cov_verified", "cov_declared", "redundancy", "fragments", "cov_burden"})
    EXPECT_FALSE(changed.contains(today)) << today;
  // Half of the third neighbourhood's 20 reports fell before its end; homes there were covered for half of all reports.
  EXPECT_NEAR(all(after, "cov_inc"), 70.0 / 120, 1e-12);
  EXPECT_NEAR(all(after, "cov_homes_then"), (100 + 100 * 0.5) / 400.0, 1e-12);
  EXPECT_NEAR(all(after, "lift"), (70.0 / 120) / 0.375, 1e-12);
}

TEST(Coverage, KeepsEveryShareWhenEveryReportCountsTwice) {
  std::vector<Report> twice = year_of_reports();
  const std::vector<Report> once = twice;
  twice.insert(twice.end(), once.begin(), once.end());
  const std::vector<Watch> watch{{"w1", box(0, 0, 150, 100)}};
  const Numbers a = summary_of(watch), b = summary_of(cover(town(watch, twice)));
  // Counts vary more than chance twice as much; burden is counted in reports, and less of it is drawn to the mean.
  EXPECT_THAT(differing(a, b), ::testing::IsSubsetOf({"lift_phi", "gap_burden", "cov_burden"}));
  EXPECT_NEAR(all(b, "lift_phi"), 2 * all(a, "lift_phi"), 1e-9);
}

TEST(Coverage, StacksWatchAreasAndNamesPairsOfForms) {
  const Contribution out = cover(town({{"w1", box(0, 0, 200, 100)}, {"w2", box(100, 0, 200, 100), "messaging_group"}}));
  const Numbers numbers = summary_of(out);
  EXPECT_NEAR(all(numbers, "redundancy"), 400.0 / 300, 1e-12);
  EXPECT_NEAR(all(numbers, "depth_two"), 0.25, 1e-12);
  const NewLayer& pairs = layer_of(out, "coverage_pairs");
  const Texts &form = column_of<Texts>(pairs, "form"), &other = column_of<Texts>(pairs, "other");
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool both = form.at(i) != other.at(i);
    EXPECT_NEAR(column_of<Reals>(pairs, "shared_ha").values[i], both ? 1 : 0, 1e-12);
    EXPECT_TRUE(column_of<Texts>(pairs, "note").is_null(i));
  }
  // Shares of all forms are not the sum of shares by form.
  EXPECT_NEAR(all(numbers, "cov_dw"), 0.75, 1e-12);
  EXPECT_NEAR(numbers.at({"cov_dw", "plp"}), 0.5, 1e-12);
}

TEST(Coverage, CallsAFormOverItselfAProbableError) {
  const Contribution out = cover(town({{"w1", box(0, 0, 200, 100)}, {"w2", box(100, 0, 200, 100)}}));
  EXPECT_EQ(column_of<Texts>(layer_of(out, "coverage_pairs"), "note").at(0), "probable_mapping_error");
}

TEST(CoverageHours, AreRefusedForPartnershipsThatDoNotPatrol) {
  const std::string evening = "Mo-Su 18:00-23:00";
  const Contribution out =
      cover(town({{"w1", box(0, 0, 100, 100), "plp", no_instant, no_instant, no_instant, evening},
                  {"w2", box(0, 0, 100, 100), "neighborhood_patrol", no_instant, no_instant, no_instant, evening},
                  {"w3", box(0, 0, 100, 100), "dog_walkers", no_instant, no_instant, no_instant, "Mo-Su 06:00-08:00"},
                  {"w4", box(100, 0, 100, 100), "peace_warden", no_instant, no_instant, no_instant, evening}}));
  const Numbers numbers = summary_of(out);
  EXPECT_TRUE(std::isnan(numbers.at({"temporal_in_hours", "plp"})));
  EXPECT_EQ(numbers.at({"temporal_in_hours", "neighborhood_patrol"}), 1) << "every report was made at 20:00";
  EXPECT_EQ(numbers.at({"temporal_in_hours", "dog_walkers"}), 0);
  EXPECT_NEAR(numbers.at({"temporal_delta", "dog_walkers"}), 1, 1e-12);
  EXPECT_TRUE(std::isnan(numbers.at({"temporal_in_hours", "peace_warden"}))) << "20 reports are too few";
  const NewLayer& table = layer_of(out, "coverage_summary");
  for (std::size_t i = 0; i < column_of<Texts>(table, "measure").size(); ++i) {
    if (column_of<Texts>(table, "measure").at(i) != "temporal_in_hours") continue;
    const std::string_view form = column_of<Texts>(table, "form").at(i), note = column_of<Texts>(table, "note").at(i);
    if (form == "plp") {
      EXPECT_EQ(note, "not_applicable");
    }
    if (form == "peace_warden") {
      EXPECT_EQ(note, "insufficient_data");
    }
  }
}

TEST(CoverageMembers, ArePerThousandDwellingsWithTheIntervalOfTheirUnit) {
  // 100 dwellings in each; 3 households, 120 persons, traders.
  const Contribution out = cover(
      town({{"w1", box(0, 0, 100, 100), "plp", no_instant, no_instant, no_instant, "", 3, "household"},
            {"w2", box(100, 0, 100, 100), "messaging_group", no_instant, no_instant, no_instant, "", 120, "person"},
            {"w3", box(200, 0, 100, 100), "plp_i", no_instant, no_instant, no_instant, "", 9, "establishment"},
            {"w4", box(300, 0, 100, 100)}}));
  const NewLayer& watch = layer_of(out, "watch_areas");
  const std::vector<double>& rate = column_of<Reals>(watch, "part_rate").values;
  EXPECT_NEAR(rate[0], 30, 1e-9);
  EXPECT_NEAR(rate[1], 1200, 1e-9);
  EXPECT_TRUE(std::isnan(rate[2]));
  EXPECT_TRUE(std::isnan(rate[3]));
  // Wilson for 3 of 100; Garwood for 120 persons.
  EXPECT_NEAR(column_of<Reals>(watch, "part_hi").values[0], 84.5, 0.05);
  EXPECT_NEAR(column_of<Reals>(watch, "part_lo").values[1], 994.9, 0.1);
  EXPECT_THAT(column_of<Texts>(watch, "n_reason").at(2), ::testing::HasSubstr("not_applicable"));
}

}  // namespace
}  // namespace vigie
