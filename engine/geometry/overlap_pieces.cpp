// Overlapping shapes cut into disjoint pieces: all boundaries at once, then each face asks who lies over it.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/geometry/geos_handle.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/zone_index.h"

namespace vigie {
namespace {

// Faces of a square centimetre come from rounding where boundaries were cut.
constexpr double smallest_face = 1e-4;

GeosGeometry boundaries(const GeosContext& geos, std::span<const MultiPolygon> shapes) {
  std::vector<GEOSGeometry*> lines;  // the collection takes them over
  for (const MultiPolygon& shape : shapes) {
    const GeosGeometry geometry = to_geos(geos, shape);
    lines.push_back(geos.own(GEOSBoundary_r(geos.get(), geometry.get()), "boundary").release());
  }
  return geos.own(GEOSGeom_createCollection_r(geos.get(), GEOS_GEOMETRYCOLLECTION, lines.data(),
                                              static_cast<unsigned>(lines.size())),
                  "collection");
}

// The faces that the boundaries of all shapes enclose together.
std::vector<MultiPolygon> faces(const GeosContext& geos, std::span<const MultiPolygon> shapes) {
  const GeosGeometry lines = boundaries(geos, shapes);
  const GeosGeometry cut = geos.own(GEOSUnaryUnion_r(geos.get(), lines.get()), "union of boundaries");
  const GEOSGeometry* input = cut.get();
  const GeosGeometry found = geos.own(GEOSPolygonize_r(geos.get(), &input, 1), "polygonize");
  std::vector<MultiPolygon> parts;
  for (Polygon& face : from_geos(geos, *found)) parts.push_back({std::move(face)});
  return parts;
}

}  // namespace

std::vector<OverlapPiece> overlap_pieces(std::span<const MultiPolygon> shapes) {
  // Only shapes that overlap another one need to be cut.
  std::vector<std::size_t> involved;
  for (const Overlap& overlap : overlaps(shapes, smallest_face)) {
    involved.push_back(overlap.first);
    involved.push_back(overlap.second);
  }
  std::ranges::sort(involved);
  const auto repeated = std::ranges::unique(involved);
  involved.erase(repeated.begin(), repeated.end());
  if (involved.empty()) return {};
  std::vector<MultiPolygon> cut;
  for (const std::size_t i : involved) cut.push_back(shapes[i]);

  const GeosContext geos;
  const ZoneIndex index(cut);
  std::map<std::vector<std::size_t>, std::vector<MultiPolygon>> faces_of;
  for (MultiPolygon& face : faces(geos, cut)) {
    if (area(face) < smallest_face) continue;
    std::vector<std::size_t> members;
    for (const std::int32_t i : index.all_at(interior_point(face)))
      members.push_back(involved[static_cast<std::size_t>(i)]);
    if (members.size() > 1) faces_of[members].push_back(std::move(face));
  }
  std::vector<OverlapPiece> pieces;
  for (const auto& [members, parts] : faces_of) pieces.push_back({unite(parts), members});
  return pieces;
}

}  // namespace vigie
