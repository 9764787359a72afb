// Cutting lines by polygons with GEOS; boxes decide first which of them can meet.
#include "engine/geometry/line_overlay.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/geometry/box_tree.h"
#include "engine/geometry/geos_handle.h"

namespace vigie {
namespace {

constexpr std::size_t lines_at_once = 256;

GeosGeometry to_geos_lines(const GeosContext& geos, const MultiLine& line) {
  std::vector<GEOSGeometry*> parts;
  for (const LineString& part : line) {
    GEOSCoordSequence* sequence =
        GEOSCoordSeq_copyFromBuffer_r(geos.get(), &part.front().x, static_cast<unsigned>(part.size()), 0, 0);
    if (sequence == nullptr) geos.fail("coordinates");
    parts.push_back(geos.own(GEOSGeom_createLineString_r(geos.get(), sequence), "line").release());
  }
  return geos.own(
      GEOSGeom_createCollection_r(geos.get(), GEOS_MULTILINESTRING, parts.data(), static_cast<unsigned>(parts.size())),
      "lines");
}

double metres(const GeosContext& geos, const GEOSGeometry& geometry) {
  double length = 0;
  if (GEOSLength_r(geos.get(), &geometry, &length) == 0) geos.fail("length");
  return length;
}

// Of one line, the stretch inside one zone with its border.
struct Stretch {
  std::size_t zone;
  GeosGeometry line;
  double metres;
};

// Zones as GEOS sees them, prepared when first asked for. One per thread of work.
class Cutter {
 public:
  Cutter(const GeosContext& geos, std::span<const MultiPolygon> zones) : geos_(geos), zones_(zones) {}

  std::vector<Stretch> stretches(const GEOSGeometry& line, const std::vector<std::size_t>& near) {
    std::vector<Stretch> found;
    for (const std::size_t zone : near) {
      const Entry& entry = at(zone);
      if (!geos_.decide(GEOSPreparedIntersects_r(geos_.get(), entry.prepared.get(), &line), "intersects")) continue;
      const bool whole = geos_.decide(GEOSPreparedCovers_r(geos_.get(), entry.prepared.get(), &line), "covers");
      GeosGeometry inside = whole ? geos_.own(GEOSGeom_clone_r(geos_.get(), &line), "copy") : shared(line, *entry.zone);
      if (const double length = metres(geos_, *inside); length > 0) found.push_back({zone, std::move(inside), length});
    }
    return found;
  }

  // What lies on the border of two zones is in both stretches, and counts half for each.
  void share_borders(std::vector<Stretch>& found) const {
    std::vector<double> twice(found.size(), 0);
    for (std::size_t a = 0; a < found.size(); ++a)
      for (std::size_t b = a + 1; b < found.size(); ++b) {
        const double both = metres(geos_, *shared(*found[a].line, *found[b].line));
        twice[a] += both;
        twice[b] += both;
      }
    for (std::size_t i = 0; i < found.size(); ++i) found[i].metres = std::max(0.0, found[i].metres - twice[i] / 2);
  }

 private:
  struct Entry {
    GeosGeometry zone;
    GeosPrepared prepared;
  };
  const Entry& at(std::size_t zone) {
    const auto [entry, is_new] = entries_.try_emplace(zone);
    if (is_new) {
      entry->second.zone = to_geos(geos_, zones_[zone]);
      entry->second.prepared = geos_.prepare(*entry->second.zone);
    }
    return entry->second;
  }
  GeosGeometry shared(const GEOSGeometry& a, const GEOSGeometry& b) const {
    return geos_.own(GEOSIntersection_r(geos_.get(), &a, &b), "intersection");
  }

  const GeosContext& geos_;
  std::span<const MultiPolygon> zones_;
  std::map<std::size_t, Entry> entries_;
};

}  // namespace

std::vector<LinePiece> pieces_inside(std::span<const MultiLine> lines, std::span<const MultiPolygon> zones) {
  const BoxTree tree(zones);
  std::vector<std::vector<LinePiece>> found((lines.size() + lines_at_once - 1) / lines_at_once);
  parallel_chunks(lines.size(), lines_at_once, [&](std::size_t begin, std::size_t end) {
    const GeosContext geos;
    Cutter cutter(geos, zones);
    for (std::size_t i = begin; i < end; ++i) {
      const std::vector<std::size_t> near = tree.meeting(bounds_of(lines[i]));
      if (near.empty()) continue;
      std::vector<Stretch> stretches = cutter.stretches(*to_geos_lines(geos, lines[i]), near);
      cutter.share_borders(stretches);
      for (const Stretch& one : stretches)
        if (one.metres > 0) found[begin / lines_at_once].push_back({i, one.zone, one.metres});
    }
  });
  std::vector<LinePiece> all;
  for (const std::vector<LinePiece>& chunk : found) all.insert(all.end(), chunk.begin(), chunk.end());
  return all;
}

std::vector<MultiLine> project_lines(std::span<const MultiLine> stored, const Projection& projection) {
  std::vector<MultiLine> lines(stored.size());
  parallel_chunks(stored.size(), lines_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      MultiLine metres;
      bool worked = true;
      for (const LineString& part : stored[i]) {
        std::vector<double> x, y;
        for (const Point p : part) {
          x.push_back(p.x);
          y.push_back(p.y);
        }
        const std::vector<std::uint8_t> good = projection.transform(x, y);
        LineString& moved = metres.emplace_back();
        for (std::size_t k = 0; k < x.size(); ++k) moved.push_back({x[k], y[k]});
        worked = worked && std::ranges::find(good, 0) == good.end();
      }
      if (worked) lines[i] = std::move(metres);
    }
  });
  return lines;
}

}  // namespace vigie
