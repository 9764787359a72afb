// Outlines against outlines by GEOS.
#include "engine/geometry/shared_outline.h"

#include <algorithm>
#include <cmath>

#include "engine/geometry/box_tree.h"
#include "engine/geometry/geos_handle.h"

namespace vigie {
namespace {

double ring_length(const Ring& ring) {
  double length = 0;
  for (std::size_t i = 1; i < ring.size(); ++i)
    length += std::hypot(ring[i].x - ring[i - 1].x, ring[i].y - ring[i - 1].y);
  return length;
}

}  // namespace

double outline_length(const MultiPolygon& shape) {
  double length = 0;
  for (const Polygon& polygon : shape) {
    length += ring_length(polygon.outer);
    for (const Ring& hole : polygon.holes) length += ring_length(hole);
  }
  return length;
}

std::vector<double> shared_outlines(std::span<const MultiPolygon> shapes, double minimum) {
  const GeosContext geos;
  const BoxTree tree(shapes);
  std::vector<GeosGeometry> outlines;
  for (const MultiPolygon& shape : shapes)
    outlines.push_back(geos.own(GEOSBoundary_r(geos.get(), to_geos(geos, shape).get()), "outline"));
  std::vector<double> shared(shapes.size(), 0);
  for (std::size_t i = 0; i < shapes.size(); ++i)
    for (const std::size_t j : tree.meeting(bounds(shapes[i]))) {
      if (j <= i) continue;
      const GeosGeometry common =
          geos.own(GEOSIntersection_r(geos.get(), outlines[i].get(), outlines[j].get()), "shared outline");
      double length = 0;
      if (GEOSLength_r(geos.get(), common.get(), &length) == 0) geos.fail("length");
      if (length <= minimum) continue;
      shared[i] += length;
      shared[j] += length;
    }
  for (std::size_t i = 0; i < shapes.size(); ++i) shared[i] = std::min(shared[i], outline_length(shapes[i]));
  return shared;
}

}  // namespace vigie
