// Which zone a point lies in: a raster of answers, exact tests only near borders.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// Built once for a set of zones; lookups are thread-safe.
class ZoneIndex {
 public:
  explicit ZoneIndex(std::span<const MultiPolygon> zones);

  /// Index of the first zone (lowest index) that holds the point, borders included; -1 if none does. So a point on a
  /// shared border belongs to exactly one zone, the one that comes first. Decided by exact predicates.
  std::int32_t zone_at(Point p) const;

  /// zone_at for many points, in parallel.
  std::vector<std::int32_t> zones_at(std::span<const double> x, std::span<const double> y) const;

  /// All zones that hold the point, borders included, ascending.
  std::vector<std::int32_t> all_at(Point p) const;

 private:
  struct Edge {
    Point a, b;
    std::int32_t zone;
  };
  // Per raster cell: the edges that touch it, the zones that hold its south-west corner, ... (private design).
  // Replace these members freely.
  std::vector<Edge> edges_;
};

}  // namespace vigie
