// Rates, densities and bandwidths: order, origin, orientation and unit do not matter, and nothing is lost.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/statistics/density.h"
#include "engine/statistics/rates.h"
#include "engine/statistics/standardized_rates.h"
#include "tests/properties/invented_maps.h"

namespace vigie::property {
namespace {

// ---------------------------------------------------------------- rates

struct Town {
  std::vector<double> events, population;
};
Town any_town() {
  Town town{any_counts(*in_range<std::size_t>(2, 30)), {}};
  for (std::size_t i = 0; i < town.events.size(); ++i) town.population.push_back(*in_range(1, 5000));
  return town;
}

std::vector<std::vector<double>> columns_of(const Rates& found) {
  return {found.crude, found.lower, found.upper, found.smr, found.eb, found.exceedance, found.reliability};
}

RC_GTEST_PROP(Rates, GoWithTheirAreas, ()) {
  const Town town = any_town();
  const std::vector<std::uint32_t> order = any_order(town.events.size());
  const auto before = columns_of(rates(town.events, town.population, 1.5, 1.25));
  const auto after = columns_of(rates(moved(town.events, order), moved(town.population, order), 1.5, 1.25));
  for (std::size_t column = 0; column < before.size(); ++column)
    RC_ASSERT(close(moved(before[column], order), after[column]));
}

// Twice the years or twice the people are the same exposure.
RC_GTEST_PROP(Rates, DependOnExposureAlone, ()) {
  const Town town = any_town();
  std::vector<double> twice = town.population;
  for (double& people : twice) people *= 2;
  const auto years = columns_of(rates(town.events, town.population, 2)),
             people = columns_of(rates(town.events, twice, 1));
  for (std::size_t column = 0; column < years.size(); ++column) RC_ASSERT(close(years[column], people[column], 1e-12));
}

RC_GTEST_PROP(Rates, ShrinkTowardTheWholeAndKeepTheTotal, ()) {
  const Town town = any_town();
  const Rates found = rates(town.events, town.population, 1);
  double expected = 0, observed = 0;
  for (std::size_t i = 0; i < town.events.size(); ++i) {
    observed += town.events[i];
    expected += found.overall * town.population[i];
    RC_ASSERT(found.lower[i] <= found.crude[i] && found.crude[i] <= found.upper[i]);
    RC_ASSERT(std::abs(found.eb[i] - found.overall) <= std::abs(found.crude[i] - found.overall) * (1 + 1e-9) + 1e-15);
    RC_ASSERT((found.eb[i] - found.overall) * (found.crude[i] - found.overall) >= -1e-15);
  }
  RC_ASSERT(close(expected, observed));
}

RC_GTEST_PROP(LocalEmpiricalBayes, GoesWithItsAreas, ()) {
  const LinkedCounts map = any_linked_counts();
  std::vector<double> people(map.values.size());
  for (double& p : people) p = *in_range(1, 5000);
  const std::vector<std::uint32_t> order = any_order(people.size());
  RC_ASSERT(
      close(moved(local_empirical_bayes(map.values, people, map.weights), order),
            local_empirical_bayes(moved(map.values, order), moved(people, order), renumbered(map.weights, order))));
  RC_ASSERT(close(moved(standardized_rates(map.values, people), order),
                  standardized_rates(moved(map.values, order), moved(people, order))));
}

// ---------------------------------------------------------------- densities

const Grid town_grid{CellShape::square, 125, 0, 0, 16, 16};  // 2000 m by 2000 m

struct Smooth {
  Kernel kernel;
  EdgeCorrection correction;
  double bandwidth;
};
Smooth any_smooth() {
  return {
      *rc::gen::element(Kernel::quartic, Kernel::epanechnikov, Kernel::triangular, Kernel::uniform, Kernel::gaussian),
      *rc::gen::element(EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::diggle),
      *in_range(20, 800) + 0.3};  // no whole number: no centre lies exactly at the reach
}

std::vector<double> smoothed(const Points& points, const Smooth& how, const Grid& grid, double scale = 1) {
  const std::vector<double> inside(static_cast<std::size_t>(grid.size()), 1);
  return density(points.x, points.y, how.kernel, scale * how.bandwidth, grid, inside, how.correction).values;
}

RC_GTEST_PROP(Density, HasTheSameBitsForAnyOrderPlaceAndThreads, ()) {
  const Points points = any_points(1, 60);
  const Smooth how = any_smooth();
  const std::vector<std::uint32_t> order = any_order(points.x.size());
  const std::vector<double> surface = smoothed(points, how, town_grid);
  RC_ASSERT(same_bits(surface, smoothed({moved(points.x, order), moved(points.y, order)}, how, town_grid)));
  const std::int64_t columns = *in_range(-3000, 3000), rows = *in_range(-3000, 3000);
  Points far = points;
  for (double& x : far.x) x += 125.0 * static_cast<double>(columns);
  for (double& y : far.y) y += 125.0 * static_cast<double>(rows);
  Grid there = town_grid;
  there.first_column = columns;
  there.first_row = rows;
  RC_ASSERT(same_bits(surface, smoothed(far, how, there)));
  RC_ASSERT(same_for_any_threads([&] { return smoothed(points, how, town_grid); }));
}

RC_GTEST_PROP(Density, TurnsWithItsPointsAndTakesTheirUnit, ()) {
  Points points = any_points(1, 60);
  // Off the lines between cells, which belong to the east and to the north whichever way the map is turned.
  for (auto* axis : {&points.x, &points.y})
    for (double& v : *axis) v += 1.0 / 16;
  const Smooth how = any_smooth();
  const std::vector<double> surface = smoothed(points, how, town_grid);
  Points turned{{}, points.x}, twice = points;
  for (double y : points.y) turned.x.push_back(2000 - y);
  for (auto* axis : {&twice.x, &twice.y})
    for (double& v : *axis) v *= 2;
  Grid coarse = town_grid;
  coarse.cell_size = 250;
  const std::vector<double> after = smoothed(turned, how, town_grid), scaled = smoothed(twice, how, coarse, 2);
  const double peak = *std::ranges::max_element(surface, [](double a, double b) { return !(a >= b); });
  for (std::size_t row = 0; row < 16; ++row)
    for (std::size_t column = 0; column < 16; ++column) {
      const double here = surface[row * 16 + column];
      RC_ASSERT(close(here / (1 + peak), after[column * 16 + 15 - row] / (1 + peak), 1e-10));
      RC_ASSERT(close(here / (1 + peak), 4 * scaled[row * 16 + column] / (1 + peak), 1e-10));
    }
}

RC_GTEST_PROP(Density, KeepsEveryReport, ()) {
  const Points points = any_points(0, 60);
  Smooth how = any_smooth();
  how.correction = EdgeCorrection::diggle;
  double mass = 0;
  for (double value : smoothed(points, how, town_grid)) mass += value / 1e6 * town_grid.cell_area();
  RC_ASSERT(close(mass, static_cast<double>(points.x.size()), 1e-10));
}

// ---------------------------------------------------------------- bandwidths

RC_GTEST_PROP(RuleBandwidth, ReadsDistinctPointsInAnyOrderPlaceAndUnit, ()) {
  const Points points = any_points(2, 60);
  const Kernel kernel = any_smooth().kernel;
  const BandwidthRule rule = *rc::gen::element(BandwidthRule::scott, BandwidthRule::oversmoothed);
  const double bandwidth = rule_bandwidth(points.x, points.y, kernel, rule);
  const std::vector<std::uint32_t> order = any_order(points.x.size());
  Points copies{moved(points.x, order), moved(points.y, order)}, far = points, turned{{}, points.x}, scaled = points;
  copies.x.push_back(points.x[0]);
  copies.y.push_back(points.y[0]);
  for (double& x : far.x) x += 6e5;
  for (double y : points.y) turned.x.push_back(-y);
  for (auto* axis : {&scaled.x, &scaled.y})
    for (double& v : *axis) v *= 3;
  RC_ASSERT(same_bits({bandwidth}, {rule_bandwidth(copies.x, copies.y, kernel, rule)}));
  RC_ASSERT(same_bits({bandwidth}, {rule_bandwidth(points.y, points.x, kernel, rule)}));
  RC_ASSERT(close(bandwidth, rule_bandwidth(far.x, far.y, kernel, rule)));
  RC_ASSERT(close(bandwidth, rule_bandwidth(turned.x, turned.y, kernel, rule)));
  RC_ASSERT(close(3 * bandwidth, rule_bandwidth(scaled.x, scaled.y, kernel, rule)));
}

}  // namespace
}  // namespace vigie::property
