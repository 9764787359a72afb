// Boundaries from stored coordinates to metres; straight edges become curves where the projection bends them.
#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/geometry/projection.h"

namespace vigie {
namespace {

constexpr double largest_bend = 0.01;  // metres between the curve's middle and the chord's
constexpr int deepest = 12;            // halvings: 4096 pieces of one edge

struct Vertex {
  Point stored, metres;
  bool straight_after = false;  // the edge to the next vertex needs no more halving
};

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

class ZoneBender {
 public:
  ZoneBender(const StoredZones& zones, std::size_t zone, const Projection& projection)
      : zones_(zones), zone_(zone), projection_(projection) {}

  MultiPolygon bent() const {
    MultiPolygon shape;
    for (const Polygon& polygon : zones_.shapes[zone_]) {
      Polygon projected{.outer = bent(polygon.outer), .holes = {}};
      for (const Ring& hole : polygon.holes) projected.holes.push_back(bent(hole));
      shape.push_back(std::move(projected));
    }
    return shape;
  }

 private:
  // One level of halving for all open edges at once, so that PROJ gets long arrays.
  Ring bent(const Ring& ring) const {
    std::vector<Vertex> vertices;
    const std::vector<Point> metres = projected(ring);
    for (std::size_t i = 0; i < ring.size(); ++i) vertices.push_back({ring[i], metres[i]});
    if (!vertices.empty()) vertices.back().straight_after = true;
    for (int level = 0; level < deepest; ++level) {
      std::vector<Vertex> halved = halve(vertices);
      if (halved.size() == vertices.size()) break;
      vertices = std::move(halved);
    }
    Ring result;
    result.reserve(vertices.size());
    for (const Vertex& vertex : vertices) result.push_back(vertex.metres);
    return result;
  }

  std::vector<Vertex> halve(std::vector<Vertex>& vertices) const {
    std::vector<Point> middles;
    for (std::size_t i = 0; i + 1 < vertices.size(); ++i)
      if (!vertices[i].straight_after) middles.push_back(middle(vertices[i].stored, vertices[i + 1].stored));
    const std::vector<Point> curve = projected(middles);
    std::vector<Vertex> halved;
    halved.reserve(vertices.size() + middles.size());
    std::size_t next = 0;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
      halved.push_back(vertices[i]);
      if (vertices[i].straight_after) continue;
      const Point chord = middle(vertices[i].metres, vertices[i + 1].metres);
      if (std::hypot(curve[next].x - chord.x, curve[next].y - chord.y) > largest_bend) {
        halved.push_back({middles[next], curve[next]});
      } else {
        halved.back().straight_after = true;
      }
      ++next;
    }
    return halved;
  }

  // The same from either end, so that zones which share an edge share its new vertices to the last bit.
  static Point middle(Point a, Point b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

  std::vector<Point> projected(const std::vector<Point>& points) const {
    std::vector<double> x, y;
    x.reserve(points.size());
    y.reserve(points.size());
    for (const Point p : points) {
      x.push_back(p.x);
      y.push_back(p.y);
    }
    const std::vector<std::uint8_t> worked = projection_.transform(x, y);
    std::vector<Point> result(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (!worked[i]) refuse(zones_, zone_, points[i], projection_);
      result[i] = {x[i], y[i]};
    }
    return result;
  }

  const StoredZones& zones_;
  std::size_t zone_;
  const Projection& projection_;
};

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
      zones.shapes[i] = ZoneBender(stored, i, projection).bent();
    }
  });
  return zones;
}

}  // namespace vigie
