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

constexpr std::size_t searches_at_once = 512;

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
  parallel_chunks(tree.size(), searches_at_once, [&](std::size_t begin, std::size_t end) {
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

SpatialWeights decaying_weights(std::span<const Point> positions, double distance, const Decay& decay) {
  const SpatialWeights band = distance_band(positions, distance);
  std::vector<double> apart(band.neighbor.size());
  double closest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < band.size(); ++i) {
    for (std::size_t link = band.start[i]; link < band.start[i + 1]; ++link) {
      const Point a = positions[i], b = positions[band.neighbor[link]];
      apart[link] = std::hypot(a.x - b.x, a.y - b.y);
      if (apart[link] > 0) closest = std::min(closest, apart[link]);
    }
  }
  SpatialWeights weights;
  for (std::size_t i = 0; i < band.size(); ++i) {
    for (std::size_t link = band.start[i]; link < band.start[i + 1]; ++link) {
      const double weight = weight_at(decay, apart[link], distance, closest);
      if (!(weight > 0)) continue;
      weights.neighbor.push_back(band.neighbor[link]);
      weights.value.push_back(weight);
    }
    weights.start.push_back(weights.neighbor.size());
  }
  return weights;
}

SpatialWeights row_standardized(SpatialWeights weights) {
  if (weights.binary()) weights.value.assign(weights.neighbor.size(), 1);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    double sum = 0;
    for (std::size_t link = weights.start[i]; link < weights.start[i + 1]; ++link) sum += weights.value[link];
    for (std::size_t link = weights.start[i]; link < weights.start[i + 1]; ++link) weights.value[link] /= sum;
  }
  return weights;
}

JoinedIslands join_islands(const SpatialWeights& weights, std::span<const Point> positions) {
  JoinedIslands joined;
  std::vector<std::vector<std::pair<std::uint32_t, double>>> rows(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (std::size_t link = weights.start[i]; link < weights.start[i + 1]; ++link)
      rows[i].emplace_back(weights.neighbor[link], weights.binary() ? 1 : weights.value[link]);
    const bool placed = std::isfinite(positions[i].x) && std::isfinite(positions[i].y);
    if (rows[i].empty() && placed) joined.islands.push_back(i);
  }
  if (joined.islands.empty() || KdTree(positions).size() < 2) return {weights, {}};
  const NearestNeighbors nearest = k_nearest(positions, 1);
  for (std::size_t i : joined.islands) {
    const std::uint32_t other = nearest.weights.row(i)[0];
    rows[i].emplace_back(other, 1);
    rows[other].emplace_back(static_cast<std::uint32_t>(i), 1);
  }
  for (auto& row : rows) {
    std::ranges::sort(row);
    row.erase(std::ranges::unique(row).begin(), row.end());
    for (const auto& [neighbor, weight] : row) {
      joined.weights.neighbor.push_back(neighbor);
      if (!weights.binary()) joined.weights.value.push_back(weight);
    }
    joined.weights.start.push_back(joined.weights.neighbor.size());
  }
  return joined;
}

NearestNeighbors k_nearest(std::span<const Point> positions, int k) {
  const KdTree tree(positions);
  if (k <= 0 || static_cast<std::size_t>(k) >= tree.size())
    throw UsageError(fmt::format("nearest neighbors: {} asked for among {} units; choose from 1 to {}", k, tree.size(),
                                 tree.size() > 0 ? tree.size() - 1 : 0));
  const auto count = static_cast<std::size_t>(k);
  std::vector<std::vector<std::uint32_t>> rows(positions.size());
  std::vector<std::uint8_t> tied(positions.size(), 0);
  parallel_chunks(tree.size(), searches_at_once, [&](std::size_t begin, std::size_t end) {
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
  parallel_chunks(tree.size(), searches_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t place = begin; place < end; ++place) {
      const std::uint32_t i = tree.index_at(place);
      const double squared = tree.nearest_other_place(positions[i]);
      if (std::isfinite(squared)) distances[i] = std::sqrt(squared);
    }
  });
  return distances;
}

}  // namespace vigie
