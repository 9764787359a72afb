// MakeValid by structure, held to the area rule part by part; holes outside their shell are dropped.
#include "engine/geometry/repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"
#include "engine/geometry/geos_handle.h"

namespace vigie {
namespace {

constexpr double largest_coordinate = 1e9;  // units of any CRS; GEOS loses memory and sense far beyond
constexpr std::size_t zones_at_once = 16;

// Who is spoken of in messages.
struct Zone {
  const std::string& source;
  std::int64_t row;
};

[[noreturn]] void refuse(const Zone& zone, const std::string& reason, const std::string& mend) {
  throw DataError(fmt::format("{} feature {}: {}; {}", zone.source, zone.row, reason, mend));
}

std::string at_place(std::string_view reason, Point p) {
  return fmt::format("{} at {:.9g} {:.9g}", reason, p.x, p.y);
}

void require_finite(const Ring& ring, const Zone& zone) {
  for (std::size_t i = 0; i < ring.size(); ++i)
    if (!(std::abs(ring[i].x) <= largest_coordinate && std::abs(ring[i].y) <= largest_coordinate))
      refuse(zone, fmt::format("vertex {} has coordinates {} {}, which are no place", i + 1, ring[i].x, ring[i].y),
             "delete or correct the vertex");
}

void require_finite(const MultiPolygon& shape, const Zone& zone) {
  for (const Polygon& polygon : shape) {
    require_finite(polygon.outer, zone);
    for (const Ring& hole : polygon.holes) require_finite(hole, zone);
  }
}

// A mend, or the fault that asks for one.
struct Mended {
  MultiPolygon shape;
  std::string reason;  // the first fault found; "" for none
};

std::string first_of(const std::string& a, const std::string& b) {
  return a.empty() ? b : a;
}

struct ClosedRing {
  Ring ring;  // empty: it had fewer than three corners
  std::string reason;
};

ClosedRing closed(Ring ring, std::string_view kind) {
  if (ring.empty()) return {{}, fmt::format("{} without points", kind)};
  const Point start = ring.front();
  std::string reason;
  if (!(ring.back() == start)) {
    ring.push_back(start);
    reason = at_place("Ring not closed", start);
  }
  if (ring.size() < 4) return {{}, at_place(fmt::format("{} with fewer than three corners", kind), start)};
  return {std::move(ring), std::move(reason)};
}

// Rings closed; parts and holes that enclose nothing left out.
Mended with_closed_rings(const MultiPolygon& shape) {
  Mended mended;
  for (const Polygon& polygon : shape) {
    ClosedRing outer = closed(polygon.outer, "Part");
    mended.reason = first_of(mended.reason, outer.reason);
    if (outer.ring.empty()) continue;
    Polygon kept{.outer = std::move(outer.ring), .holes = {}};
    for (const Ring& hole : polygon.holes) {
      ClosedRing inner = closed(hole, "Hole");
      mended.reason = first_of(mended.reason, inner.reason);
      if (!inner.ring.empty()) kept.holes.push_back(std::move(inner.ring));
    }
    mended.shape.push_back(std::move(kept));
  }
  return mended;
}

struct GeosTextDeleter {
  GEOSContextHandle_t context;
  void operator()(char* text) const { GEOSFree_r(context, text); }
};

// "Self-intersection at 104512.3 195233.1", "" if valid.
std::string fault_of(const GeosContext& geos, const GEOSGeometry& geometry) {
  char* raw_reason = nullptr;
  GEOSGeometry* raw_place = nullptr;
  const char valid = GEOSisValidDetail_r(geos.get(), &geometry, 0, &raw_reason, &raw_place);
  const std::unique_ptr<char, GeosTextDeleter> reason(raw_reason, {geos.get()});
  const GeosGeometry place(raw_place, {geos.get()});
  if (geos.decide(valid, "validity")) return "";
  Point p;
  const bool placed =
      place && GEOSGeomGetX_r(geos.get(), place.get(), &p.x) == 1 && GEOSGeomGetY_r(geos.get(), place.get(), &p.y) == 1;
  const std::string text = reason ? reason.get() : "invalid";
  return placed ? at_place(text, p) : text;
}

struct ParametersDeleter {
  GEOSContextHandle_t context;
  void operator()(GEOSMakeValidParams* parameters) const { GEOSMakeValidParams_destroy_r(context, parameters); }
};

MultiPolygon made_valid(const GeosContext& geos, const GEOSGeometry& geometry) {
  const std::unique_ptr<GEOSMakeValidParams, ParametersDeleter> parameters(GEOSMakeValidParams_create_r(geos.get()),
                                                                           {geos.get()});
  if (!parameters) geos.fail("make valid");
  GEOSMakeValidParams_setMethod_r(geos.get(), parameters.get(), GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(geos.get(), parameters.get(), 0);
  const GeosGeometry valid = geos.own(GEOSMakeValidWithParams_r(geos.get(), &geometry, parameters.get()), "make valid");
  return from_geos(geos, *valid);
}

// MakeValid would turn a hole that lies outside its shell into land, and such a hole takes nothing from the area.
Polygon without_stray_holes(const GeosContext& geos, const Polygon& part) {
  if (part.holes.empty()) return part;
  const auto filled = [&](const Ring& ring) {
    const GeosGeometry drawn = to_geos(geos, Polygon{.outer = ring, .holes = {}});
    return to_geos(geos, made_valid(geos, *drawn));
  };
  const GeosGeometry shell = filled(part.outer);
  Polygon kept{.outer = part.outer, .holes = {}};
  for (const Ring& hole : part.holes) {
    const GeosGeometry inside = filled(hole);
    const char share_area = GEOSRelatePattern_r(geos.get(), shell.get(), inside.get(), "T********");
    if (geos.decide(share_area, "hole in shell")) kept.holes.push_back(hole);
  }
  return kept;
}

// Share of the old area, which is the area between the rings as drawn: a lobe drawn the wrong way round (a bow-tie)
// counts against it, so that a mend which flips a large part is seen as a large change.
double change_of(double old_area, double new_area) {
  if (new_area == old_area) return 0;
  return old_area > 0 ? std::abs(new_area - old_area) / old_area : std::numeric_limits<double>::infinity();
}

struct MendedPart {
  MultiPolygon shape;
  std::string reason;
  double old_area = 0;
};

MendedPart mended_part(const GeosContext& geos, const Polygon& part) {
  MendedPart mended{.shape = {part}, .reason = fault_of(geos, *to_geos(geos, part)), .old_area = area({part})};
  if (mended.reason.empty()) return mended;
  const Polygon clean = without_stray_holes(geos, part);
  const GeosGeometry geometry = to_geos(geos, clean);
  mended.old_area = std::abs(area({clean}));
  mended.shape = fault_of(geos, *geometry).empty() ? MultiPolygon{clean} : made_valid(geos, *geometry);
  return mended;
}

struct Outcome {
  MultiPolygon shape;
  std::string reason;
  double change = 0;
};

std::string change_text(double change) {
  return change < 10 ? fmt::format("by {:.1f} %", 100 * change) : std::string("more than tenfold");
}

// Each part keeps the area rule by itself; only then are parts that overlap united, which loses nothing.
Outcome mended_parts(const GeosContext& geos, const MultiPolygon& shape, const Zone& zone, double tolerance) {
  Outcome outcome;
  for (const Polygon& part : shape) {
    MendedPart mended = mended_part(geos, part);
    outcome.reason = first_of(outcome.reason, mended.reason);
    if (mended.shape.empty() && mended.old_area == 0) continue;
    const double change = change_of(mended.old_area, area(mended.shape));
    if (mended.shape.empty() || change > tolerance)
      refuse(zone, mended.reason,
             fmt::format("the smallest mend would change the area {} (allowed: {:g} %), so mend the boundary in a GIS",
                         change_text(change), 100 * tolerance));
    std::ranges::move(mended.shape, std::back_inserter(outcome.shape));
  }
  return outcome;
}

Outcome mended(const GeosContext& geos, const MultiPolygon& shape, const Zone& zone, double tolerance) {
  Mended rings = with_closed_rings(shape);
  const std::string fault = fault_of(geos, *to_geos(geos, rings.shape));
  Outcome outcome{.shape = std::move(rings.shape), .reason = rings.reason};
  if (!fault.empty()) {
    const double old_area = area(outcome.shape);
    outcome = mended_parts(geos, outcome.shape, zone, tolerance);
    outcome.reason = first_of(rings.reason, first_of(outcome.reason, fault));
    const GeosGeometry together = to_geos(geos, outcome.shape);
    if (!fault_of(geos, *together).empty()) outcome.shape = made_valid(geos, *together);
    outcome.change = change_of(old_area, area(outcome.shape));
  }
  if (outcome.shape.empty() || area(outcome.shape) == 0)
    refuse(zone, first_of(outcome.reason, "it encloses no area"), "draw the boundary again or delete the feature");
  outcome.shape = oriented(std::move(outcome.shape));
  return outcome;
}

// What GEOS cannot mend is the data's fault, not ours.
Outcome mended_or_refused(const GeosContext& geos, const MultiPolygon& shape, const Zone& zone, double tolerance) {
  require_finite(shape, zone);
  try {
    return mended(geos, shape, zone, tolerance);
  } catch (const Error&) {
    throw;
  } catch (const std::runtime_error& failure) {
    refuse(zone, printable(failure.what(), 200), "mend the boundary in a GIS");
  }
}

}  // namespace

std::vector<Repair> repair_zones(StoredZones& zones, double tolerance) {
  std::vector<std::optional<Repair>> found(zones.shapes.size());
  parallel_chunks(zones.shapes.size(), zones_at_once, [&](std::size_t begin, std::size_t end) {
    const GeosContext geos;
    for (std::size_t i = begin; i < end; ++i) {
      const Zone zone{.source = zones.source, .row = zones.row[i]};
      Outcome outcome = mended_or_refused(geos, zones.shapes[i], zone, tolerance);
      zones.shapes[i] = std::move(outcome.shape);
      if (!outcome.reason.empty())
        found[i] = Repair{.zone = i, .reason = std::move(outcome.reason), .area_change = outcome.change};
    }
  });
  std::vector<Repair> repairs;
  for (std::optional<Repair>& repair : found)
    if (repair) repairs.push_back(std::move(*repair));
  return repairs;
}

}  // namespace vigie
