// Neighbors by distance between positions.
#include "engine/geometry/neighbors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/geometry/kd_tree.h"

namespace vigie {
namespace {

constexpr double equal_distances = 1e-12;  // share of the squared distance; lattice neighbors differ by rounding

constexpr std::size_t chunk_size = 512;

SpatialWeights from_rows(const std::vector<std::vector<std::uint32_t>>& rows) {
  SpatialWeights weights;
  weights.start.reserve(rows.size() + 1);
  std::size_t total = 0;
  for (const auto& row : rows) weights.start.push_back(total += row.size());
  weights.neighbor.reserve(total);
  for (const auto& row : rows) weights.neighbor.insert(weights.neighbor.end(), row.begin(), row.end());
  return weights;
}

struct Candidate {
  double squared_distance;
  std::uint32_t index;
};

// The k first by (distance, index) of candidates that hold all up to the k-th distance and its ties.
std::vector<std::uint32_t> first_by_distance(std::vector<Candidate>& candidates, std::size_t k, double kth) {
  const double tied_from = kth * (1 - equal_distances);
  std::ranges::sort(candidates, [&](const Candidate& a, const Candidate& b) {
    return std::pair(a.squared_distance >= tied_from, a.index) < std::pair(b.squared_distance >= tied_from, b.index);
  });
  std::vector<std::uint32_t> row(k);
  for (std::size_t i = 0; i < k; ++i) row[i] = candidates[i].index;
  std::ranges::sort(row);
  return row;
}

}  // namespace

SpatialWeights distance_band(std::span<const Point> positions, double distance) {
  if (!(distance >= 0 && std::isfinite(distance)))
    throw UsageError(fmt::format("distance band: {} m is no distance; give a length of 0 or more", distance));
  const KdTree tree(positions);
  const double limit = distance * distance * (1 + equal_distances);
  std::vector<std::vector<std::uint32_t>> rows(positions.size());
  parallel_chunks(tree.size(), chunk_size, [&](std::size_t begin, std::size_t end) {
    for (std::size_t place = begin; place < end; ++place) {
      const std::uint32_t i = tree.index_at(place);
      std::vector<std::uint32_t> row;
      tree.visit_within(positions[i], limit, [&](std::uint32_t j, double) {
        if (j != i) row.push_back(j);
      });
      std::ranges::sort(row);
      rows[i] = std::vector(row.begin(), row.end());
    }
  });
  return from_rows(rows);
}

NearestNeighbors k_nearest(std::span<const Point> positions, int k) {
  const KdTree tree(positions);
  if (k <= 0 || static_cast<std::size_t>(k) >= tree.size())
    throw UsageError(fmt::format("nearest neighbors: {} asked for among {} units; choose from 1 to {}", k, tree.size(),
                                 tree.size() > 0 ? tree.size() - 1 : 0));
  const auto count = static_cast<std::size_t>(k);
  std::vector<std::vector<std::uint32_t>> rows(positions.size());
  std::vector<std::uint8_t> tied(positions.size(), 0);
  parallel_chunks(tree.size(), chunk_size, [&](std::size_t begin, std::size_t end) {
    std::vector<Candidate> candidates;
    for (std::size_t place = begin; place < end; ++place) {
      const std::uint32_t i = tree.index_at(place);
      const double kth = tree.kth_squared_distance(positions[i], i, count);
      candidates.clear();
      tree.visit_within(positions[i], kth * (1 + equal_distances), [&](std::uint32_t j, double d) {
        if (j != i) candidates.push_back({d, j});
      });
      tied[i] = candidates.size() > count ? 1 : 0;
      rows[i] = first_by_distance(candidates, count, kth);
    }
  });
  return {from_rows(rows), static_cast<std::size_t>(std::ranges::count(tied, 1))};
}

std::vector<double> nearest_distinct(std::span<const double> x, std::span<const double> y) {
  std::vector<Point> positions(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) positions[i] = {x[i], y[i]};
  const KdTree tree(positions);
  std::vector<double> distances(x.size(), std::numeric_limits<double>::quiet_NaN());
  parallel_chunks(tree.size(), chunk_size, [&](std::size_t begin, std::size_t end) {
    for (std::size_t place = begin; place < end; ++place) {
      const std::uint32_t i = tree.index_at(place);
      const double squared = tree.nearest_other_place(positions[i]);
      if (std::isfinite(squared)) distances[i] = std::sqrt(squared);
    }
  });
  return distances;
}

}  // namespace vigie
