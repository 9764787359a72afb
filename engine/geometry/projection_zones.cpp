// Boundaries from stored coordinates to metres, vertex by vertex.
#include <fmt/format.h>

#include <stdexcept>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/geometry/projection.h"

namespace vigie {
namespace {

[[noreturn]] void refuse(const StoredZones& zones, std::size_t zone, Point p, const Projection& projection) {
  const Crs &from = projection.from(), &to = projection.to();
  std::string area = "everywhere";
  if (!to.area_of_use.empty())
    area = fmt::format("longitudes {:.2f} to {:.2f}, latitudes {:.2f} to {:.2f}", to.area_of_use.min_x,
                       to.area_of_use.max_x, to.area_of_use.min_y, to.area_of_use.max_y);
  throw DataError(fmt::format(
      "{} feature {}: the vertex {:.10g} {:.10g}, read as {}, lies outside the area of {} ({}); check the CRS of the "
      "boundaries and study.crs",
      zones.source, zones.row[zone], p.x, p.y, from.name, to.name, area));
}

void check_width(const StoredZones& zones, std::size_t zone, const Projection& projection) {
  const Box box = bounds(zones.shapes[zone]);
  if (projection.from().geographic && !box.empty() && box.width() > 180)
    throw DataError(fmt::format(
        "{} feature {}: wider than 180 degrees ({:.6g} to {:.6g}), so it seems to cross the antimeridian; split it "
        "there, or store it in a projected CRS",
        zones.source, zones.row[zone], box.min_x, box.max_x));
}

Ring projected(const Ring& ring, const StoredZones& zones, std::size_t zone, const Projection& projection) {
  std::vector<double> x, y;
  x.reserve(ring.size());
  y.reserve(ring.size());
  for (const Point p : ring) {
    x.push_back(p.x);
    y.push_back(p.y);
  }
  const std::vector<std::uint8_t> worked = projection.transform(x, y);
  Ring result(ring.size());
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (!worked[i]) refuse(zones, zone, ring[i], projection);
    result[i] = {x[i], y[i]};
  }
  return result;
}

MultiPolygon projected(const StoredZones& zones, std::size_t zone, const Projection& projection) {
  MultiPolygon shape;
  for (const Polygon& polygon : zones.shapes[zone]) {
    Polygon metres{.outer = projected(polygon.outer, zones, zone, projection), .holes = {}};
    for (const Ring& hole : polygon.holes) metres.holes.push_back(projected(hole, zones, zone, projection));
    shape.push_back(std::move(metres));
  }
  return shape;
}

}  // namespace

ZoneSet project_zones(const StoredZones& stored, std::vector<std::string> ids, const Projection& projection) {
  if (ids.size() != stored.shapes.size() || stored.row.size() != stored.shapes.size())
    throw std::logic_error("stored zones have one shape, row and id each");
  ZoneSet zones{.id = std::move(ids), .shapes = {}, .row = stored.row, .attributes = stored.attributes};
  zones.shapes.resize(stored.shapes.size());
  constexpr std::size_t chunk = 8;
  parallel_chunks(stored.shapes.size(), chunk, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      check_width(stored, i, projection);
      zones.shapes[i] = projected(stored, i, projection);
    }
  });
  return zones;
}

}  // namespace vigie
