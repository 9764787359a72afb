// PAI, PEI and RRI: values of ptools and of the Memphis table, ties drawn out, brute force for the best case.
#include "engine/statistics/prediction_accuracy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "engine/base/error.h"
#include "tests/reference_data.h"
#include "tests/statistics/reference_weights.h"

namespace vigie {
namespace {

using Numbers = std::vector<double>;

TEST(PredictionAccuracy, OfThreeCells) {
  const Numbers predicted{3, 2, 1}, observed{6, 3, 0}, area{1, 1, 1};
  const std::vector<AccuracyStep> curve = accuracy_curve({predicted, observed, area});
  const Numbers pai{2, 1.5, 1}, rri{0.5, 5 / 9.0, 6 / 9.0};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(curve[i].pai, pai[i], 1e-15);
    EXPECT_NEAR(curve[i].pei, 1, 1e-15);
    EXPECT_NEAR(curve[i].rri_ratio, rri[i], 1e-15);
    EXPECT_EQ(curve[i].cells, static_cast<std::int64_t>(i + 1));
  }
}

// ptools 31c972b, from its own tests.
TEST(PredictionAccuracyReference, EqualsPtools) {
  VIGIE_NEEDS_REFERENCE("wdd_pai_etest/pai_reference.csv");
  auto columns = test::read_columns(test::reference_file("wdd_pai_etest/pai_reference.csv"));
  const Numbers predicted = test::numbers_of(columns["predicted"]), observed = test::numbers_of(columns["observed"]);
  const std::vector<AccuracyStep> curve = accuracy_curve({predicted, observed, test::numbers_of(columns["area"])});
  ASSERT_EQ(curve.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(curve[i].area_share, test::numbers_of(columns["cum_area_share"])[i], 1e-14);
    EXPECT_NEAR(curve[i].hit_rate, test::numbers_of(columns["cum_hit_rate"])[i], 1e-14);
    EXPECT_NEAR(curve[i].pai, test::numbers_of(columns["PAI"])[i], 1e-14);
    EXPECT_NEAR(curve[i].pei, test::numbers_of(columns["PEI"])[i], 1e-14);
    EXPECT_NEAR(curve[i].rri_ratio, test::numbers_of(columns["RRI"])[i], 1e-14);
  }
}

// Robberies of January to June mark cells of 500 m, those of July to December are to be found.
TEST(PredictionAccuracyReference, EqualsTheMemphisTable) {
  VIGIE_NEEDS_REFERENCE("memphis_robberies/reference/pai_top_cells_H1_on_H2.csv");
  auto months = test::read_columns(test::reference_file("memphis_robberies/reference/grid500m_monthly_counts.csv"));
  auto expected = test::read_columns(test::reference_file("memphis_robberies/reference/pai_top_cells_H1_on_H2.csv"));
  Numbers first(months["cell"].size(), 0), second = first;
  for (int month = 1; month <= 12; ++month) {
    const Numbers counts = test::numbers_of(months["X" + std::to_string(month)]);
    for (std::size_t i = 0; i < counts.size(); ++i) (month <= 6 ? first : second)[i] += counts[i];
  }
  const std::vector<AccuracyStep> curve = accuracy_curve({first, second, Numbers(first.size(), 250'000)});
  const Numbers flagged = test::numbers_of(expected["cells_flagged"]);
  for (std::size_t i = 0; i < flagged.size(); ++i) {
    const AccuracyStep& step = curve[static_cast<std::size_t>(flagged[i]) - 1];
    EXPECT_NEAR(step.hit_rate, test::numbers_of(expected["hit_rate"])[i], 1e-14) << flagged[i];
    EXPECT_NEAR(step.area_share, test::numbers_of(expected["area_share"])[i], 1e-14) << flagged[i];
    EXPECT_NEAR(step.pai, test::numbers_of(expected["PAI"])[i], 1e-11) << flagged[i];
    EXPECT_NEAR(step.pei, test::numbers_of(expected["PEI"])[i], 1e-13) << flagged[i];
    EXPECT_LE(step.hit_rate_low, step.hit_rate);
    EXPECT_GE(step.hit_rate_high, step.hit_rate);
    EXPECT_NEAR(pai_at(curve, step.area_share), step.pai, 1e-10);
  }
  EXPECT_GT(area_under_curve(curve), 0.75);
}

TEST(PredictionAccuracy, OfMarkedPlaces) {
  const MarkedEvents earlier{.inside = 12, .total = 40, .area_inside = 2, .area_total = 50};
  const MarkedEvents later{.inside = 9, .total = 45, .area_inside = 2, .area_total = 50};
  EXPECT_NEAR(hit_rate(earlier), 0.3, 1e-15);
  EXPECT_NEAR(search_efficiency(earlier), 6, 1e-15);
  EXPECT_NEAR(prediction_accuracy_index(earlier), 0.3 / 0.04, 1e-13);
  EXPECT_NEAR(recapture_rate_index(earlier, later), 0.2 / 0.3, 1e-15);
  const MarkedEvents missed{.inside = 0, .total = 45, .area_inside = 2, .area_total = 50};
  EXPECT_EQ(prediction_accuracy_index(missed), 0);
  EXPECT_TRUE(std::isnan(recapture_rate_index(missed, later)));
  const MarkedEvents nothing{.inside = 0, .total = 0, .area_inside = 0, .area_total = 50};
  for (auto measure : {hit_rate, search_efficiency, prediction_accuracy_index})
    EXPECT_TRUE(std::isnan(measure(nothing)));
}

// Three cells tie for the second place: which one is taken decides between 6 and 11 of 20 events.
TEST(PredictionAccuracy, SaysWhatTiesLeaveOpen) {
  const Numbers predicted{5, 4, 4, 4, 0}, observed{4, 5, 2, 7, 2}, area(5, 1);
  const std::vector<AccuracyStep> curve = accuracy_curve({predicted, observed, area});
  const Numbers low{4, 6, 11, 18, 20}, high{4, 11, 16, 18, 20};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(curve[i].hit_rate_low, low[i] / 20, 1e-15) << i;
    EXPECT_NEAR(curve[i].hit_rate_high, high[i] / 20, 1e-15) << i;
  }
  EXPECT_NEAR(curve[1].hit_rate, 9 / 20.0, 1e-15) << "ties by position";
}

// Unequal areas: the best case takes the densest cells, the last one in part.
TEST(PredictionAccuracy, BestCaseEqualsBruteForce) {
  std::mt19937_64 random(8);
  for (int round = 0; round < 50; ++round) {
    Numbers predicted, observed, area;
    for (int i = 0; i < 12; ++i) {
      predicted.push_back(static_cast<double>(random() % 6));
      observed.push_back(static_cast<double>(random() % 9));
      area.push_back(1 + static_cast<double>(random() % 40) / 10);
    }
    observed[0] += 1;
    std::vector<std::pair<double, double>> cells;  // density, area
    for (std::size_t i = 0; i < 12; ++i) cells.emplace_back(observed[i] / area[i], area[i]);
    std::ranges::sort(cells, std::ranges::greater{});
    double total = 0, surface = 0;
    for (std::size_t i = 0; i < 12; ++i) {
      total += observed[i];
      surface += area[i];
    }
    for (const AccuracyStep& step : accuracy_curve({predicted, observed, area})) {
      double left = step.area_share * surface, most = 0;
      for (const auto& [density, size] : cells) {
        most += density * std::min(left, size);
        left -= std::min(left, size);
      }
      EXPECT_NEAR(step.pei, step.hit_rate / (most / total), 1e-12);
      EXPECT_LE(step.pei, 1 + 1e-12);
    }
  }
}

TEST(PredictionAccuracy, CurveIsReadBetweenItsSteps) {
  const Numbers predicted{3, 2, 1}, observed{6, 3, 0}, area{1, 1, 2};
  const std::vector<AccuracyStep> curve = accuracy_curve({predicted, observed, area});
  EXPECT_NEAR(hit_rate_at(curve, 0.125), 2 / 6.0, 1e-15);  // half of the first cell: 3 of 9
  EXPECT_NEAR(hit_rate_at(curve, 0.5), 1, 1e-15);
  EXPECT_NEAR(pai_at(curve, 0.25), (6 / 9.0) / 0.25, 1e-14);
  EXPECT_NEAR(area_under_curve(curve), 0.25 * (6 / 9.0) / 2 + 0.25 * (6 / 9.0 + 1) / 2 + 0.5, 1e-14);
  EXPECT_TRUE(std::isnan(hit_rate_at({}, 0.5)));
  EXPECT_TRUE(std::isnan(pai_at(curve, 0)));
  EXPECT_THROW(accuracy_curve({predicted, Numbers{1, -1, 0}, area}), DataError);
  const std::vector<AccuracyStep> empty = accuracy_curve({predicted, Numbers{0, 0, 0}, area});
  EXPECT_TRUE(std::isnan(empty[0].pai) && std::isnan(empty[0].pei) && std::isnan(empty[0].rri_ratio));
}

}  // namespace
}  // namespace vigie
