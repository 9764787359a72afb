// Voronoi cells by cutting with one bisector after the other: slow, obvious, and fast enough for a hundred seeds.
#include "sample-maps/generator/mosaic.h"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

namespace vigie::sample {
namespace {

/// A corner of a cell being cut, and the seed across the side that starts there.
struct Cut {
  Point at;
  int neighbor;
};

/// Positive where p is nearer to a than to b.
double nearness(Point p, Point a, Point b) {
  const Point middle = (a + b) * 0.5, along = a - b;
  return (p.x - middle.x) * along.x + (p.y - middle.y) * along.y;
}

std::vector<Cut> cut_with(const std::vector<Cut>& cell, Point own, Point other, int neighbor) {
  std::vector<Cut> kept;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const Cut& a = cell[i];
    const Cut& b = cell[(i + 1) % cell.size()];
    const double da = nearness(a.at, own, other), db = nearness(b.at, own, other);
    const Point crossing = a.at + (b.at - a.at) * (da / (da - db));
    if (da > 0) kept.push_back(a);
    if (da > 0 && db <= 0) kept.push_back({crossing, neighbor});
    if (da <= 0 && db > 0) kept.push_back({crossing, a.neighbor});
  }
  return kept;
}

std::vector<Cut> cell_of(const std::vector<Point>& seeds, int own) {
  const double far = 1e6;
  const Point s = seeds[own];
  std::vector<Cut> cell{
      {s + Point{-far, -far}, -1}, {s + Point{far, -far}, -1}, {s + Point{far, far}, -1}, {s + Point{-far, far}, -1}};
  for (int j = 0; j < static_cast<int>(seeds.size()); ++j)
    if (j != own) cell = cut_with(cell, s, seeds[j], j);
  return cell;
}

/// Centre of the circle through three seeds: the corner, computed alike for all three cells that meet there.
Point circumcentre(Point a, Point b, Point c) {
  const Point u = b - a, v = c - a;
  const double d = 2 * (u.x * v.y - u.y * v.x), uu = u.x * u.x + u.y * u.y, vv = v.x * v.x + v.y * v.y;
  return a + Point{(v.y * uu - u.y * vv) / d, (u.x * vv - v.x * uu) / d};
}

}  // namespace

Mosaic mosaic_of(const std::vector<Point>& seeds, int inner) {
  Mosaic mosaic{.inner = inner, .corners = {}, .cells = {}};
  std::map<std::array<int, 3>, int> known;
  for (int i = 0; i < inner; ++i) {
    const std::vector<Cut> cell = cell_of(seeds, i);
    std::vector<Side> sides;
    for (std::size_t k = 0; k < cell.size(); ++k) {
      std::array<int, 3> key{i, cell[(k + cell.size() - 1) % cell.size()].neighbor, cell[k].neighbor};
      std::ranges::sort(key);
      if (key[0] < 0) throw std::logic_error("the outer seeds do not surround the inner ones");
      const auto [place, fresh] = known.try_emplace(key, static_cast<int>(mosaic.corners.size()));
      if (fresh) mosaic.corners.push_back(circumcentre(seeds[key[0]], seeds[key[1]], seeds[key[2]]));
      sides.push_back({.from = place->second, .neighbor = cell[k].neighbor});
    }
    for (std::size_t k = 0; k < sides.size(); ++k) sides[k].to = sides[(k + 1) % sides.size()].from;
    mosaic.cells.push_back(sides);
  }
  return mosaic;
}

Ring ring_of(const Mosaic& mosaic, int cell) {
  Ring ring;
  for (const Side& side : mosaic.cells[cell]) ring.push_back(mosaic.corners[side.from]);
  return ring;
}

}  // namespace vigie::sample
