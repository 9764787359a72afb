// An R-tree of outline segments (Boost.Geometry), asked for the nearest segment of an area that counts.
#include "engine/geometry/nearest_area.h"

#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <limits>
#include <utility>
#include <vector>

namespace vigie {
namespace {

namespace bg = boost::geometry;
using Place = bg::model::d2::point_xy<double>;
using Segment = bg::model::segment<Place>;
using Entry = std::pair<Segment, std::int32_t>;

void add_ring(const Ring& ring, std::int32_t area, std::vector<Entry>& entries) {
  for (std::size_t i = 1; i < ring.size(); ++i)
    entries.emplace_back(Segment({ring[i - 1].x, ring[i - 1].y}, {ring[i].x, ring[i].y}), area);
}

std::vector<Entry> entries_of(std::span<const MultiPolygon> areas) {
  std::vector<Entry> entries;
  for (std::size_t area = 0; area < areas.size(); ++area)
    for (const Polygon& polygon : areas[area]) {
      add_ring(polygon.outer, static_cast<std::int32_t>(area), entries);
      for (const Ring& hole : polygon.holes) add_ring(hole, static_cast<std::int32_t>(area), entries);
    }
  return entries;
}

}  // namespace

struct NearestArea::Tree {
  bg::index::rtree<Entry, bg::index::rstar<16>> segments;
};

NearestArea::NearestArea(std::span<const MultiPolygon> areas)
    : tree_(std::make_unique<const Tree>(Tree{decltype(Tree::segments)(entries_of(areas))})) {}

NearestArea::~NearestArea() = default;

double NearestArea::distance(Point p, const std::function<bool(std::int32_t area)>& counts) const {
  const Place place(p.x, p.y);
  const auto wanted = [&](const Entry& entry) { return counts(entry.second); };
  const auto found = tree_->segments.qbegin(bg::index::nearest(place, 1) && bg::index::satisfies(wanted));
  if (found == tree_->segments.qend()) return std::numeric_limits<double>::infinity();
  return bg::distance(place, found->first);
}

}  // namespace vigie
