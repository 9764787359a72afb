// Weights written down by hand or drawn at random, and slow sums over cells.
#pragma once

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <random>
#include <vector>

#include "engine/data/weights.h"

namespace vigie::test {

inline SpatialWeights weights_of(const std::vector<std::vector<std::uint32_t>>& rows) {
  SpatialWeights weights;
  for (const std::vector<std::uint32_t>& row : rows) {
    weights.neighbor.insert(weights.neighbor.end(), row.begin(), row.end());
    weights.start.push_back(weights.neighbor.size());
  }
  return weights;
}

/// Each of n units has `least` to `most` neighbors.
inline SpatialWeights random_weights(std::size_t n, int least, int most, std::mt19937_64& random) {
  std::vector<std::vector<std::uint32_t>> rows(n);
  std::vector<std::uint32_t> everybody(n);
  for (std::size_t i = 0; i < n; ++i) everybody[i] = static_cast<std::uint32_t>(i);
  for (std::size_t i = 0; i < n; ++i) {
    std::ranges::shuffle(everybody, random);
    const int count = std::uniform_int_distribution<int>(least, most)(random);
    for (std::uint32_t j : everybody)
      if (j != i && static_cast<int>(rows[i].size()) < count) rows[i].push_back(j);
    std::ranges::sort(rows[i]);
  }
  return weights_of(rows);
}

/// Row-standardized: each row sums to 1.
inline SpatialWeights row_standardized(SpatialWeights weights) {
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights.value.insert(weights.value.end(), weights.row(i).size(), 1.0 / static_cast<double>(weights.row(i).size()));
  return weights;
}

/// All pairs of cells by their centres, as the stencil promises them.
inline SpatialWeights weights_by_distance(const GridStencil& stencil) {
  std::vector<std::vector<std::uint32_t>> rows(static_cast<std::size_t>(stencil.grid.size()));
  const double limit = stencil.distance * stencil.distance * (1 + 1e-9);
  for (std::int64_t i = 0; i < stencil.grid.size(); ++i) {
    for (std::int64_t j = 0; j < stencil.grid.size(); ++j) {
      const Point a = stencil.grid.centre(i), b = stencil.grid.centre(j);
      if (i == j || stencil.analyzed[static_cast<std::size_t>(i)] == 0) continue;
      if (stencil.analyzed[static_cast<std::size_t>(j)] == 0) continue;
      if ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) <= limit)
        rows[static_cast<std::size_t>(i)].push_back(static_cast<std::uint32_t>(j));
    }
  }
  return weights_of(rows);
}

}  // namespace vigie::test
