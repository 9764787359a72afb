// Small maps for properties: counts on cells, counts on places that touch at random, points, and partitions into zones.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/data/weights.h"
#include "engine/geometry/neighbors.h"
#include "tests/statistics/small_weights.h"

namespace vigie::property {

/// From low to below high, all alike from the first map on (rapidcheck would begin with the lowest alone).
template <class T>
rc::Gen<T> in_range(T low, T high) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high));
}

/// Mostly small, with zeros, ties and now and then a large one.
inline double any_count() {
  return *rc::gen::weightedOneOf<int>({{6, in_range(0, 4)}, {3, in_range(0, 20)}, {1, in_range(0, 150)}});
}

inline std::vector<double> any_counts(std::size_t size) {
  std::vector<double> counts(size);
  for (double& count : counts) count = any_count();
  return counts;
}

/// The numbers 0..size-1 in any order.
inline std::vector<std::uint32_t> any_order(std::size_t size) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = size; i > 1; --i) std::swap(order[i - 1], order[*in_range<std::size_t>(0, i)]);
  return order;
}

/// Value i goes to place order[i].
template <class T>
std::vector<T> moved(const std::vector<T>& values, const std::vector<std::uint32_t>& order) {
  std::vector<T> result(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) result[order[i]] = values[i];
  return result;
}

inline SpatialWeights renumbered(const SpatialWeights& weights, const std::vector<std::uint32_t>& order) {
  std::vector<std::vector<std::uint32_t>> rows(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (std::uint32_t j : weights.row(i)) rows[order[i]].push_back(order[j]);
    std::ranges::sort(rows[order[i]]);
  }
  return test::weights_of(rows);
}

/// Places with symmetric links, islands among them.
struct LinkedCounts {
  std::vector<double> values;
  SpatialWeights weights;
};
inline LinkedCounts any_linked_counts(int least = 5, int most = 40) {
  const auto size = static_cast<std::uint32_t>(*in_range(least, most));
  std::vector<std::vector<std::uint32_t>> rows(size);
  for (int link = *in_range(0, static_cast<int>(3 * size)); link > 0; --link) {
    const std::uint32_t i = *in_range<std::uint32_t>(0, size), j = *in_range<std::uint32_t>(0, size);
    if (i == j || std::ranges::find(rows[i], j) != rows[i].end()) continue;
    rows[i].push_back(j);
    rows[j].push_back(i);
  }
  for (auto& row : rows) std::ranges::sort(row);
  return {any_counts(size), test::weights_of(rows)};
}

/// Counts on square cells; some cells are not analyzed, some have no value.
struct CellCounts {
  std::vector<double> values;
  GridStencil stencil;
};
inline CellCounts any_cell_counts(CellShape shape) {
  const std::int64_t columns = *in_range(2, 11), rows = *in_range(2, 11);
  const double reach = *rc::gen::element(1.0, std::sqrt(2.0), 2.0, std::sqrt(5.0), 3.2);
  CellCounts cells{any_counts(static_cast<std::size_t>(columns * rows)),
                   {{shape, 50, *in_range(-20, 20), *in_range(-20, 20), columns, rows}, {}, 50 * reach}};
  for (double& value : cells.values) {
    const int fate = *in_range(0, 12);
    cells.stencil.analyzed.push_back(fate == 0 ? 0 : 1);
    if (fate == 1) value = std::numeric_limits<double>::quiet_NaN();
  }
  return cells;
}

/// Coordinates in eighths of a metre: sums and differences of them are exact.
struct Points {
  std::vector<double> x, y;
};
inline Points any_points(int least, int most, int extent_eighths = 16000) {
  Points points;
  for (int n = *in_range(least, most); n > 0; --n) {
    points.x.push_back(*in_range(0, extent_eighths) / 8.0);
    points.y.push_back(*in_range(0, extent_eighths) / 8.0);
  }
  return points;
}

inline std::vector<Point> as_positions(const Points& points) {
  std::vector<Point> positions;
  for (std::size_t i = 0; i < points.x.size(); ++i) positions.push_back({points.x[i], points.y[i]});
  return positions;
}

/// Equal, or both missing, within a share of the larger one (or of 1).
inline bool close(double a, double b, double tolerance = 1e-9) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) == std::isnan(b);
  return std::abs(a - b) <= tolerance * std::max({1.0, std::abs(a), std::abs(b)});
}
inline bool close(const std::vector<double>& a, const std::vector<double>& b, double tolerance = 1e-9) {
  return std::ranges::equal(a, b, [&](double v, double w) { return close(v, w, tolerance); });
}
/// Equal in every bit; missing equals missing.
inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double v, double w) { return v == w || (std::isnan(v) && std::isnan(w)); });
}

/// What `compute` gives with 1, 2 and 7 threads is the same in every bit.
template <class Compute>
bool same_for_any_threads(const Compute& compute) {
  set_threads(1);
  const std::vector<double> one = compute();
  set_threads(2);
  const std::vector<double> two = compute();
  set_threads(7);
  const std::vector<double> seven = compute();
  set_threads(0);
  return same_bits(one, two) && same_bits(one, seven);
}

}  // namespace vigie::property
