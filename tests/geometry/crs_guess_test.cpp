// The CRS of points that name none, found from where they must lie.
#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "engine/geometry/projection.h"
#include "tests/reference_data.h"

namespace vigie {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Box ghent{.min_x = 3.57, .min_y = 50.98, .max_x = 3.85, .max_y = 51.19};

struct Cloud {
  std::vector<double> x, y;
};

Cloud cloud_in(const Box& box, std::size_t count = 500) {
  std::mt19937_64 random(17);
  std::uniform_real_distribution<double> east(box.min_x, box.max_x), north(box.min_y, box.max_y);
  Cloud cloud;
  for (std::size_t i = 0; i < count; ++i) {
    cloud.x.push_back(east(random));
    cloud.y.push_back(north(random));
  }
  return cloud;
}

// The cloud's coordinates in the units of a CRS.
Cloud in_crs(Cloud cloud, const std::string& code) {
  const Crs crs = crs_from_text(code);
  Projection(crs_from_text("EPSG:4326"), crs).transform(cloud.x, cloud.y);
  for (double& x : cloud.x) x /= crs.metres_per_unit;
  for (double& y : cloud.y) y /= crs.metres_per_unit;
  return cloud;
}

std::optional<CrsGuess> guess(const Cloud& cloud, const Box& expected, const std::string& expected_crs) {
  return guess_points_crs(cloud.x, cloud.y, expected, crs_from_text(expected_crs));
}

std::string text_of(const std::optional<CrsGuess>& guess) {
  return guess ? guess->crs.text : "nothing";
}

TEST(CrsGuess, Degrees) {
  const Cloud cloud = cloud_in(ghent);
  const Box lambert = Projection(crs_from_text("EPSG:4326"), crs_from_text("EPSG:31370")).transform(ghent);
  EXPECT_EQ(text_of(guess(cloud, ghent, "EPSG:4326")), "EPSG:4326");
  EXPECT_EQ(text_of(guess(cloud, lambert, "EPSG:31370")), "EPSG:4326");
  EXPECT_EQ(text_of(guess(cloud, ghent, "EPSG:4258")), "EPSG:4258");  // the boundaries' own degrees
  EXPECT_THAT(guess(cloud, ghent, "EPSG:4326")->why, HasSubstr("100 % of the points"));
}

TEST(CrsGuess, DegreesWithColumnsExchanged) {
  const Cloud cloud = cloud_in(ghent);
  const std::optional<CrsGuess> found = guess({cloud.y, cloud.x}, ghent, "EPSG:4326");
  EXPECT_EQ(text_of(found), "EPSG:4326");
  EXPECT_THAT(found->why, HasSubstr("exchange"));
}

TEST(CrsGuess, BelgianLambertSystems) {
  const Box lambert = Projection(crs_from_text("EPSG:4326"), crs_from_text("EPSG:31370")).transform(ghent);
  for (const std::string code : {"EPSG:31370", "EPSG:3812"}) {
    const Cloud cloud = in_crs(cloud_in(ghent), code);
    EXPECT_EQ(text_of(guess(cloud, ghent, "EPSG:4326")), code);
    EXPECT_EQ(text_of(guess(cloud, lambert, "EPSG:31370")), code);
  }
}

TEST(CrsGuess, SaysWhereAnotherReadingFitsAsWell) {
  // ETRS89 / Belgian Lambert 2005 was made to give nearly the numbers of Lambert 72.
  const std::optional<CrsGuess> found = guess(in_crs(cloud_in(ghent), "EPSG:31370"), ghent, "EPSG:4326");
  EXPECT_THAT(found->why, HasSubstr("EPSG:3447"));
  EXPECT_THAT(found->why, HasSubstr("reports.crs"));
}

TEST(CrsGuess, OwnCrsOfTheBoundariesGoesFirst) {
  const Box utm = Projection(crs_from_text("EPSG:4326"), crs_from_text("EPSG:25831")).transform(ghent);
  const Cloud cloud = in_crs(cloud_in(ghent), "EPSG:32631");
  EXPECT_EQ(text_of(guess(cloud, utm, "EPSG:25831")), "EPSG:25831");
  EXPECT_EQ(text_of(guess(cloud, ghent, "EPSG:4326")), "EPSG:32631");
}

TEST(CrsGuess, StatePlaneFeet) {
  const Box san_francisco{.min_x = -122.52, .min_y = 37.70, .max_x = -122.36, .max_y = 37.82};
  EXPECT_EQ(text_of(guess(in_crs(cloud_in(san_francisco), "EPSG:2227"), san_francisco, "EPSG:4326")), "EPSG:2227");
  // Missouri East in feet stands in ESRI's list only.
  const Box st_louis{.min_x = -90.32, .min_y = 38.53, .max_x = -90.17, .max_y = 38.77};
  EXPECT_EQ(text_of(guess(in_crs(cloud_in(st_louis), "ESRI:102696"), st_louis, "EPSG:4326")), "ESRI:102696");
}

TEST(CrsGuess, BoundariesInFeet) {
  const Box san_francisco{.min_x = -122.52, .min_y = 37.70, .max_x = -122.36, .max_y = 37.82};
  const Crs feet = crs_from_text("EPSG:2227");
  Box box = Projection(crs_from_text("EPSG:4326"), feet).transform(san_francisco);
  for (double* side : {&box.min_x, &box.min_y, &box.max_x, &box.max_y}) *side /= feet.metres_per_unit;
  EXPECT_EQ(text_of(guess(in_crs(cloud_in(san_francisco), "EPSG:2227"), box, "EPSG:2227")), "EPSG:2227");
  EXPECT_EQ(text_of(guess(cloud_in(san_francisco), box, "EPSG:2227")), "EPSG:4326");
}

TEST(CrsGuess, WrongPointsDoNotDisturb) {
  Cloud cloud = in_crs(cloud_in(ghent), "EPSG:31370");
  const double wrong[] = {0, std::nan(""), std::numeric_limits<double>::infinity(), 1e300};
  for (std::size_t i = 0; i < 400; ++i) {
    cloud.x.push_back(wrong[i % 4]);
    cloud.y.push_back(wrong[i % 4]);
  }
  for (std::size_t i = 0; i < 300; ++i) {  // far off, but still the smaller half
    cloud.x.push_back(650000);
    cloud.y.push_back(100000);
  }
  EXPECT_EQ(text_of(guess(cloud, ghent, "EPSG:4326")), "EPSG:31370");
  for (std::size_t i = 0; i < 300; ++i) {
    cloud.x.push_back(650000);
    cloud.y.push_back(100000);
  }
  EXPECT_EQ(text_of(guess(cloud, ghent, "EPSG:4326")), "nothing");
}

TEST(CrsGuess, NothingWhereNothingFits) {
  EXPECT_EQ(text_of(guess(cloud_in({.min_x = 1e6, .min_y = 9e6, .max_x = 2e6, .max_y = 9.5e6}), ghent, "EPSG:4326")),
            "nothing");
  const Box new_york{.min_x = -74.1, .min_y = 40.6, .max_x = -73.9, .max_y = 40.8};
  EXPECT_EQ(text_of(guess(cloud_in(new_york), ghent, "EPSG:4326")), "nothing");
  EXPECT_EQ(text_of(guess({}, ghent, "EPSG:4326")), "nothing");
  EXPECT_EQ(text_of(guess({{0, std::nan("")}, {0, 1}}, ghent, "EPSG:4326")), "nothing");
}

TEST(CrsGuess, WithoutBoundariesOnlyDegreesAreKnown) {
  EXPECT_EQ(text_of(guess(cloud_in(ghent), {}, "EPSG:4326")), "EPSG:4326");
  EXPECT_EQ(text_of(guess(in_crs(cloud_in(ghent), "EPSG:31370"), {}, "EPSG:4326")), "nothing");
}

TEST(CrsGuess, VancouverThefts) {
  VIGIE_NEEDS_REFERENCE("vancouver_thefts/vancouver_thefts.csv");
  auto columns = test::read_columns(test::reference_file("vancouver_thefts/vancouver_thefts.csv"));
  Cloud cloud;
  for (const std::string& text : columns["X"]) cloud.x.push_back(std::stod(text));
  for (const std::string& text : columns["Y"]) cloud.y.push_back(std::stod(text));
  // The extent of the neighbourhoods.
  const Box city{.min_x = -123.225, .min_y = 49.198, .max_x = -123.023, .max_y = 49.315};
  const std::optional<CrsGuess> found = guess(cloud, city, "EPSG:4326");
  EXPECT_EQ(text_of(found), "EPSG:32610");
  EXPECT_THAT(found->why, Not(HasSubstr("nan")));
}

TEST(CrsGuess, StLouisServiceRequests) {
  VIGIE_NEEDS_REFERENCE("st_louis_csb_2018_01/january_2018.csv");
  auto columns = test::read_columns(test::reference_file("st_louis_csb_2018_01/january_2018.csv"));
  Cloud cloud;
  for (std::size_t i = 0; i < columns["srx"].size(); ++i) {
    if (columns["srx"][i] == "NA" || columns["sry"][i] == "NA") continue;
    cloud.x.push_back(std::stod(columns["srx"][i]));
    cloud.y.push_back(std::stod(columns["sry"][i]));
  }
  const Box city{.min_x = -90.32, .min_y = 38.53, .max_x = -90.17, .max_y = 38.77};
  EXPECT_EQ(text_of(guess(cloud, city, "EPSG:4326")), "ESRI:102696");
}

}  // namespace
}  // namespace vigie
