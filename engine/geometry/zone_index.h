// Which zone a point lies in: a raster of answers, exact tests only near borders.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/geometry/edge_raster.h"

namespace vigie {

/// Built once for a set of zones; lookups are thread-safe. Zones may overlap each other; each must be valid in itself
/// (a point is inside by the even-odd rule).
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
  static constexpr std::size_t no_cell = std::numeric_limits<std::size_t>::max();
  std::size_t raster_cell_at(Point p) const;
  // Where an edge comes near.
  std::int32_t first_holder(Point p) const;
  // zone_at for up to `batch` points.
  static constexpr std::size_t batch = 128;
  void answer(std::span<const double> x, std::span<const double> y, std::span<std::int32_t> zones) const;
  template <typename Visit>
  void visit_holders(Point p, Visit visit) const;
  std::span<const std::uint32_t> corner_set(std::size_t cell) const;
  void fill_corner_sets();
  void fill_answers();

  std::vector<ZoneEdge> edges_;
  EdgeRaster raster_;
  // Per raster cell, the number of the set of zones that hold its south-west corner (moved as by moved_orientation).
  // Where no edge comes near, that is the answer for the whole cell.
  std::vector<std::uint32_t> corner_;
  // Per raster cell, the first of these zones (-1: none), or `look_closer` where an edge comes near.
  std::vector<std::int32_t> answer_;
  // The sets: set i is members_[set_start_[i]] up to members_[set_start_[i + 1]], ascending; set 0 is empty.
  std::vector<std::uint32_t> set_start_{0, 0};
  std::vector<std::uint32_t> members_;
};

}  // namespace vigie
