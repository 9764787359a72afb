// Closing: the union is grown and shrunk by the same width, with mitred corners so that corners stay where they are.
#include "engine/geometry/zone_gaps.h"

#include <algorithm>

#include "engine/geometry/box_tree.h"
#include "engine/geometry/geos_handle.h"
#include "engine/geometry/overlay.h"

namespace vigie {
namespace {

constexpr double smallest_gap = 0.01;  // square metres
constexpr double touching = 1e-3;      // metres; growing and shrinking moves borders by far less

MultiPolygon without_holes(const MultiPolygon& shape) {
  MultiPolygon filled;
  for (const Polygon& polygon : shape) filled.push_back({.outer = polygon.outer, .holes = {}});
  return filled;
}

GeosGeometry grown(const GeosContext& geos, const GEOSGeometry& geometry, double by) {
  constexpr int segments = 8;
  constexpr double mitre_limit = 10;
  return geos.own(
      GEOSBufferWithStyle_r(geos.get(), &geometry, by, segments, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, mitre_limit),
      "buffer");
}

// What is not in the filled union, but in its closing.
MultiPolygon narrow_strips(const GeosContext& geos, const MultiPolygon& filled, double width) {
  const GeosGeometry ground = to_geos(geos, filled);
  const GeosGeometry wide = grown(geos, *ground, width / 2);
  const GeosGeometry closed = grown(geos, *wide, -width / 2);
  return from_geos(geos, *geos.own(GEOSDifference_r(geos.get(), closed.get(), ground.get()), "difference"));
}

bool touches_two(const GeosContext& geos, const MultiPolygon& strip, std::span<const MultiPolygon> zones,
                 const BoxTree& tree) {
  Box near = bounds(strip);
  near = {.min_x = near.min_x - touching,
          .min_y = near.min_y - touching,
          .max_x = near.max_x + touching,
          .max_y = near.max_y + touching};
  const GeosGeometry ground = to_geos(geos, strip);
  int found = 0;
  for (const std::size_t i : tree.meeting(near)) {
    double distance = 0;
    const GeosGeometry zone = to_geos(geos, zones[i]);
    if (GEOSDistance_r(geos.get(), ground.get(), zone.get(), &distance) == 0) geos.fail("distance");
    if (distance <= touching && ++found == 2) return true;
  }
  return false;
}

}  // namespace

std::vector<ZoneGap> zone_gaps(std::span<const MultiPolygon> zones, const MultiPolygon& united, double width) {
  std::vector<ZoneGap> gaps;
  const auto add = [&](MultiPolygon shape) {
    const double size = area(shape);
    if (size >= smallest_gap) gaps.push_back({size, interior_point(shape)});
  };
  for (const Polygon& polygon : united)
    for (const Ring& hole : polygon.holes) add(oriented({{.outer = hole, .holes = {}}}));
  if (zones.size() > 1) {
    const GeosContext geos;
    const BoxTree tree(zones);
    for (Polygon& strip : narrow_strips(geos, without_holes(united), width)) {
      MultiPolygon shape{std::move(strip)};
      if (area(shape) >= smallest_gap && touches_two(geos, shape, zones, tree)) add(std::move(shape));
    }
  }
  std::ranges::stable_sort(gaps, std::ranges::greater(), &ZoneGap::area);
  return gaps;
}

}  // namespace vigie
