// Gi, Gi*, local Moran and the global statistics: names, order, origin, unit and orientation of places do not matter.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/statistics/local_moran.h"
#include "engine/statistics/moran.h"
#include "tests/properties/invented_maps.h"

namespace vigie::property {
namespace {

struct Scores {
  std::vector<double> gi, gi_star, moran, moran_z, total, conditional;
};

template <class Weights>
Scores scores(const std::vector<double>& values, const Weights& weights) {
  const NeighborSums sums = neighbor_sums(values, weights);
  const LocalMoran moran = local_moran(values, sums);
  return {gi_z(values, sums, Self::excluded),
          gi_z(values, sums, Self::included),
          moran.value,
          moran.z,
          two_sided(permutation_p(values, sums, {.self = Self::included, .null = Null::total})),
          two_sided(permutation_p(values, sums, {.self = Self::excluded, .null = Null::conditional}))};
}

// z by rounding; p of counts to the bit where it comes from the same table.
void expect_same(const Scores& a, const Scores& b) {
  RC_ASSERT(close(a.gi, b.gi));
  RC_ASSERT(close(a.gi_star, b.gi_star));
  RC_ASSERT(close(a.moran, b.moran));
  RC_ASSERT(close(a.moran_z, b.moran_z));
  RC_ASSERT(same_bits(a.total, b.total));
  RC_ASSERT(same_bits(a.conditional, b.conditional));
}

RC_GTEST_PROP(LocalStatistics, DoNotDependOnTheNumbersOfPlaces, ()) {
  const LinkedCounts map = any_linked_counts();
  const std::vector<std::uint32_t> order = any_order(map.values.size());
  Scores before = scores(map.values, map.weights);
  const Scores after = scores(moved(map.values, order), renumbered(map.weights, order));
  for (auto* column : {&before.gi, &before.gi_star, &before.moran, &before.moran_z, &before.total, &before.conditional})
    *column = moved(*column, order);
  expect_same(before, after);
}

RC_GTEST_PROP(LocalStatistics, DoNotDependOnOriginAndUnitOfCounts, ()) {
  const LinkedCounts map = any_linked_counts();
  const int origin = *in_range(0, 1000), unit = *in_range(1, 9);
  std::vector<double> other = map.values;
  for (double& value : other) value = origin + unit * value;
  expect_same(scores(map.values, map.weights), scores(other, map.weights));
}

RC_GTEST_PROP(LocalStatistics, TurnedUpsideDownExchangeHotAndCold, ()) {
  const LinkedCounts map = any_linked_counts();
  std::vector<double> turned = map.values;
  for (double& value : turned) value = 200 - value;
  const NeighborSums up = neighbor_sums(map.values, map.weights), down = neighbor_sums(turned, map.weights);
  const TailProbabilities a = permutation_p(map.values, up, {}), b = permutation_p(turned, down, {});
  RC_ASSERT(close(a.upper, b.lower, 1e-12));
  RC_ASSERT(close(a.lower, b.upper, 1e-12));
  std::vector<double> z = gi_z(turned, down, Self::included);
  for (double& score : z) score = -score;
  RC_ASSERT(close(gi_z(map.values, up, Self::included), z));
}

RC_GTEST_PROP(LocalStatistics, DoNotDependOnWhereTheGridLies, ()) {
  const CellCounts cells = any_cell_counts(CellShape::square);
  GridStencil elsewhere = cells.stencil;
  elsewhere.grid.first_column += *in_range(-1000, 1000);
  elsewhere.grid.first_row += *in_range(-1000, 1000);
  const Scores a = scores(cells.values, cells.stencil), b = scores(cells.values, elsewhere);
  expect_same(a, b);
  RC_ASSERT(same_bits(a.gi_star, b.gi_star));
}

// Column c, row r becomes column rows - 1 - r, row c.
RC_GTEST_PROP(LocalStatistics, TurnWithTheMap, ()) {
  const CellCounts cells = any_cell_counts(CellShape::square);
  const std::int64_t columns = cells.stencil.grid.columns, rows = cells.stencil.grid.rows;
  CellCounts turned = cells;
  turned.stencil.grid.columns = rows;
  turned.stencil.grid.rows = columns;
  std::vector<std::uint32_t> to(cells.values.size());
  for (std::int64_t row = 0; row < rows; ++row)
    for (std::int64_t column = 0; column < columns; ++column)
      to[static_cast<std::size_t>(row * columns + column)] =
          static_cast<std::uint32_t>(column * rows + (rows - 1 - row));
  turned.values = moved(cells.values, to);
  turned.stencil.analyzed = moved(cells.stencil.analyzed, to);
  Scores before = scores(cells.values, cells.stencil);
  for (auto* column : {&before.gi, &before.gi_star, &before.moran, &before.moran_z, &before.total, &before.conditional})
    *column = moved(*column, to);
  expect_same(before, scores(turned.values, turned.stencil));
}

RC_GTEST_PROP(LocalStatistics, AgreeWithEachOther, ()) {
  const LinkedCounts map = any_linked_counts();
  const NeighborSums sums = neighbor_sums(map.values, map.weights);
  const std::vector<double> z = gi_z(map.values, sums, Self::excluded);
  const LocalMoran moran = local_moran(map.values, sums);
  for (std::size_t i = 0; i < z.size(); ++i)
    if (!std::isnan(moran.z[i])) RC_ASSERT(close(std::abs(moran.z[i]), std::abs(z[i])));
  // Rows that are standardized give the same z of Gi.
  const SpatialWeights rows = row_standardized(map.weights);
  RC_ASSERT(close(gi_z(map.values, neighbor_sums(map.values, rows), Self::excluded), z));
}

template <class Weights>
std::vector<double> global(const std::vector<double>& values, const Weights& weights) {
  const NeighborSums sums = neighbor_sums(values, weights);
  std::vector<double> numbers;
  for (Standardization how : {Standardization::none, Standardization::rows}) {
    const LinkMoments links = link_moments(sums, weights, how);
    for (const GlobalTest& test :
         {morans_i(values, sums, links), gearys_c(values, sums, links),
          morans_i(values, sums, links, Assumption::normality), general_g(values, sums, links)})
      numbers.insert(numbers.end(), {test.value, test.expected, test.z});
  }
  return numbers;
}

RC_GTEST_PROP(GlobalStatistics, DoNotDependOnTheNumbersOfPlaces, ()) {
  const LinkedCounts map = any_linked_counts();
  const std::vector<std::uint32_t> order = any_order(map.values.size());
  RC_ASSERT(
      close(global(map.values, map.weights), global(moved(map.values, order), renumbered(map.weights, order)), 1e-8));
}

RC_GTEST_PROP(GlobalStatistics, DoNotDependOnTheUnitOfCounts, ()) {
  const LinkedCounts map = any_linked_counts();
  std::vector<double> scaled = map.values;
  const double unit = *in_range(1, 50) / 7.0;
  for (double& value : scaled) value *= unit;
  RC_ASSERT(close(global(map.values, map.weights), global(scaled, map.weights), 1e-8));
}

RC_GTEST_PROP(GlobalStatistics, AreTheMeanOfTheLocalOnes, ()) {
  const LinkedCounts map = any_linked_counts();
  const NeighborSums sums = neighbor_sums(map.values, map.weights);
  const GlobalTest test = morans_i(map.values, sums, link_moments(sums, map.weights, Standardization::rows));
  RC_PRE(!std::isnan(test.value));
  double sum = 0;
  const LocalMoran local = local_moran(map.values, sums);
  for (std::size_t i = 0; i < map.values.size(); ++i) {
    if (map.weights.row(i).empty()) continue;
    RC_PRE(!std::isnan(local.value[i]));
    sum += local.value[i];
  }
  RC_ASSERT(close(test.value, sum / static_cast<double>(map.values.size())));  // islands count as 0
}

}  // namespace
}  // namespace vigie::property
