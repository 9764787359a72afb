// Outlines of groups of cells from lattice edges alone: exact, without overlay.
#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include "engine/geometry/overlay.h"

namespace vigie {
namespace {

// A corner of the lattice in whole numbers, so that equal corners are equal.
struct Corner {
  std::int64_t x, y;
  friend auto operator<=>(const Corner&, const Corner&) = default;
};

// What a grid's cells look like in whole numbers; corners and sides in the order of Grid::outline.
class Lattice {
 public:
  explicit Lattice(const Grid& grid) : grid_(grid) {}

  std::size_t sides() const { return grid_.shape == CellShape::square ? 4 : 6; }

  Corner corner(std::int64_t cell, std::size_t number) const {
    const std::int64_t column = cell % grid_.columns, row = cell / grid_.columns;
    if (grid_.shape == CellShape::square) {
      static constexpr std::array<std::array<std::int64_t, 2>, 4> steps{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
      return {column + steps[number][0], row + steps[number][1]};
    }
    // Units of half a cell east and a third of the row step north.
    static constexpr std::array<std::array<std::int64_t, 2>, 6> steps{
        {{0, -2}, {1, -1}, {1, 1}, {0, 2}, {-1, 1}, {-1, -1}}};
    return {2 * column + odd(row) + steps[number][0], 3 * row + steps[number][1]};
  }

  /// The cell across the side that starts at corner `number`; -1 outside the window.
  std::int64_t across(std::int64_t cell, std::size_t number) const {
    const std::int64_t column = cell % grid_.columns, row = cell / grid_.columns;
    if (grid_.shape == CellShape::square) {
      static constexpr std::array<std::array<std::int64_t, 2>, 4> steps{{{0, -1}, {1, 0}, {0, 1}, {-1, 0}}};
      return cell_at(column + steps[number][0], row + steps[number][1]);
    }
    const std::int64_t east = odd(row), west = east - 1;
    const std::array<std::array<std::int64_t, 2>, 6> steps{
        {{east, -1}, {1, 0}, {east, 1}, {west, 1}, {-1, 0}, {west, -1}}};
    return cell_at(column + steps[number][0], row + steps[number][1]);
  }

  /// The cell beyond corner `number` that shares nothing else with this one; hexagons have none.
  std::int64_t diagonal(std::int64_t cell, std::size_t number) const {
    if (grid_.shape == CellShape::hexagon) return -1;
    static constexpr std::array<std::array<std::int64_t, 2>, 4> steps{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};
    return cell_at(cell % grid_.columns + steps[number][0], cell / grid_.columns + steps[number][1]);
  }

 private:
  std::int64_t odd(std::int64_t row) const { return (grid_.first_row + row) & 1; }
  std::int64_t cell_at(std::int64_t column, std::int64_t row) const {
    if (column < 0 || row < 0 || column >= grid_.columns || row >= grid_.rows) return -1;
    return row * grid_.columns + column;
  }

  const Grid& grid_;
};

enum class Connected { by_edge, by_edge_or_corner };

// Connected sets of cells, each sorted, by their first cell. `cells` is sorted.
std::vector<std::vector<std::int64_t>> components(const Lattice& lattice, const std::vector<std::int64_t>& cells,
                                                  Connected how) {
  std::unordered_map<std::int64_t, bool> reached;
  for (const std::int64_t cell : cells) reached[cell] = false;
  std::vector<std::vector<std::int64_t>> found;
  for (const std::int64_t seed : cells) {
    if (reached[seed]) continue;
    std::vector<std::int64_t> component;
    const auto reach = [&](std::int64_t cell) {
      const auto entry = reached.find(cell);
      if (entry == reached.end() || entry->second) return;
      entry->second = true;
      component.push_back(cell);
    };
    reach(seed);
    for (std::size_t next = 0; next < component.size(); ++next)
      for (std::size_t side = 0; side < lattice.sides(); ++side) {
        reach(lattice.across(component[next], side));
        if (how == Connected::by_edge_or_corner) reach(lattice.diagonal(component[next], side));
      }
    std::ranges::sort(component);
    found.push_back(std::move(component));
  }
  return found;
}

// A side of the outline, the component on its left.
struct Side {
  Corner to;
  Point from_point;
  bool used = false;
};
using Outline = std::multimap<Corner, Side>;

Outline outline_sides(const Grid& grid, const Lattice& lattice, const std::vector<std::int64_t>& component) {
  Outline outline;
  for (const std::int64_t cell : component) {
    const Ring corners = grid.outline(cell);
    for (std::size_t side = 0; side < lattice.sides(); ++side)
      if (!std::ranges::binary_search(component, lattice.across(cell, side)))
        outline.emplace(lattice.corner(cell, side),
                        Side{lattice.corner(cell, (side + 1) % lattice.sides()), corners[side]});
  }
  return outline;
}

Ring without_straight_corners(const Ring& open) {
  Ring ring;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Point before = open[(i + open.size() - 1) % open.size()], after = open[(i + 1) % open.size()];
    const bool straight =
        (before.x == open[i].x && open[i].x == after.x) || (before.y == open[i].y && open[i].y == after.y);
    if (!straight) ring.push_back(open[i]);
  }
  ring.push_back(ring.front());
  return ring;
}

// Walks the sides into simple rings: whenever the walk comes back to a corner it has passed, that loop is a ring.
std::vector<Ring> rings_of(Outline& outline) {
  std::vector<Ring> rings;
  for (auto start = outline.begin(); start != outline.end(); ++start) {
    std::vector<std::pair<Corner, Point>> path;
    std::map<Corner, std::size_t> place;  // of each corner of the path
    Corner at = start->first;
    for (;;) {
      auto [next, last] = outline.equal_range(at);
      while (next != last && next->second.used) ++next;
      if (next == last) break;
      next->second.used = true;
      place[at] = path.size();
      path.emplace_back(at, next->second.from_point);
      at = next->second.to;
      const auto passed = place.find(at);
      if (passed == place.end()) continue;
      Ring loop;
      for (std::size_t i = passed->second; i < path.size(); ++i) loop.push_back(path[i].second);
      const std::size_t keep = passed->second;
      for (std::size_t i = keep; i < path.size(); ++i) place.erase(path[i].first);
      path.resize(keep);
      rings.push_back(without_straight_corners(loop));
    }
  }
  return rings;
}

// Cells connected by edges are one polygon: one counter-clockwise ring, all others are holes.
Polygon polygon_of(std::vector<Ring> rings) {
  Polygon polygon;
  for (Ring& ring : rings) {
    if (signed_area(ring) > 0) {
      polygon.outer = std::move(ring);
    } else {
      polygon.holes.push_back(std::move(ring));
    }
  }
  return polygon;
}

}  // namespace

std::vector<CellGroup> cell_groups(const Grid& grid, std::span<const std::int64_t> cells) {
  std::vector<std::int64_t> sorted(cells.begin(), cells.end());
  std::ranges::sort(sorted);
  const auto repeated = std::ranges::unique(sorted);
  sorted.erase(repeated.begin(), repeated.end());
  const Lattice lattice(grid);
  std::vector<CellGroup> groups;
  for (std::vector<std::int64_t>& group : components(lattice, sorted, Connected::by_edge_or_corner)) {
    MultiPolygon outline;
    for (const std::vector<std::int64_t>& component : components(lattice, group, Connected::by_edge)) {
      Outline sides = outline_sides(grid, lattice, component);
      outline.push_back(polygon_of(rings_of(sides)));
    }
    groups.push_back({std::move(outline), std::move(group)});
  }
  return groups;
}

}  // namespace vigie
