// Union, intersection, difference and distance by GEOS; boxes decide first who needs to be compared at all.
#include "engine/geometry/overlay.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/geometry/box_tree.h"
#include "engine/geometry/geos_handle.h"

namespace vigie {
namespace {

double geos_area(const GeosContext& geos, const GEOSGeometry& geometry) {
  double area = 0;
  if (GEOSArea_r(geos.get(), &geometry, &area) == 0) geos.fail("area");
  return area;
}

// NaN for an empty point.
Point point_of(const GeosContext& geos, const GEOSGeometry& point) {
  Point p{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  if (GEOSisEmpty_r(geos.get(), &point) == 0 &&
      (GEOSGeomGetX_r(geos.get(), &point, &p.x) == 0 || GEOSGeomGetY_r(geos.get(), &point, &p.y) == 0))
    geos.fail("point");
  return p;
}

MultiPolygon one_part(const Polygon& polygon) {
  return {polygon};
}

// Shapes as GEOS sees them, converted and prepared when first asked for. One per thread of work.
class PreparedShapes {
 public:
  PreparedShapes(const GeosContext& geos, std::span<const MultiPolygon> shapes) : geos_(geos), shapes_(shapes) {}

  struct Entry {
    GeosGeometry geometry;
    GeosPrepared prepared;
  };
  const Entry& at(std::size_t i) {
    const auto [entry, is_new] = entries_.try_emplace(i);
    if (is_new) {
      entry->second.geometry = to_geos(geos_, shapes_[i]);
      entry->second.prepared = geos_.prepare(*entry->second.geometry);
    }
    return entry->second;
  }

 private:
  const GeosContext& geos_;
  std::span<const MultiPolygon> shapes_;
  std::map<std::size_t, Entry> entries_;
};

double shared_area(const GeosContext& geos, const GEOSGeometry& a, const GEOSGeometry& b) {
  return geos_area(geos, *geos.own(GEOSIntersection_r(geos.get(), &a, &b), "intersection"));
}

// Where the shapes meet edge to edge, as neighbourhoods should, what is left without their common edges is their union,
// found many times faster. The proof: it is valid, and as large as all of them together; null where it is not.
GeosGeometry union_of_coverage(const GeosContext& geos, const GEOSGeometry& collection) {
  GeosGeometry united(GEOSCoverageUnion_r(geos.get(), &collection), {geos.get()});
  if (!united || GEOSisValid_r(geos.get(), united.get()) != 1) return nullptr;
  const double all = geos_area(geos, collection);
  constexpr double square_metre_rounded = 0.01, relative = 1e-12;
  if (std::abs(geos_area(geos, *united) - all) > square_metre_rounded + relative * all) return nullptr;
  return united;
}

double distance_to_nearest(const GeosContext& geos, const MultiPolygon& shape, const BoxTree& tree,
                           PreparedShapes& others) {
  const Box box = bounds(shape);
  if (box.empty() || tree.empty()) return std::numeric_limits<double>::quiet_NaN();
  double nearest = std::numeric_limits<double>::infinity();
  const GeosGeometry geometry = to_geos(geos, shape);
  tree.visit_near(
      box, [&] { return nearest; },
      [&](std::size_t other) {
        if (nearest == 0) return;
        double distance = 0;
        if (GEOSPreparedDistance_r(geos.get(), others.at(other).prepared.get(), geometry.get(), &distance) == 0)
          geos.fail("distance");
        nearest = std::min(nearest, distance);
      });
  return nearest;
}

}  // namespace

MultiPolygon unite(std::span<const MultiPolygon> shapes) {
  const GeosContext geos;
  std::vector<const MultiPolygon*> all;
  for (const MultiPolygon& shape : shapes) all.push_back(&shape);
  const GeosGeometry collection = to_geos_collection(geos, all);
  if (const GeosGeometry united = union_of_coverage(geos, *collection)) return from_geos(geos, *united);
  return from_geos(geos, *geos.own(GEOSUnaryUnion_r(geos.get(), collection.get()), "union"));
}

MultiPolygon intersect(const MultiPolygon& a, const MultiPolygon& b) {
  const GeosContext geos;
  const GeosGeometry first = to_geos(geos, a), second = to_geos(geos, b);
  return from_geos(geos, *geos.own(GEOSIntersection_r(geos.get(), first.get(), second.get()), "intersection"));
}

MultiPolygon subtract(const MultiPolygon& a, const MultiPolygon& b) {
  const GeosContext geos;
  const GeosGeometry first = to_geos(geos, a), second = to_geos(geos, b);
  return from_geos(geos, *geos.own(GEOSDifference_r(geos.get(), first.get(), second.get()), "difference"));
}

std::vector<double> shared_areas(std::span<const MultiPolygon> zones, const MultiPolygon& shape) {
  // Part by part, so that far parts of a large shape cost nothing.
  std::vector<MultiPolygon> parts;
  std::ranges::transform(shape, std::back_inserter(parts), one_part);
  const BoxTree tree(parts);
  std::vector<double> areas(zones.size(), 0.0);
  parallel_chunks(zones.size(), 64, [&](std::size_t begin, std::size_t end) {
    const GeosContext geos;
    PreparedShapes prepared(geos, parts);
    for (std::size_t i = begin; i < end; ++i) {
      const std::vector<std::size_t> near = tree.meeting(bounds(zones[i]));
      if (near.empty()) continue;
      const GeosGeometry zone = to_geos(geos, zones[i]);
      for (const std::size_t part : near) {
        const PreparedShapes::Entry& entry = prepared.at(part);
        if (geos.decide(GEOSPreparedContains_r(geos.get(), entry.prepared.get(), zone.get()), "contains")) {
          areas[i] += geos_area(geos, *zone);
        } else if (geos.decide(GEOSPreparedIntersects_r(geos.get(), entry.prepared.get(), zone.get()), "intersects")) {
          areas[i] += shared_area(geos, *entry.geometry, *zone);
        }
      }
    }
  });
  return areas;
}

std::vector<double> distances(std::span<const MultiPolygon> shapes, std::span<const MultiPolygon> others) {
  const BoxTree tree(others);
  std::vector<double> result(shapes.size());
  parallel_chunks(shapes.size(), 64, [&](std::size_t begin, std::size_t end) {
    const GeosContext geos;
    PreparedShapes prepared(geos, others);
    for (std::size_t i = begin; i < end; ++i) result[i] = distance_to_nearest(geos, shapes[i], tree, prepared);
  });
  return result;
}

std::vector<Overlap> overlaps(std::span<const MultiPolygon> zones, double minimum) {
  const BoxTree tree(zones);
  std::vector<std::vector<Overlap>> found(zones.size());
  parallel_chunks(zones.size(), 64, [&](std::size_t begin, std::size_t end) {
    const GeosContext geos;
    PreparedShapes prepared(geos, zones);
    for (std::size_t i = begin; i < end; ++i)
      for (const std::size_t j : tree.meeting(bounds(zones[i]))) {
        if (j <= i) continue;
        const GEOSGeometry* second = prepared.at(j).geometry.get();
        if (!geos.decide(GEOSPreparedIntersects_r(geos.get(), prepared.at(i).prepared.get(), second), "intersects"))
          continue;
        const double area = shared_area(geos, *prepared.at(i).geometry, *second);
        if (area > minimum) found[i].push_back({i, j, area});
      }
  });
  std::vector<Overlap> all;
  for (const auto& row : found) all.insert(all.end(), row.begin(), row.end());
  return all;
}

Point interior_point(const MultiPolygon& shape) {
  const Point middle = centroid(shape);
  const GeosContext geos;
  const GeosGeometry geometry = to_geos(geos, shape);
  const GeosGeometry point = geos.own(GEOSGeom_createPointFromXY_r(geos.get(), middle.x, middle.y), "point");
  if (geos.decide(GEOSContains_r(geos.get(), geometry.get(), point.get()), "contains")) return middle;
  const GeosGeometry inside = geos.own(GEOSPointOnSurface_r(geos.get(), geometry.get()), "interior point");
  return point_of(geos, *inside);
}

Point centroid(const MultiPolygon& shape) {
  const GeosContext geos;
  const GeosGeometry geometry = to_geos(geos, shape);
  return point_of(geos, *geos.own(GEOSGetCentroid_r(geos.get(), geometry.get()), "centroid"));
}

std::string overlay_library_version() {
  return GEOSversion();
}

}  // namespace vigie
