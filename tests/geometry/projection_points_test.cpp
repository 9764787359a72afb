// Points at the door: which are kept, which are mended, and what the ledger says of the others.
#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "engine/geometry/projection.h"

namespace vigie {
namespace {

const Box ghent{.min_x = 3.6, .min_y = 50.98, .max_x = 3.85, .max_y = 51.19};

const Projection& to_lambert() {
  static const Projection projection(crs_from_text("EPSG:4326"), crs_from_text("EPSG:31370"));
  return projection;
}

StoredPoints points_at(const std::vector<Point>& at) {
  StoredPoints stored{.source = "reports.csv", .crs = "EPSG:4326", .x = {}, .y = {}, .row = {}, .attributes = {}};
  Texts names;
  for (std::size_t i = 0; i < at.size(); ++i) {
    stored.x.push_back(at[i].x);
    stored.y.push_back(at[i].y);
    stored.row.push_back(static_cast<std::int64_t>(i) + 1);
    names.push_back("n" + std::to_string(i + 1));
  }
  stored.attributes.add("id", std::move(names));
  return stored;
}

struct Result {
  ProjectedPoints projected;
  Ledger ledger;
};

Result project(const std::vector<Point>& at, const PointChecks& checks, const Projection& projection = to_lambert()) {
  Result result;
  result.projected = project_points(points_at(at), projection, checks, result.ledger);
  EXPECT_EQ(result.projected.points.size() + result.ledger.rejects.size(), at.size());
  return result;
}

TEST(ProjectPoints, KeepsGoodOnesWithTheirRowsAndAttributes) {
  const auto [projected, ledger] = project({{3.72, 51.05}, {std::nan(""), 51.0}, {3.73, 51.06}}, {});
  ASSERT_EQ(projected.points.size(), 2u);
  EXPECT_EQ(projected.points.row.all(), (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(projected.points.attributes.find_as<Texts>("id")->at(1), "n3");
  EXPECT_NEAR(projected.points.x[0], 104500, 1000);
  EXPECT_NEAR(projected.points.y[0], 193500, 1000);
  EXPECT_EQ(projected.swapped, 0);
}

TEST(ProjectPoints, NamesTheReasonOfEachReject) {
  const double infinity = std::numeric_limits<double>::infinity();
  const auto [projected, ledger] = project(
      {{std::nan(""), 1}, {1, std::nan("")}, {infinity, 51}, {3.7, 512}, {500, 51}, {0, 0}, {-74, 40.7}, {3.72, 51.05}},
      {.expected = ghent});
  ASSERT_EQ(ledger.rejects.size(), 7u);
  const std::vector<Reason> expected{Reason::missing_xy,   Reason::missing_xy,   Reason::out_of_range,
                                     Reason::out_of_range, Reason::out_of_range, Reason::null_island,
                                     Reason::out_of_range};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(ledger.rejects[i].reason, expected[i]) << i;
    EXPECT_EQ(ledger.rejects[i].row, static_cast<std::int64_t>(i) + 1);
    EXPECT_FALSE(ledger.rejects[i].detail.empty());
  }
  EXPECT_EQ(ledger.rejects[3].detail, "latitude 512 is outside -90..90; are the columns swapped?");
  EXPECT_EQ(ledger.rejects[3].raw, "3.7 512");
  EXPECT_EQ(ledger.rejects[4].detail, "longitude 500 is outside -180..180");
  EXPECT_EQ(ledger.rejects[6].detail, "outside the area of use of BD72 / Belgian Lambert 72");
}

TEST(ProjectPoints, MendsExchangedCoordinatesOnlyWhereTheyFitExchangedAlone) {
  const std::vector<Point> at{{51.05, 3.72}, {3.72, 51.05}, {4.40, 51.22}};
  const auto [projected, ledger] = project(at, {.expected = ghent});
  EXPECT_EQ(projected.swapped, 1);
  EXPECT_TRUE(ledger.rejects.empty());
  EXPECT_EQ(projected.points.x[0], projected.points.x[1]);
  EXPECT_EQ(projected.points.y[0], projected.points.y[1]);

  // The widened box: 10 % of its size beyond its edge.
  EXPECT_EQ(project({{51.05, 3.87}}, {.expected = ghent}).projected.swapped, 1);
  EXPECT_EQ(project({{51.05, 3.88}}, {.expected = ghent}).projected.swapped, 0);
}

TEST(ProjectPoints, LeavesExchangedCoordinatesAsRejectsWhereTheJobAsksForIt) {
  const auto [projected, ledger] = project({{51.05, 3.72}}, {.expected = ghent, .mend_swapped = false});
  EXPECT_EQ(projected.swapped, 0);
  ASSERT_EQ(ledger.rejects.size(), 1u);
  EXPECT_EQ(ledger.rejects[0].reason, Reason::swapped_xy);
}

TEST(ProjectPoints, WithoutAnExpectedPlaceNothingIsExchanged) {
  const auto [projected, ledger] = project({{51.05, 3.72}}, {});
  EXPECT_EQ(projected.swapped, 0);
  ASSERT_EQ(ledger.rejects.size(), 1u);
  EXPECT_EQ(ledger.rejects[0].reason, Reason::out_of_range);
}

TEST(ProjectPoints, LongitudesBeyondNinetyAreMendedToo) {
  const Projection utm(crs_from_text("EPSG:4326"), crs_from_text("EPSG:32610"));
  const Box vancouver{.min_x = -123.3, .min_y = 49.2, .max_x = -123.0, .max_y = 49.3};
  const auto [projected, ledger] = project({{49.25, -123.1}}, {.expected = vancouver}, utm);
  EXPECT_EQ(projected.swapped, 1);
  EXPECT_EQ(project({{49.25, -123.1}}, {}, utm).ledger.rejects[0].detail,
            "latitude -123.1 is outside -90..90; are the columns swapped?");
}

TEST(ProjectPoints, ZeroIsAPlaceOnOneAxis) {
  const Projection utm(crs_from_text("EPSG:4326"), crs_from_text("EPSG:32631"));
  const auto [projected, ledger] = project({{0, 51.5}, {3, 0}, {0, 0}}, {}, utm);
  EXPECT_EQ(projected.points.size(), 2u);
  ASSERT_EQ(ledger.rejects.size(), 1u);
  EXPECT_EQ(ledger.rejects[0].reason, Reason::null_island);
}

TEST(ProjectPoints, WhereNothingIsTransformedNothingGoesAstray) {
  // Local coordinates in a borrowed CRS.
  const Projection same(crs_from_text("EPSG:31370"), crs_from_text("EPSG:31370"));
  const auto [projected, ledger] = project({{104500, 193500}, {12, 7}, {604500, 693500}}, {}, same);
  EXPECT_EQ(projected.points.x, (std::vector<double>{104500, 12, 604500}));
  EXPECT_TRUE(ledger.rejects.empty());
}

TEST(ProjectPoints, MetresInTheWrongSystemAreOutOfRange) {
  const Projection lambert(crs_from_text("EPSG:3812"), crs_from_text("EPSG:31370"));
  const auto [projected, ledger] = project({{604500, 693500}, {104500, 193500}}, {}, lambert);  // Lambert 72 among 2008
  EXPECT_EQ(projected.points.size(), 1u);
  ASSERT_EQ(ledger.rejects.size(), 1u);
  EXPECT_EQ(ledger.rejects[0].row, 2);
  EXPECT_EQ(ledger.rejects[0].reason, Reason::out_of_range);
}

}  // namespace
}  // namespace vigie
