// A broad hot spot survives other grids, one that hangs on a cell border does not.
#include "engine/analysis/hotspot_stability.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/analysis/hotspots.h"

namespace vigie {
namespace {

using testing::ElementsAre;
using testing::Gt;
using testing::SizeIs;

// A square of 20 x 20 cells of 100 m; a thin background everywhere.
class City {
 public:
  City() {
    study_.has_reports = true;
    study_.area = {{{{0, 0}, {2000, 0}, {2000, 2000}, {0, 2000}, {0, 0}}, {}}};
    for (int i = 0; i < 400; ++i) add(5 * (i % 20) * 20 + 50, (i / 20) * 100 + 50, 1);
  }
  void add(double x, double y, int times) {
    for (int i = 0; i < times; ++i) {
      study_.reports.x.push_back(x);
      study_.reports.y.push_back(y);
    }
  }
  Study study() {
    Cells& cells = study_.cells;
    cells.grid = {CellShape::square, 100, 0, 0, 20, 20};
    cells.inside.assign(400, 1);
    cells.analyzed.assign(400, 1);
    cells.n.assign(400, 0);
    for (std::int64_t i = 0; i < 400; ++i) cells.listed.push_back(i);
    for (std::size_t i = 0; i < study_.reports.size(); ++i)
      ++cells.n[static_cast<std::size_t>(cells.grid.cell_at({study_.reports.x[i], study_.reports.y[i]}))];
    cells.n_inc = cells.n;
    return study_;
  }

 private:
  Study study_;
};

struct Tested {
  LocalTest test;
  Stability stability;
};

Tested tested(const Study& study, const std::vector<std::pair<std::string, std::string>>& keys = {}) {
  static const Analysis hotspots = hotspots_analysis();
  static const Section section = hotspots.section();
  Settings settings(section);
  for (const auto& [key, value] : keys) settings.set(key, {value}, Origin::file);
  Contribution out;
  const TestedPlaces at = tested_places(study, settings, "cells", out);
  Tested result{test_places(at.values, at.weights, {}), {}};
  result.stability = hotspot_stability(study, settings, result.test, {});
  return result;
}

// Row by row from the south, ten cells of one row.
std::size_t cell(std::size_t column, std::size_t row) {
  return row * 20 + column;
}

TEST(Stability, OfABroadHotSpotIsCompleteAtItsHeart) {
  City city;
  for (int x = 0; x < 10; ++x)
    for (int y = 0; y < 10; ++y) city.add(725 + 50 * x, 725 + 50 * y, 5);  // 700..1200, twenty in every cell
  const auto [test, stability] = tested(city.study());
  EXPECT_THAT(stability.variants, SizeIs(12));
  EXPECT_EQ(test.bin[cell(9, 9)], 3);
  EXPECT_EQ(stability.share[cell(9, 9)], 1);
  EXPECT_EQ(stability.share[cell(1, 1)], 0);
  for (double overlap : stability.jaccard) EXPECT_GT(overlap, 0.5);
}

TEST(Stability, FallsTowardTheEdgeOfAHotSpot) {
  City city;
  for (int x = 0; x < 10; ++x)
    for (int y = 0; y < 10; ++y) city.add(725 + 50 * x, 725 + 50 * y, 5);
  const auto [test, stability] = tested(city.study());
  const auto along = [&](std::size_t column) { return stability.share[cell(column, 9)]; };
  EXPECT_THAT(along(6), testing::Lt(1));
  EXPECT_THAT(along(6), Gt(0));
  EXPECT_LE(along(5), along(6));
  EXPECT_LE(along(6), along(7));
}

TEST(Stability, CellsThatAreNotAnalyzedHaveNone) {
  City city;
  Study study = city.study();
  study.cells.analyzed[7] = 0;
  const auto [test, stability] = tested(study);
  EXPECT_TRUE(std::isnan(stability.share[7]));
  EXPECT_EQ(stability.share[8], 0);
  for (double overlap : stability.jaccard) EXPECT_TRUE(std::isnan(overlap));  // nothing is hot anywhere
}

TEST(Stability, NeighborhoodsFollowTheKeyThatWasGiven) {
  City city;
  const Study study = city.study();
  const auto last_two = [&](const std::vector<std::pair<std::string, std::string>>& keys) {
    const std::vector<std::string> words = tested(study, keys).stability.variants;
    return std::vector<std::string>(words.end() - 2, words.end());
  };
  EXPECT_THAT(last_two({}), ElementsAre("neighborhood 0.71 times as wide", "neighborhood 1.41 times as wide"));
  EXPECT_THAT(last_two({{"distance_band", "250m"}}),
              ElementsAre("neighborhood 0.75 times as wide", "neighborhood 1.25 times as wide"));
  EXPECT_THAT(last_two({{"weights", "k_nearest"}}),
              ElementsAre("neighborhood 0.75 times as wide", "neighborhood 1.25 times as wide"));
}

}  // namespace
}  // namespace vigie
