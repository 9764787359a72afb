// Who shares a border: edges that lie in the same raster cells are compared, exactly first, then within the snap.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/geometry/edge_raster.h"
#include "engine/geometry/exact_predicates.h"
#include "engine/geometry/neighbors.h"

namespace vigie {
namespace {

// Two zones that meet in one corner have about two snaps of boundary within reach of each other, more where the gap
// between them is a narrow wedge (up to ten snaps at 11 degrees). A shared border is longer.
constexpr double line_in_snaps = 10;

// The part of an edge, as shares of its length.
struct Stretch {
  std::uint32_t zone;  // that it lies near to
  double from, to;
};

struct Interval {
  double from, to;
};

// Where on the line start + t * step the linear function value + t * slope lies within [low, high]; t in `within`.
Interval between(double value, double slope, double low, double high, Interval within) {
  if (slope == 0) return value >= low && value <= high ? within : Interval{1, 0};
  const double first = (low - value) / slope, second = (high - value) / slope;
  return {std::max(within.from, std::min(first, second)), std::min(within.to, std::max(first, second))};
}

Interval near_point(Point start, Point step, Point centre, double reach) {
  const double dx = start.x - centre.x, dy = start.y - centre.y;
  const double a = step.x * step.x + step.y * step.y, half_b = step.x * dx + step.y * dy;
  const double c = dx * dx + dy * dy - reach * reach;
  const double discriminant = half_b * half_b - a * c;
  if (discriminant <= 0) return {1, 0};
  const double root = std::sqrt(discriminant);
  return {std::max(0.0, (-half_b - root) / a), std::min(1.0, (-half_b + root) / a)};
}

// The part of `edge` closer than `reach` to `other`. What is near a segment is convex, so it is one part: the hull of
// the parts near its two ends and beside it.
std::optional<Interval> near_part(const ZoneEdge& edge, const ZoneEdge& other, double reach) {
  // Relative to other.a, where differences are small.
  const Point start{edge.a.x - other.a.x, edge.a.y - other.a.y};
  const Point step{edge.b.x - edge.a.x, edge.b.y - edge.a.y};
  const Point along{other.b.x - other.a.x, other.b.y - other.a.y};
  const double length = std::hypot(along.x, along.y);
  const auto forward = [&](Point p) { return (p.x * along.x + p.y * along.y) / length; };
  const auto sideward = [&](Point p) { return (p.y * along.x - p.x * along.y) / length; };
  const Interval abreast = between(forward(start), forward(step), 0, length, {0, 1});
  Interval hull{1, 0};
  for (const Interval& part : {between(sideward(start), sideward(step), -reach, reach, abreast),
                               near_point(start, step, {0, 0}, reach), near_point(start, step, along, reach)}) {
    if (part.from >= part.to) continue;
    hull = hull.from < hull.to ? Interval{std::min(hull.from, part.from), std::max(hull.to, part.to)} : part;
  }
  if (hull.from >= hull.to) return std::nullopt;
  return hull;
}

bool boxes_within(const ZoneEdge& e, const ZoneEdge& f, double reach) {
  return std::min(e.a.x, e.b.x) - reach <= std::max(f.a.x, f.b.x) &&
         std::min(f.a.x, f.b.x) - reach <= std::max(e.a.x, e.b.x) &&
         std::min(e.a.y, e.b.y) - reach <= std::max(f.a.y, f.b.y) &&
         std::min(f.a.y, f.b.y) - reach <= std::max(e.a.y, e.b.y);
}

struct Link {
  std::uint32_t zone;
  bool by_snap;
};

// Finds the neighbors with higher numbers of one zone after the other; one finder per chunk.
class LinkFinder {
 public:
  LinkFinder(std::span<const ZoneEdge> edges, const EdgeRaster& raster, std::size_t zones, Contiguity rule, double snap)
      : edges_(edges), raster_(raster), rule_(rule), snap_(snap), known_(zones, Known::nothing), near_(zones, 0.0) {}

  std::vector<Link> links(std::uint32_t zone, std::size_t first_edge, std::size_t last_edge) {
    met_.clear();
    for (std::size_t i = first_edge; i < last_edge; ++i) {
      stretches_.clear();
      raster_.visit_cells(edges_[i].a, edges_[i].b, 0, [&](std::size_t column, std::size_t row) {
        for (const std::uint32_t j : raster_.edges_in(column, row))
          if (edges_[j].zone > zone) compare(edges_[i], edges_[j]);
      });
      add_stretches(edges_[i]);
    }
    std::vector<Link> links;
    std::ranges::sort(met_);
    for (const std::uint32_t other : met_) {
      if (known_[other] == Known::touches) links.push_back({other, false});
      if (known_[other] == Known::near && is_long_enough(near_[other])) links.push_back({other, true});
      known_[other] = Known::nothing;
      near_[other] = 0;
    }
    return links;
  }

 private:
  enum class Known : std::uint8_t { nothing, near, touches };

  void note(std::uint32_t zone, Known what) {
    if (known_[zone] == Known::nothing) met_.push_back(zone);
    known_[zone] = what;
  }

  bool is_long_enough(double length) const { return rule_ == Contiguity::queen || length > line_in_snaps * snap_; }

  void compare(const ZoneEdge& edge, const ZoneEdge& other) {
    if (known_[other.zone] == Known::touches || !boxes_within(edge, other, snap_)) return;
    const Meeting how = meeting(edge.a, edge.b, other.a, other.b);
    if (how == Meeting::line || (how == Meeting::point && rule_ == Contiguity::queen)) {
      note(other.zone, Known::touches);
      return;
    }
    if (snap_ <= 0 || (known_[other.zone] == Known::near && is_long_enough(near_[other.zone]))) return;
    const std::optional<Interval> part = near_part(edge, other, snap_);
    if (!part) return;
    note(other.zone, Known::near);
    if (rule_ == Contiguity::rook) stretches_.push_back({other.zone, part->from, part->to});
  }

  // Adds what the stretches of one edge cover together, zone by zone.
  void add_stretches(const ZoneEdge& edge) {
    if (stretches_.empty()) return;
    std::ranges::sort(stretches_, [](const Stretch& a, const Stretch& b) {
      return a.zone < b.zone || (a.zone == b.zone && a.from < b.from);
    });
    const double length = std::hypot(edge.b.x - edge.a.x, edge.b.y - edge.a.y);
    double covered_to = 0;
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      if (i == 0 || stretches_[i].zone != stretches_[i - 1].zone) covered_to = 0;
      const double from = std::max(covered_to, stretches_[i].from);
      if (stretches_[i].to > from) near_[stretches_[i].zone] += (stretches_[i].to - from) * length;
      covered_to = std::max(covered_to, stretches_[i].to);
    }
  }

  std::span<const ZoneEdge> edges_;
  const EdgeRaster& raster_;
  Contiguity rule_;
  double snap_;
  std::vector<Known> known_;        // per zone, about the zone in hand
  std::vector<double> near_;        // per zone, metres of the boundary in hand near it
  std::vector<std::uint32_t> met_;  // zones with an entry in known_
  std::vector<Stretch> stretches_;  // of the edge in hand
};

Contiguous symmetric(const std::vector<std::vector<Link>>& links) {
  std::vector<std::vector<std::uint32_t>> rows(links.size());
  Contiguous result;
  // Lower numbers come first in every row, since rows are filled in that order.
  for (std::size_t i = 0; i < links.size(); ++i)
    for (const Link& link : links[i]) {
      rows[link.zone].push_back(static_cast<std::uint32_t>(i));
      result.by_snap += link.by_snap ? 1 : 0;
    }
  for (std::size_t i = 0; i < links.size(); ++i) {
    for (const Link& link : links[i]) rows[i].push_back(link.zone);
    result.weights.neighbor.insert(result.weights.neighbor.end(), rows[i].begin(), rows[i].end());
    result.weights.start.push_back(result.weights.neighbor.size());
  }
  return result;
}

}  // namespace

Contiguous contiguity(std::span<const MultiPolygon> zones, Contiguity rule, double snap) {
  if (!(snap >= 0 && std::isfinite(snap)))
    throw UsageError(fmt::format("contiguity: a snap of {} m is no distance; give 0 or more", snap));
  const std::vector<ZoneEdge> edges = zone_edges(zones);
  const EdgeRaster raster(edges, snap, std::clamp<std::size_t>(edges.size(), 1, 1 << 22));
  std::vector<std::size_t> first_edge(zones.size() + 1, 0);
  for (const ZoneEdge& edge : edges) ++first_edge[edge.zone + 1];
  for (std::size_t i = 0; i < zones.size(); ++i) first_edge[i + 1] += first_edge[i];

  std::vector<std::vector<Link>> links(zones.size());
  parallel_chunks(zones.size(), 64, [&](std::size_t begin, std::size_t end) {
    LinkFinder finder(edges, raster, zones.size(), rule, snap);
    for (std::size_t i = begin; i < end; ++i)
      links[i] = finder.links(static_cast<std::uint32_t>(i), first_edge[i], first_edge[i + 1]);
  });
  return symmetric(links);
}

}  // namespace vigie
