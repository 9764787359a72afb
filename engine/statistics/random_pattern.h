// Points placed at random in a study area, and a random part of given points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/geometry/zone_index.h"

namespace vigie {

struct Positions {
  std::vector<double> x, y;  // metres
};

/// By x, then by y.
Positions sorted_positions(std::span<const double> x, std::span<const double> y);

/// Uniform and independent over the area (complete spatial randomness with the number of points given), by rejection
/// from its box. Built once, used by any number of threads.
class RandomPattern {
 public:
  /// Throws DataError for an area without extent.
  explicit RandomPattern(const MultiPolygon& area);

  /// Addressed by (seed, draw).
  Positions draw(std::size_t points, std::uint64_t seed, std::uint32_t draw) const;

 private:
  Box box_;
  ZoneIndex index_;
};

/// `kept` of the points without replacement, each set of them equally likely; all where there are no more. Independent
/// thinning leaves K as it is. Depends on the points and the seed, not on the order of the points.
Positions thinned(std::span<const double> x, std::span<const double> y, std::size_t kept, std::uint64_t seed);

}  // namespace vigie
