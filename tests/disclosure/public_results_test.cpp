// What passes the gate, and what does not.
#include "engine/disclosure/public_results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/disclosure/public_columns.h"

namespace vigie {
namespace {

Texts texts(std::initializer_list<const char*> all) {
  Texts made;
  for (const char* text : all) made.push_back(text);
  return made;
}

Layer layer(const std::string& name) {
  Layer made;
  made.name = name;
  return made;
}

void add(Layer& to, const std::string& name, Values values) {
  Field field;
  field.name = name;
  to.fields.push_back(field);
  to.table.add(name, std::move(values));
}

Layer zones() {
  Layer made = layer("neighbourhoods");
  add(made, "zone_id", texts({"a", "b", "c"}));
  add(made, "n", Integers{{40, 3, 17}});
  add(made, "rate", Reals{{4.0, 0.3, 1.7}});
  add(made, "smr", Reals{{1.23456, 0.1, 0.98765}});
  add(made, "gi_z", Reals{{2.5, -1.25, 0.5}});
  add(made, "burglary", Integers{{1, 2, 3}});
  add(made, "n_reason", texts({"x", "insufficient_data", "x"}));
  made.look = Graduated{.field = "n", .breaks = {3, 17, 40}, .no_value = "", .decimals = 0};
  return made;
}

struct Passed {
  ResultSet results;
  std::vector<HiddenShare> log;
};

Passed passed(std::vector<Layer> layers) {
  Passed done;
  done.results.audience = Audience::not_yet_public;
  done.results.layers = std::move(layers);
  PublicCounts counts;
  counts.zones = {40, no_integer, 17};
  done.log = make_public(done.results, counts);
  return done;
}

const std::vector<double>& reals(const Layer& of, const char* name) {
  return of.table.find_as<Reals>(name)->values;
}

TEST(Gate, HidesACountAndWhatIsMadeOfIt) {
  const Passed done = passed({zones()});
  const Layer& made = done.results.layers.front();
  EXPECT_THAT(made.table.find_as<Integers>("n")->values, testing::ElementsAre(40, no_integer, 17));
  EXPECT_THAT(reals(made, "rate"), testing::ElementsAre(4.0, testing::IsNan(), 1.7));
  EXPECT_THAT(reals(made, "smr"), testing::ElementsAre(1.23, testing::IsNan(), 0.988));
  EXPECT_EQ(made.table.find_as<Texts>("n_reason")->at(1), "suppressed");
  EXPECT_EQ(done.results.audience, Audience::everyone);
}

TEST(Gate, HidesEveryColumnThatTheListDoesNotName) {
  const Passed done = passed({zones()});
  EXPECT_THAT(reals(done.results.layers.front(), "gi_z"), testing::Each(testing::IsNan()));
  EXPECT_THAT(done.results.layers.front().table.find_as<Integers>("burglary")->values, testing::Each(no_integer));
}

TEST(Gate, DropsLayersAndRastersThatTheListDoesNotName) {
  Layer reports = layer("reports");
  reports.geometries = std::vector<Point>{{1, 2}};
  Layer watch = layer("watch_areas");
  watch.geometries = std::vector<Point>{{1, 2}};
  Passed done;
  done.results.layers = {layer("brand_new"), reports, watch};
  done.results.rasters.resize(1);
  done.results.rasters.front().name = "relative_risk";
  done.log = make_public(done.results, {});
  EXPECT_TRUE(done.results.layers.empty());
  EXPECT_TRUE(done.results.rasters.empty());
  EXPECT_EQ(done.log.size(), 4U);
}

TEST(Gate, ClassLimitsAreThoseOfTheShownNumbers) {
  const Passed done = passed({zones()});
  EXPECT_EQ(std::get<Graduated>(done.results.layers.front().look).breaks.front(), 17);
}

TEST(Gate, TellsRejectsByReasonAndSizeOnly) {
  Layer rejects = layer("rejects");
  Texts source, reason, detail, raw;
  Integers row;
  for (int i = 0; i < 7; ++i) {
    source.push_back("r.csv");
    reason.push_back(i < 6 ? "bad_date" : "missing_xy");
    detail.push_back("something personal");
    raw.push_back("Rue Haute 12");
    row.values.push_back(i);
  }
  add(rejects, "source", source);
  add(rejects, "row", row);
  add(rejects, "reason", reason);
  add(rejects, "detail", detail);
  add(rejects, "raw", raw);
  const Passed done = passed({rejects});
  const Table& table = done.results.layers.front().table;
  ASSERT_EQ(table.rows(), 2U);
  EXPECT_EQ(table.find_as<Texts>("detail")->at(0), "< 100");
  EXPECT_EQ(table.find_as<Texts>("detail")->at(1), "< 5");
  EXPECT_TRUE(table.find_as<Texts>("raw")->is_null(0));
  EXPECT_EQ(table.find_as<Integers>("row")->values[0], no_integer);
}

TEST(Gate, ManifestLosesCountsAndFolders) {
  Layer manifest = layer("run_manifest");
  add(manifest, "section", texts({"input.reports", "input.reports", "reports", "clusters", "clusters"}));
  add(manifest, "key", texts({"sha256", "rows_used", "default_points", "seed", "moran_variance"}));
  add(manifest, "value", texts({"ab", "17", "/home/me/points.gpkg", "1", "0.25"}));
  add(manifest, "origin", texts({"data", "data", "file", "default", "data"}));
  const Passed done = passed({manifest});
  const Table& table = done.results.layers.front().table;
  ASSERT_EQ(table.rows(), 3U);
  EXPECT_EQ(table.find_as<Texts>("value")->at(1), "points.gpkg");
}

TEST(HeatMap, ColoursOnlyWhatHasEnoughBehindIt) {
  Surface surface{{CellShape::square, 100, 0, 0, 10, 1}, {}};
  HeatMapSupport support{.radius = 100, .events = {}, .dwellings = std::vector<double>(10, 20)};
  for (int i = 0; i < 10; ++i) {
    surface.values.push_back(1.2345 * i);
    support.events.push_back(i < 4 ? 1 : 3);
  }
  support.dwellings[9] = 0;
  classify_heat_map(surface, support, 5);
  EXPECT_TRUE(std::isnan(surface.values[1]));   // 3 events
  EXPECT_FALSE(std::isnan(surface.values[3]));  // 1 + 1 + 3
  EXPECT_FALSE(std::isnan(surface.values[7]));
  EXPECT_TRUE(std::isnan(surface.values[9]));  // 20 dwellings
  for (double value : surface.values) {
    EXPECT_NE(value, 1.2345 * 7);  // the classes' own numbers, never a density
  }
}

TEST(PublicColumns, WhatIsNotListedIsHidden) {
  EXPECT_EQ(nature_of("cells", "a_new_column"), Nature::hidden);
  EXPECT_FALSE(may_be_public("a_new_layer"));
  EXPECT_FALSE(may_be_public_raster("a_new_raster"));
  EXPECT_TRUE(may_be_public("cells"));
}

MultiPolygon rectangle(double west, double south, double east, double north) {
  return {{.outer = {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, .holes = {}}};
}

// Eight cells of 10 m in a row; # shows its class, . is hidden:  # # . # . . # #
TEST(Gate, OutlinesStandOnlyOnClassesThatAreShown) {
  const Grid grid{.cell_size = 10, .columns = 8, .rows = 1};
  Layer cells = layer("cells");
  cells.geometries = GridCells{grid, {0, 1, 2, 3, 4, 5, 6, 7}};
  add(cells, "gi_bin", Integers{{2, 2, 2, 2, 2, 2, -1, -1}});
  Layer areas = layer("hotspot_areas"), gaps = layer("coverage_gaps");
  areas.geometries = std::vector<MultiPolygon>{rectangle(0, 0, 40, 10), rectangle(30, 0, 60, 10),
                                               rectangle(60, 0, 70, 10), rectangle(60, 0, 80, 10)};
  add(areas, "hs_id", texts({"three of four", "one of three", "a single cell", "both"}));
  gaps.geometries = std::vector<MultiPolygon>{rectangle(40, 0, 60, 10), rectangle(62, 1, 69, 9)};
  add(gaps, "gap_id", texts({"hidden", "shown"}));
  add(gaps, "gap_rank", Integers{{1, 2}});
  ResultSet results;
  results.audience = Audience::not_yet_public;
  results.layers = {areas, gaps, cells};
  PublicCounts counts;
  counts.cells = {9, 9, no_integer, 9, no_integer, no_integer, 9, 9};
  const auto log = make_public(results, counts);
  const Layer &shown = results.layers[0], &left = results.layers[1];
  ASSERT_EQ(shown.table.rows(), 2U);
  EXPECT_EQ(shown.table.find_as<Texts>("hs_id")->at(0), "three of four");
  EXPECT_EQ(shown.table.find_as<Texts>("hs_id")->at(1), "both");
  EXPECT_EQ(std::get<std::vector<MultiPolygon>>(shown.geometries).size(), 2U);
  ASSERT_EQ(left.table.rows(), 1U);
  EXPECT_EQ(left.table.find_as<Integers>("gap_rank")->values.front(), 1) << "ranks close up";
  EXPECT_TRUE(std::ranges::any_of(log, [](const HiddenShare& entry) {
    return entry.layer == "hotspot_areas" && entry.reason == "no_support" && entry.hidden == 2 && entry.all == 4;
  }));
}

TEST(Gate, OnlyMovedPointsPass) {
  Layer moved = layer("masked_reports"), others = layer("reports");
  for (Layer* points : {&moved, &others}) {
    points->geometries = std::vector<Point>{{1, 2}};
    add(*points, "zone_id", texts({"a"}));
    add(*points, "time", texts({"2024-05-01T13:57:00Z"}));
  }
  const Passed done = passed({moved, others});
  ASSERT_EQ(done.results.layers.size(), 1U);
  EXPECT_EQ(done.results.layers[0].name, "masked_reports");
  EXPECT_EQ(done.results.layers[0].table.find_as<Texts>("zone_id")->at(0), "a");
  EXPECT_TRUE(done.results.layers[0].table.find_as<Texts>("time")->is_null(0)) << "a column that nobody vouched for";
}

}  // namespace
}  // namespace vigie
