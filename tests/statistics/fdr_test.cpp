// q-values against worked numbers, a slow definition and R's p.adjust as used by spdep.
#include "engine/statistics/fdr.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "engine/base/missing.h"
#include "tests/reference_data.h"
#include "tests/statistics/reference_weights.h"

namespace vigie {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;

TEST(QValues, EqualTheWorkedExample) {
  const std::vector<double> p{.001, .008, .012, .041, .3, .5};
  EXPECT_THAT(q_values(p, Correction::fdr), Pointwise(DoubleNear(1e-15), {.006, .024, .024, .0615, .36, .5}));
  EXPECT_THAT(q_values(p, Correction::fdr_by), Pointwise(DoubleNear(1e-15), {.0147, .0588, .0588, .150675, .882, 1.}));
  EXPECT_EQ(q_values(p, Correction::none), p);
}

TEST(QValues, MissingTestsDoNotCount) {
  EXPECT_THAT(q_values(std::vector<double>{.5, no_number, .01, no_number}, Correction::fdr),
              ElementsAre(.5, testing::IsNan(), .02, testing::IsNan()));
  EXPECT_THAT(q_values(std::vector<double>{.5, no_number}, Correction::none), ElementsAre(.5, testing::IsNan()));
  EXPECT_TRUE(q_values(std::vector<double>{}, Correction::fdr).empty());
}

// Reject at alpha exactly if p <= p_(r) with r the largest rank at which p_(r) <= r alpha / n.
TEST(QValues, DecideAsTheStepUpProcedureDoes) {
  std::mt19937_64 random(4);
  for (int round = 0; round < 50; ++round) {
    std::vector<double> p(40);
    for (double& v : p) v = std::ceil(std::pow(std::uniform_real_distribution<double>(0, 1)(random), 4) * 200) / 200;
    std::vector<double> sorted = p;
    std::ranges::sort(sorted);
    const double alpha = 0.0999;  // no p is a multiple of it: rounding decides nothing
    double cut = -1;
    for (std::size_t r = 0; r < sorted.size(); ++r)
      if (sorted[r] <= static_cast<double>(r + 1) * alpha / 40) cut = sorted[r];
    const std::vector<double> q = q_values(p, Correction::fdr);
    for (std::size_t i = 0; i < p.size(); ++i) EXPECT_EQ(q[i] <= alpha, p[i] <= cut) << "p " << p[i] << " q " << q[i];
  }
}

TEST(QValues, EqualSpdepOnColumbus) {
  VIGIE_NEEDS_REFERENCE("columbus/reference/crime_queen_local.csv");
  auto local = test::read_columns(test::reference_file("columbus/reference/crime_queen_local.csv"));
  const std::vector<double> p = test::numbers_of(local["GiStar_binary_p_two_sided"]);
  EXPECT_THAT(q_values(p, Correction::fdr),
              Pointwise(DoubleNear(1e-13), test::numbers_of(local["GiStar_binary_p_BH"])));
}

}  // namespace
}  // namespace vigie
