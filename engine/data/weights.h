// Who neighbors whom: compressed rows for places of any shape, a stencil for regular grids.
#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "engine/data/grid.h"

namespace vigie {

/// Compressed rows, neighbors of each unit sorted by index, the unit itself never among them.
struct SpatialWeights {
  std::vector<std::size_t> start{0};  // size n + 1; row i is [start[i], start[i+1])
  std::vector<std::uint32_t> neighbor;
  std::vector<double> value;  // empty: binary weights

  std::size_t size() const { return start.size() - 1; }
  std::span<const std::uint32_t> row(std::size_t i) const {
    return std::span(neighbor).subspan(start[i], start[i + 1] - start[i]);
  }
  bool binary() const { return value.empty(); }
};

/// How much a neighbor at distance d counts within a reach h. Kernels are scaled to 1 at the place itself, inverse
/// distances to 1 for the closest pair, so that a place that counts itself does so with weight 1.
struct Decay {
  enum class Shape { none, inverse_distance, triangular, epanechnikov, quartic, gaussian } shape = Shape::none;
  double power = 1;  // to which every weight is raised

  bool none() const { return shape == Shape::none; }
};

/// Weight at distance d metres within `reach` metres; `closest` is the distance that counts 1 among inverse distances
/// (shorter ones too). Gaussian: exp(-(d/h)^2 / 2), cut at the reach.
double weight_at(const Decay& decay, double distance, double reach, double closest);

/// Weights between the analyzed cells of a grid whose centres lie within a distance. No neighbor lists.
struct GridStencil {
  Grid grid;
  std::vector<std::uint8_t> analyzed;  // grid.size() flags; other cells are no neighbors and get no result
  double distance = 0;                 // metres between centres; compared as d^2 <= distance^2 (1 + 1e-12)
  Decay decay = {};                    // none: binary weights
};

using Weights = std::variant<SpatialWeights, GridStencil>;

}  // namespace vigie
