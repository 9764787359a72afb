// The reported share of what a survey counts.
#include "engine/statistics/survey_ratio.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vigie {
namespace {

TEST(SurveyRatio, IsReportsOverWhatPeopleSayHappened) {
  // 10000 people, 0.08 a year, two years: 1600 happened, 400 were reported.
  const SurveyRatio psi = survey_ratio(400, 10'000, 2, 0.08, 0.0001);
  EXPECT_NEAR(psi.value, 0.25, 1e-15);
  const double sd = std::sqrt(1.0 / 400 + 0.0001 / 0.0064);
  EXPECT_NEAR(psi.lower, 0.25 * std::exp(-1.959963984540054 * sd), 1e-12);
  EXPECT_NEAR(psi.upper, 0.25 * std::exp(1.959963984540054 * sd), 1e-12);
}

TEST(SurveyRatio, HasNoValueWithoutReportsOrRate) {
  EXPECT_TRUE(std::isnan(survey_ratio(0, 100, 1, 0.1, 0).value));
  EXPECT_TRUE(std::isnan(survey_ratio(5, 100, 1, 0, 0).value));
  EXPECT_TRUE(std::isnan(survey_ratio(5, 100, 1, 0.1, std::nan("")).value));
}

TEST(SurveyRatio, TakesTheVarianceBehindAnInterval) {
  EXPECT_NEAR(variance_of_interval(0.4, 0.6), std::pow(0.1 / 1.959963984540054, 2), 1e-15);
}

}  // namespace
}  // namespace vigie
