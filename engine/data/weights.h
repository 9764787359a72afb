// Who neighbors whom: compressed rows for places of any shape, a stencil for regular grids.
#pragma once

#include <cstdint>
#include <span>
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

/// Binary weights between the analyzed cells of a grid whose centres lie within a distance. No neighbor lists.
struct GridStencil {
  Grid grid;
  std::vector<std::uint8_t> analyzed;  // grid.size() flags; other cells are no neighbors and get no result
  double distance = 0;                 // metres between centres; compared as d^2 <= distance^2 (1 + 1e-12)
};

}  // namespace vigie
