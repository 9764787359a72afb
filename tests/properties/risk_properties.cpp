// Relative risk, concentration and prediction accuracy: symmetric where they must be, and blind to order, place and
// unit.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/statistics/concentration.h"
#include "engine/statistics/log_relative_risk.h"
#include "engine/statistics/prediction_accuracy.h"
#include "engine/statistics/risk_permutation.h"
#include "tests/properties/invented_maps.h"

namespace vigie::property {
namespace {

// ---------------------------------------------------------------- relative risk

const Grid grid{CellShape::square, 125, 0, 0, 16, 16};

Points any_sample() {
  Points points = any_points(20, 50);
  // Off the lines between cells.
  for (auto* axis : {&points.x, &points.y})
    for (double& v : *axis) v += 1.0 / 16;
  return points;
}

RiskSmoothing any_smoothing() {
  return {*rc::gen::element(Kernel::quartic, Kernel::epanechnikov, Kernel::triangular, Kernel::gaussian),
          *in_range(200, 800) + 0.3,
          *rc::gen::element(EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::diggle)};
}

LogRelativeRisk risk_of(const Points& cases, const Points& controls, const RiskSmoothing& how, const Grid& at = grid) {
  return log_relative_risk({cases.x, cases.y}, {controls.x, controls.y}, how, at,
                           std::vector<double>(static_cast<std::size_t>(at.size()), 1));
}

RC_GTEST_PROP(RelativeRisk, TurnsItsSignWithItsSamples, ()) {
  const Points cases = any_sample(), controls = any_sample();
  const RiskSmoothing how = any_smoothing();
  const LogRelativeRisk one = risk_of(cases, controls, how), other = risk_of(controls, cases, how);
  for (std::size_t i = 0; i < one.z.size(); ++i) {
    // Each is masked by its own controls.
    if (std::isnan(one.z[i]) || std::isnan(other.z[i])) continue;
    RC_ASSERT(close(one.log_risk.values[i], -other.log_risk.values[i]));
    RC_ASSERT(close(one.z[i], -other.z[i]));
    RC_ASSERT(close(one.p[i], other.p[i]));
  }
}

RC_GTEST_PROP(RelativeRisk, DoesNotDependOnOrderPlaceAndThreads, ()) {
  const Points cases = any_sample(), controls = any_sample();
  const RiskSmoothing how = any_smoothing();
  const LogRelativeRisk risk = risk_of(cases, controls, how);
  const std::vector<std::uint32_t> order = any_order(cases.x.size());
  RC_ASSERT(same_bits(risk.z, risk_of({moved(cases.x, order), moved(cases.y, order)}, controls, how).z));
  Grid there = grid;
  there.first_column = *in_range(-3000, 3000);
  Points far_cases = cases, far_controls = controls;
  for (auto* sample : {&far_cases, &far_controls})
    for (double& x : sample->x) x += 125.0 * static_cast<double>(there.first_column);
  RC_ASSERT(same_bits(risk.z, risk_of(far_cases, far_controls, how, there).z));
  RC_ASSERT(same_for_any_threads([&] { return risk_of(cases, controls, how).z; }));
}

RC_GTEST_PROP(RelativeRisk, DoesNotDependOnTheNumberOfCopies, ()) {
  const Points cases = any_sample(), controls = any_sample();
  const RiskSmoothing how = any_smoothing();
  Points twice = cases;
  twice.x.insert(twice.x.end(), cases.x.begin(), cases.x.end());
  twice.y.insert(twice.y.end(), cases.y.begin(), cases.y.end());
  // As ratios: where a kernel barely reaches a cell its density has few digits, and the logarithm shows it.
  std::vector<double> once = risk_of(cases, controls, how).log_risk.values,
                      again = risk_of(twice, controls, how).log_risk.values;
  for (auto* values : {&once, &again})
    for (double& value : *values) value = std::exp(value);
  RC_ASSERT(close(once, again));
}

RC_GTEST_PROP(RiskPermutation, DoesNotDependOnOrderAndThreads, ()) {
  const Points cases = any_sample(), controls = any_sample();
  const RiskSmoothing how = any_smoothing();
  const std::vector<std::uint32_t> order = any_order(cases.x.size());
  const std::vector<double> inside(static_cast<std::size_t>(grid.size()), 1);
  const std::vector<std::uint8_t> tested(inside.size(), 1);
  const auto p_of = [&](const Points& sample) {
    const RiskPermutation found =
        permute_risk({sample.x, sample.y}, {controls.x, controls.y}, how, grid, inside, tested, 19, 5);
    std::vector<double> numbers = found.p;
    numbers.insert(numbers.end(), found.adjusted.begin(), found.adjusted.end());
    numbers.push_back(found.overall);
    return numbers;
  };
  const std::vector<double> numbers = p_of(cases);
  RC_ASSERT(same_bits(numbers, p_of({moved(cases.x, order), moved(cases.y, order)})));
  RC_ASSERT(same_for_any_threads([&] { return p_of(cases); }));
  for (double p : numbers) RC_ASSERT(std::isnan(p) || (p >= 0.05 && p <= 1));
}

// ---------------------------------------------------------------- concentration

RC_GTEST_PROP(Concentration, EqualsAllPairsAndForgetsOrderAndUnit, ()) {
  const std::vector<double> counts = any_counts(*in_range<std::size_t>(1, 40));
  double sum = 0, differences = 0;
  for (double a : counts) {
    sum += a;
    for (double b : counts) differences += std::abs(a - b);
  }
  RC_PRE(sum > 0);
  const auto n = static_cast<double>(counts.size());
  const double g = gini(count_levels(counts));
  RC_ASSERT(close(g, differences / (2 * n * sum), 1e-12));
  const std::vector<std::uint32_t> order = any_order(counts.size());
  RC_ASSERT(g == gini(count_levels(moved(counts, order))));
  std::vector<double> scaled = counts, longer = counts;
  for (double& count : scaled) count *= 3;
  RC_ASSERT(close(g, gini(count_levels(scaled)), 1e-12));
  longer.push_back(0);
  RC_ASSERT(gini(count_levels(longer)) >= g - 1e-12);
  const double generalized = generalized_gini(count_levels(counts));
  RC_ASSERT(generalized <= g + 1e-12 && generalized >= -1e-12);
}

RC_GTEST_PROP(Concentration, HoldsMoreWithMorePlaces, ()) {
  const std::vector<double> counts = any_counts(*in_range<std::size_t>(1, 40));
  const CountLevels levels = count_levels(counts);
  RC_PRE(levels.events > 0);
  double before = 0;
  for (int step = 0; step <= 20; ++step) {
    const double held = top_share(levels, step / 20.0);
    RC_ASSERT(held >= before - 1e-12 && held >= step / 20.0 - 1e-12);
    before = held;
  }
  RC_ASSERT(close(before, 1, 1e-12));
  const double share = *in_range(1, 100) / 100.0;
  std::vector<double> sorted = counts;
  std::ranges::sort(sorted, std::greater<>());
  double held = 0;
  std::int64_t places = 0;
  while (held < share * levels.events * (1 - 1e-12)) held += sorted[static_cast<std::size_t>(places++)];
  RC_ASSERT(places_holding(levels, share) == places);
}

RC_GTEST_PROP(PredictionAccuracy, EndsAtOneAndForgetsUnits, ()) {
  const auto n = *in_range<std::size_t>(1, 30);
  const std::vector<double> predicted = any_counts(n), observed = any_counts(n);
  RC_PRE(std::ranges::max(observed) > 0);
  std::vector<double> area(n), acres(n);
  for (std::size_t i = 0; i < n; ++i) {
    area[i] = *in_range(1, 20);
    acres[i] = area[i] * 4;
  }
  const auto curve = accuracy_curve({predicted, observed, area}), other = accuracy_curve({predicted, observed, acres});
  for (std::size_t i = 0; i < n; ++i) {
    RC_ASSERT(close(curve[i].pai, other[i].pai, 1e-12));
    RC_ASSERT(close(curve[i].pei, other[i].pei, 1e-12));
    RC_ASSERT(curve[i].pei <= 1 + 1e-12);
    RC_ASSERT(curve[i].hit_rate_low <= curve[i].hit_rate + 1e-12);
    RC_ASSERT(curve[i].hit_rate <= curve[i].hit_rate_high + 1e-12);
  }
  RC_ASSERT(close(curve.back().hit_rate, 1, 1e-12));
  RC_ASSERT(close(curve.back().pai, 1, 1e-12));
}

}  // namespace
}  // namespace vigie::property
