// Radii and sample sizes that are chosen from the data, and those that are not.
#include "engine/analysis/pattern_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "engine/analysis/point_pattern.h"
#include "engine/base/error.h"

namespace vigie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

MultiPolygon rectangle(double width, double height) {
  return {{{{0, 0}, {width, 0}, {width, height}, {0, height}, {0, 0}}, {}}};
}

struct Choice {
  Choice() : analysis(point_pattern_analysis()), section(analysis.section()), settings(section) {}
  Analysis analysis;
  Section section;
  Settings settings;
  Contribution out;
};

//  width x height   a quarter of the shorter side   radii
//  30 x 20 km       5 km                            up to 1 km
//  30 x 2.5 km      625 m                           60, 120, ... 600 m
//  400 x 72 m       18 m                            1.5, 3, ... 15 m
//  1 x 1 m          0.25 m                          0.025, 0.05, ... 0.25 m
TEST(PatternRadii, AreTenEvenStepsWithinTheStudyArea) {
  const auto ends = [](double width, double height) {
    Choice choice;
    const std::vector<double> radii = pattern_radii(rectangle(width, height), choice.settings, choice.out);
    EXPECT_EQ(radii.size(), 10u);
    EXPECT_EQ(choice.out.chosen.front().parameter, &radii_parameter);
    return std::array<double, 2>{radii.front(), radii.back()};
  };
  EXPECT_THAT(ends(30'000, 20'000), ElementsAre(100, 1000));
  EXPECT_THAT(ends(30'000, 2'500), ElementsAre(60, 600));
  EXPECT_THAT(ends(400, 72), ElementsAre(1.5, 15));
  EXPECT_THAT(ends(1, 1), ElementsAre(0.025, 0.25));
}

TEST(PatternRadii, AreSortedWhereGivenAndEndAtAQuarterOfTheShorterSide) {
  Choice choice;
  choice.settings.set("radii", {"0.2km", "50m", "50m"}, Origin::file);
  EXPECT_THAT(pattern_radii(rectangle(1000, 800), choice.settings, choice.out), ElementsAre(50, 200));
  EXPECT_TRUE(choice.out.chosen.empty());
  try {
    pattern_radii(rectangle(1000, 796), choice.settings, choice.out);
    FAIL() << "200 m is more than 199 m";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("0.2km is beyond 199 m"));
  }
  choice.settings.set("radii", {"near"}, Origin::file);
  EXPECT_THROW(pattern_radii(rectangle(1000, 800), choice.settings, choice.out), UsageError);
}

PatternPlan plan_for(std::size_t points, double side, Choice& choice) {
  return pattern_plan(points, rectangle(side, side), side / 30, KCorrection::translation, choice.settings, choice.out);
}

TEST(PatternPlan, UsesAllOfFewPointsAndAPartOfMany) {
  Choice few, many, dense;
  EXPECT_EQ(plan_for(4000, 30'000, few).points, 4000u);
  EXPECT_EQ(plan_for(4000, 30'000, few).simulations, 999);
  EXPECT_TRUE(few.out.findings.empty());
  EXPECT_EQ(plan_for(1'000'000, 30'000, many).points, 4000u);
  EXPECT_EQ(plan_for(1'000'000, 30'000, many).simulations, 999);
  EXPECT_EQ(many.out.findings.front().level, Finding::Level::warning);
  EXPECT_THAT(many.out.chosen.front().why, HasSubstr("4000 of 1000000 points"));
  // A quarter of the shorter side: a twelfth of all pairs and more are within reach.
  const PatternPlan wide =
      pattern_plan(4000, rectangle(100, 100), 25, KCorrection::translation, dense.settings, dense.out);
  EXPECT_LT(wide.simulations, 999);
}

TEST(PatternPlan, UsesAllPointsWhereSimulationsAreGiven) {
  Choice choice;
  choice.settings.set("simulations", {"39"}, Origin::file);
  EXPECT_EQ(plan_for(1'000'000, 30'000, choice).points, 1'000'000u);
  EXPECT_EQ(plan_for(1'000'000, 30'000, choice).simulations, 39);
  EXPECT_TRUE(choice.out.findings.empty());
}

}  // namespace
}  // namespace vigie
