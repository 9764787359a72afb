// Grids, zones and neighbors: each point in one place, and nothing depends on where the origin of the plane lies.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "engine/geometry/neighbors.h"
#include "engine/geometry/zone_index.h"
#include "tests/properties/invented_maps.h"

namespace vigie::property {
namespace {

// ---------------------------------------------------------------- cells and zones

RC_GTEST_PROP(Cells, HoldEachPointOnce, ()) {
  const double size = *rc::gen::element(10.0, 12.5, 100.0);
  const Grid grid{CellShape::square, size, *in_range(-9, 9), *in_range(-9, 9), *in_range(1, 9), *in_range(1, 9)};
  // Multiples of half a cell: corners, edges and centres.
  const Point p{*in_range(-20, 40) * size / 2, *in_range(-20, 40) * size / 2};
  std::int64_t holders = 0, holder = -1;
  for (std::int64_t i = 0; i < grid.size(); ++i) {
    const Ring ring = grid.outline(i);
    const double west = ring[0].x, south = ring[0].y, east = ring[2].x, north = ring[2].y;
    if (p.x < west || p.x >= east || p.y < south || p.y >= north) continue;
    ++holders;
    holder = i;
  }
  RC_ASSERT(holders <= 1);
  RC_ASSERT(grid.cell_at(p) == holder);
}

RC_GTEST_PROP(Cells, OfHexagonsAreTheNearestCentre, ()) {
  const Grid grid{CellShape::hexagon, 100, *in_range(-5, 5), *in_range(-5, 5), 8, 7};
  const Point middle = grid.centre(27);
  const Point p{middle.x + *in_range(-1600, 1600) / 8.0, middle.y + *in_range(-1600, 1600) / 8.0};
  const std::int64_t cell = grid.cell_at(p);
  RC_PRE(cell >= 0);
  const auto distance = [&](std::int64_t i) { return std::hypot(grid.centre(i).x - p.x, grid.centre(i).y - p.y); };
  for (std::int64_t i = 0; i < grid.size(); ++i) RC_ASSERT(distance(cell) <= distance(i) + 1e-9);
}

RC_GTEST_PROP(Cells, KeepTheirPointsWhereverTheGridBegins, ()) {
  const Points points = any_points(1, 60);
  const std::int64_t columns = *in_range(-500, 500), rows = *in_range(-500, 500);
  const Grid here{CellShape::square, 125, 0, 0, 16, 16}, there{CellShape::square, 125, columns, rows, 16, 16};
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const Point p{points.x[i], points.y[i]};
    RC_ASSERT(here.cell_at(p) >= 0);
    RC_ASSERT(here.cell_at(p) ==
              there.cell_at({p.x + 125.0 * static_cast<double>(columns), p.y + 125.0 * static_cast<double>(rows)}));
  }
}

MultiPolygon block(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

// A rectangle cut again and again: zones that cover it without overlap, with corners on each other's edges.
struct Box4 {
  double west, south, east, north;
};
std::vector<Box4> any_partition() {
  std::vector<Box4> zones{{0, 0, 800, 800}};
  for (int cuts = *in_range(1, 12); cuts > 0; --cuts) {
    const auto which = *in_range<std::size_t>(0, zones.size());
    const Box4 zone = zones[which];
    const bool upright = *in_range(0, 2) == 0;
    const double low = upright ? zone.west : zone.south, high = upright ? zone.east : zone.north;
    if (high - low < 100) continue;
    const double at = low + 50 * *in_range(1, static_cast<int>((high - low) / 50));
    zones[which] = upright ? Box4{zone.west, zone.south, at, zone.north} : Box4{zone.west, zone.south, zone.east, at};
    zones.push_back(upright ? Box4{at, zone.south, zone.east, zone.north} : Box4{zone.west, at, zone.east, zone.north});
  }
  return zones;
}

std::vector<MultiPolygon> shapes(const std::vector<Box4>& zones) {
  std::vector<MultiPolygon> polygons;
  for (const Box4& zone : zones) polygons.push_back(block(zone.west, zone.south, zone.east, zone.north));
  return polygons;
}

RC_GTEST_PROP(Zones, HoldEachPointOnce, ()) {
  const std::vector<Box4> zones = any_partition();
  const ZoneIndex index(shapes(zones));
  const double x = 25.0 * *in_range(-2, 35), y = 25.0 * *in_range(-2, 35);
  std::int32_t first = -1;
  for (std::size_t i = zones.size(); i-- > 0;)
    if (x >= zones[i].west && x <= zones[i].east && y >= zones[i].south && y <= zones[i].north)
      first = static_cast<std::int32_t>(i);
  RC_ASSERT(index.zone_at({x, y}) == first);
  RC_ASSERT((first >= 0) == (x >= 0 && x <= 800 && y >= 0 && y <= 800));
}

// ---------------------------------------------------------------- neighbors

using Links = std::set<std::pair<std::size_t, std::size_t>>;

Links links_of(const SpatialWeights& weights) {
  Links links;
  for (std::size_t i = 0; i < weights.size(); ++i)
    for (std::uint32_t j : weights.row(i)) links.emplace(i, j);
  return links;
}

Links touching(const std::vector<Box4>& zones, Contiguity rule) {
  Links links;
  for (std::size_t i = 0; i < zones.size(); ++i)
    for (std::size_t j = 0; j < zones.size(); ++j) {
      const double across = std::min(zones[i].east, zones[j].east) - std::max(zones[i].west, zones[j].west);
      const double along = std::min(zones[i].north, zones[j].north) - std::max(zones[i].south, zones[j].south);
      if (i == j || across < 0 || along < 0) continue;
      if (rule == Contiguity::queen || across > 0 || along > 0) links.emplace(i, j);
    }
  return links;
}

RC_GTEST_PROP(Contiguous, EqualsBoxesWhereverTheyLie, ()) {
  const std::vector<Box4> zones = any_partition();
  const std::vector<std::uint32_t> order = any_order(zones.size());
  const double x = 1000 * *in_range(-500, 500), y = 1000 * *in_range(-500, 500),
               scale = *rc::gen::element(1.0, 2.0, 8.0);
  std::vector<Box4> elsewhere, turned;
  for (const Box4& z : zones) {
    elsewhere.push_back({x + scale * z.west, y + scale * z.south, x + scale * z.east, y + scale * z.north});
    turned.push_back({-z.north, z.west, -z.south, z.east});
  }
  for (Contiguity rule : {Contiguity::queen, Contiguity::rook}) {
    const Links expected = touching(zones, rule);
    RC_ASSERT(links_of(contiguity(shapes(zones), rule).weights) == expected);
    RC_ASSERT(links_of(contiguity(shapes(elsewhere), rule).weights) == expected);
    RC_ASSERT(links_of(contiguity(shapes(turned), rule).weights) == expected);
    RC_ASSERT(links_of(contiguity(shapes(moved(zones, order)), rule).weights) == touching(moved(zones, order), rule));
  }
}

// The k others with the smallest (distance, index), by sorting them all.
Links slowly_nearest(const std::vector<Point>& positions, std::size_t k) {
  Links links;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    std::vector<std::pair<double, std::size_t>> others;
    for (std::size_t j = 0; j < positions.size(); ++j) {
      const double dx = positions[i].x - positions[j].x, dy = positions[i].y - positions[j].y;
      if (j != i) others.emplace_back(dx * dx + dy * dy, j);
    }
    std::ranges::sort(others);
    for (std::size_t n = 0; n < k; ++n) links.emplace(i, others[n].second);
  }
  return links;
}

RC_GTEST_PROP(Nearest, EqualSortingAllDistances, ()) {
  const std::vector<Point> positions = as_positions(any_points(3, 40, *rc::gen::element(40, 16000)));
  const auto k = *in_range<std::size_t>(1, positions.size());
  const Links expected = slowly_nearest(positions, k);
  const auto found = [&](const auto& change) {
    std::vector<Point> changed = positions;
    for (Point& p : changed) p = change(p);
    return links_of(k_nearest(changed, static_cast<int>(k)).weights);
  };
  RC_ASSERT(found([](Point p) { return p; }) == expected);
  RC_ASSERT(found([](Point p) { return Point{p.x + 123456, p.y - 654321}; }) == expected);
  RC_ASSERT(found([](Point p) { return Point{-p.y, p.x}; }) == expected);
  RC_ASSERT(found([](Point p) { return Point{4 * p.x, 4 * p.y}; }) == expected);
}

RC_GTEST_PROP(DistanceBands, EqualAllPairsAndGoWithTheirUnits, ()) {
  const std::vector<Point> positions = as_positions(any_points(2, 40, 800));
  const double reach = *in_range(1, 400) / 8.0;
  Links expected;
  for (std::size_t i = 0; i < positions.size(); ++i)
    for (std::size_t j = 0; j < positions.size(); ++j) {
      const double dx = positions[i].x - positions[j].x, dy = positions[i].y - positions[j].y;
      if (i != j && dx * dx + dy * dy <= reach * reach * (1 + 1e-12)) expected.emplace(i, j);
    }
  RC_ASSERT(links_of(distance_band(positions, reach)) == expected);
  const std::vector<std::uint32_t> order = any_order(positions.size());
  const SpatialWeights renamed = distance_band(moved(positions, order), reach);
  Links renamed_links;
  for (const auto& [i, j] : expected) renamed_links.emplace(order[i], order[j]);
  RC_ASSERT(links_of(renamed) == renamed_links);
}

RC_GTEST_PROP(DecayingWeights, DependOnDistanceAlone, ()) {
  const std::vector<Point> positions = as_positions(any_points(2, 30, 800));
  using Shape = Decay::Shape;
  const Decay decay{*rc::gen::element(Shape::inverse_distance, Shape::triangular, Shape::epanechnikov, Shape::quartic,
                                      Shape::gaussian),
                    *rc::gen::element(1.0, 2.0)};
  const SpatialWeights weights = decaying_weights(positions, 40, decay);
  std::vector<Point> turned, far;
  for (Point p : positions) turned.push_back({p.y, -p.x});
  for (Point p : positions) far.push_back({p.x + 524288, p.y - 4194304});
  RC_ASSERT(same_bits(weights.value, decaying_weights(far, 40, decay).value));
  RC_ASSERT(same_bits(weights.value, decaying_weights(turned, 40, decay).value));
  for (std::size_t i = 0; i < weights.size(); ++i)
    for (std::size_t link = weights.start[i]; link < weights.start[i + 1]; ++link) {
      const std::size_t j = weights.neighbor[link];
      const auto back = std::ranges::find(weights.row(j), static_cast<std::uint32_t>(i)) - weights.row(j).begin();
      RC_ASSERT(weights.value[link] == weights.value[weights.start[j] + static_cast<std::size_t>(back)]);
      RC_ASSERT(weights.value[link] > 0 && weights.value[link] <= 1);
    }
}

}  // namespace
}  // namespace vigie::property
