// The examples, computed.
#include "tests/validation/defects.h"

#include <algorithm>
#include <bit>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstdio>
#include <random>

#include "engine/analysis/local_test.h"
#include "engine/base/parallel.h"
#include "engine/geometry/zone_index.h"
#include "engine/statistics/permutation_table.h"
#include "engine/statistics/saddlepoint.h"
#include "engine/statistics/value_lattice.h"
#include "tests/validation/book.h"
#include "tests/validation/inputs.h"

namespace vigie::validation {
namespace {

MultiPolygon square_at(double west, double south, double side) {
  return {
      {{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}}, {}}};
}

GridStencil queen_cells(std::int64_t side) {
  return {{CellShape::square, 100, 0, 0, side, side},
          std::vector<std::uint8_t>(static_cast<std::size_t>(side * side), 1),
          100 * std::sqrt(2)};
}

// Background of one report per cell; a block of 6 x 6 cells has six times as many.
std::vector<double> counts_with_block(std::int64_t side, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<double> counts(static_cast<std::size_t>(side * side));
  for (std::int64_t i = 0; i < side * side; ++i) {
    const bool dense = i / side >= 20 && i / side < 26 && i % side >= 40 && i % side < 46;
    // A sum of 60 coins with mean 1 or 6: no library's Poisson generator decides what the page says.
    int count = 0;
    for (int coin = 0; coin < 60; ++coin) count += random() % 600 < (dense ? 60U : 10U) ? 1 : 0;
    counts[static_cast<std::size_t>(i)] = count;
  }
  return counts;
}

std::vector<double> everything(const std::vector<double>& counts, const GridStencil& stencil) {
  std::vector<double> numbers;
  for (Null null : {Null::total, Null::conditional}) {
    LocalTestOptions options;
    options.permutation.null = null;
    options.permutation.self = null == Null::total ? Self::included : Self::excluded;
    const LocalTest exact = test_places(counts, stencil, options);
    options.permutation.inference = Inference::monte_carlo;
    options.permutation.permutations = 99;
    const LocalTest drawn = test_places(counts, stencil, options);
    for (const auto& column : {exact.z, exact.p, exact.q, drawn.p, drawn.q})
      numbers.insert(numbers.end(), column.begin(), column.end());
  }
  const Pattern points = pattern();
  const std::vector<double> inside(static_cast<std::size_t>(stencil.grid.size()), 1);
  const Surface surface =
      density(points.x, points.y, Kernel::quartic, 400, stencil.grid, inside, EdgeCorrection::diggle);
  numbers.insert(numbers.end(), surface.values.begin(), surface.values.end());
  return numbers;
}

}  // namespace

EdgePoints points_on_lines() {
  EdgePoints counted;
  const Grid cells{CellShape::square, 100, 0, 0, 2, 2};
  const std::vector<MultiPolygon> zones{square_at(0, 0, 100), square_at(100, 0, 100), square_at(0, 100, 100),
                                        square_at(100, 100, 100)};
  const ZoneIndex index(zones);
  for (double x : {50.0, 100.0, 150.0})
    for (double y : {50.0, 100.0, 150.0}) {
      counted.points += 1;
      counted.in_cells += cells.cell_at({x, y}) >= 0 ? 1 : 0;
      counted.in_zones += index.zone_at({x, y}) >= 0 ? 1 : 0;
    }
  return counted;
}

SwappedAxes swapped_axes(Kernel kernel, BandwidthRule rule) {
  const Pattern points = pattern();
  return {rule_bandwidth(points.x, points.y, kernel, rule), rule_bandwidth(points.y, points.x, kernel, rule)};
}

double mass_of_one_report(Kernel kernel) {
  const Grid cells{CellShape::square, 10, 0, 0, 2000, 2000};
  const std::vector<double> inside(static_cast<std::size_t>(cells.size()), 1), at{10'005};
  const Surface surface = density(at, at, kernel, 1000, cells, inside, EdgeCorrection::none);
  double mass = 0;
  for (double value : surface.values) mass += value / 1e6 * cells.cell_area();
  return mass;
}

ThreadBits bits_by_threads() {
  const GridStencil stencil = queen_cells(90);
  const std::vector<double> counts = counts_with_block(90, 11);
  ThreadBits bits;
  std::vector<double> first;
  for (int count : {1, 2, 7}) {
    set_threads(count);
    const std::vector<double> numbers = everything(counts, stencil);
    if (first.empty()) first = numbers;
    bits.numbers = numbers.size();
    for (std::size_t i = 0; i < numbers.size(); ++i)
      bits.different += std::bit_cast<std::uint64_t>(numbers[i]) == std::bit_cast<std::uint64_t>(first.at(i)) ? 0 : 1;
  }
  set_threads(0);
  return bits;
}

Floors lowest_q() {
  const GridStencil stencil = queen_cells(100);
  const std::vector<double> counts = counts_with_block(100, 12);
  LocalTestOptions options;
  const LocalTest exact = test_places(counts, stencil, options);
  options.permutation.inference = Inference::monte_carlo;
  options.permutation.permutations = 99;
  const LocalTest drawn = test_places(counts, stencil, options);
  const auto hot = [](const LocalTest& test) {
    return static_cast<int>(std::ranges::count_if(test.bin, [](std::optional<int> bin) { return bin && *bin >= 2; }));
  };
  return {std::ranges::min(exact.q), std::ranges::min(drawn.q), hot(exact), hot(drawn)};
}

std::vector<TailOfSum> tails_of_skewed_counts() {
  const std::vector<double> counts = skewed_counts();
  const ValueLattice lattice = *lattice_of(counts);
  double sum = 0, squares = 0;
  const auto n = static_cast<double>(counts.size());
  for (double v : counts) sum += v;
  for (double v : counts) squares += (v - sum / n) * (v - sum / n);
  std::vector<TailOfSum> tails;
  for (const PeerNumber& peer : peer_numbers()) {
    if (peer.statistic != "exact_total_upper" || peer.data_set != "skewed counts" || peer.value > 0.05) continue;
    TailOfSum tail{};
    if (std::sscanf(peer.item.c_str(), "%d drawn with sum %d", &tail.drawn, &tail.sum) != 2) continue;
    tail.truth = peer.value;
    const std::int64_t total = (tail.sum - tail.drawn * lattice.origin) / lattice.span;
    tail.exact = tails_by_table(lattice, std::vector<DrawQuestion>{{nobody, tail.drawn, total}})[0].upper;
    tail.saddlepoint = saddlepoint_tails(lattice, tail.drawn, total).value().upper;
    // The z of Gi* for a neighborhood of this size.
    const double deviation = std::sqrt(squares / n * tail.drawn * (n - tail.drawn) / (n - 1));
    const double z = (tail.sum - tail.drawn * sum / n) / deviation;
    tail.normal = boost::math::cdf(boost::math::complement(boost::math::normal(), z));
    tails.push_back(tail);
  }
  return tails;
}

Folded folded_p() {
  const Areas areas = north_carolina();
  const auto bladen = static_cast<std::size_t>(std::ranges::find(areas.id, "37017") - areas.id.begin());
  const TailProbabilities tails = permutation_p(areas.value, neighbor_sums(areas.value, areas.weights), {});
  return {tails.upper.at(bladen), tails.lower.at(bladen), two_sided(tails).at(bladen),
          std::min(tails.upper.at(bladen), tails.lower.at(bladen))};
}

Islands islands() {
  const Areas areas = north_carolina_with_islands();
  const LocalTest test = test_places(areas.value, areas.weights, {});
  Islands found{static_cast<int>(areas.id.size()), static_cast<int>(test.islands), static_cast<int>(test.tested), 0};
  for (std::size_t i = 0; i < areas.id.size(); ++i)
    if (test.links[i] == 0)
      for (const auto& column : {test.z, test.p, test.q}) found.with_number += std::isnan(column[i]) ? 0 : 1;
  return found;
}

}  // namespace vigie::validation
