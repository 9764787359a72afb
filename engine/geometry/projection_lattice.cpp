// Tiles of cells where points are many, each proved before it is used.
#include "engine/geometry/projection_lattice.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>

#include "engine/base/floor_of.h"
#include "engine/base/parallel.h"

namespace vigie {
namespace {

// A tile costs about 1600 exact points.
constexpr std::uint32_t least_points = 4096;
constexpr std::size_t chunk_size = 65536;
constexpr std::array<Point, 5> check_places{{{0.5, 0.5}, {0.2, 0.3}, {0.8, 0.2}, {0.3, 0.8}, {0.7, 0.7}}};

// Lagrange weights of the nodes at -1, 0, 1 and 2.
std::array<double, 4> weights(double t) {
  constexpr double sixth = 1.0 / 6;
  const double a = t + 1, b = t - 1, c = t - 2;
  return {-t * b * c * sixth, a * b * c * 0.5, -a * t * c * 0.5, a * t * b * sixth};
}

// Both coordinates at once; each is summed as it would be alone.
using Both = double __attribute__((vector_size(2 * sizeof(double))));

Both both(const Point& p) {
  return Both{p.x, p.y};
}

bool is_near(Point a, Point b, double tolerance) {
  return std::abs(a.x - b.x) <= tolerance && std::abs(a.y - b.y) <= tolerance;  // false for what is not finite
}

}  // namespace

double ProjectionLattice::step_for(bool degrees, double metres_per_unit) {
  constexpr double degree_step = 0.0625, longest = 8192;  // metres
  return degrees ? degree_step : std::exp2(std::floor(std::log2(longest / metres_per_unit)));
}

ProjectionLattice::ProjectionLattice(std::span<const double> x, std::span<const double> y, double step,
                                     double tolerance, const Exact& exact)
    : step_(step), per_step_(1 / step), directory_(directory_side * directory_side, -1) {
  const std::vector<std::uint32_t> points = count_points(x, y);
  for (std::size_t place = 0; place < points.size(); ++place) {
    if (points[place] < least_points) continue;
    directory_[place] = static_cast<std::int32_t>(tiles_.size());
    const auto column = static_cast<std::int64_t>(place % directory_side),
               row = static_cast<std::int64_t>(place / directory_side);
    constexpr auto cells = static_cast<std::int64_t>(tile_cells), half = static_cast<std::int64_t>(directory_side / 2);
    tiles_.push_back({.column = (column - half) * cells, .row = (row - half) * cells, .node = {}});
  }
  parallel_chunks(tiles_.size(), 1, [&](std::size_t i, std::size_t) { fill(tiles_[i], tolerance, exact); });
}

// Nothing beyond the directory: 180 tiles of one degree, or 23,000 km and more, to each side of zero.
std::optional<ProjectionLattice::Cell> ProjectionLattice::cell_of(double x, double y) const {
  constexpr auto most = static_cast<double>(tile_cells * directory_side / 2);
  const double column = x * per_step_, row = y * per_step_;
  if (!(column >= -most && column < most && row >= -most && row < most)) return std::nullopt;
  const std::int64_t west = floor_of(column), south = floor_of(row);
  return Cell{west, south, column - static_cast<double>(west), row - static_cast<double>(south)};
}

std::size_t ProjectionLattice::directory_place(const Cell& cell) const {
  constexpr auto half = static_cast<std::int64_t>(directory_side / 2 * tile_cells);
  const auto column = static_cast<std::size_t>(cell.column + half), row = static_cast<std::size_t>(cell.row + half);
  return row / tile_cells * directory_side + column / tile_cells;
}

std::vector<std::uint32_t> ProjectionLattice::count_points(std::span<const double> x, std::span<const double> y) const {
  std::vector<std::atomic<std::uint32_t>> counts(directory_.size());
  // A point at a tile's very border may be counted beyond it; no more than a count depends on it.
  const double per_tile = per_step_ / tile_cells;
  constexpr double side = directory_side, half = side / 2;
  parallel_chunks(x.size(), chunk_size, [&](std::size_t begin, std::size_t end) {
    // Points lie in few tiles: shared counters, which are slow, are touched once a chunk for most of them.
    struct Run {
      std::size_t place = 0;
      std::uint32_t points = 0;
    };
    std::array<Run, 64> runs{};
    const auto pass_on = [&](const Run& run) {
      if (run.points > 0) counts[run.place].fetch_add(run.points, std::memory_order_relaxed);
    };
    for (std::size_t i = begin; i < end; ++i) {
      const double column = x[i] * per_tile + half, row = y[i] * per_tile + half;
      if (!(column >= 0 && column < side && row >= 0 && row < side)) continue;
      const std::size_t place = static_cast<std::uint32_t>(row) * directory_side + static_cast<std::uint32_t>(column);
      Run& run = runs[(place + place / directory_side * 8) % runs.size()];  // tiles of a block of 8 x 8 do not meet
      if (run.place != place) {
        pass_on(run);
        run = {.place = place, .points = 0};
      }
      ++run.points;
    }
    for (const Run& run : runs) pass_on(run);
  });
  return {counts.begin(), counts.end()};
}

Point ProjectionLattice::interpolated(const Tile& tile, std::size_t column, std::size_t row, double dx,
                                      double dy) const {
  const std::array<double, 4> wx = weights(dx), wy = weights(dy);
  Both sum{0, 0};
  for (std::size_t j = 0; j < 4; ++j) {
    const Point* const node = tile.node.data() + (row + j) * tile_nodes + column;
    sum += wy[j] * (wx[0] * both(node[0]) + wx[1] * both(node[1]) + wx[2] * both(node[2]) + wx[3] * both(node[3]));
  }
  return {sum[0], sum[1]};
}

void ProjectionLattice::fill(Tile& tile, double tolerance, const Exact& exact) const {
  std::vector<double> x, y;
  const auto add = [&](std::size_t column, std::size_t row, double dx, double dy) {
    x.push_back((static_cast<double>(tile.column) + static_cast<double>(column) + dx) * step_);
    y.push_back((static_cast<double>(tile.row) + static_cast<double>(row) + dy) * step_);
  };
  for (std::size_t row = 0; row < tile_nodes; ++row)
    for (std::size_t column = 0; column < tile_nodes; ++column) add(column, row, -1, -1);
  for (std::size_t cell = 0; cell < tile.usable.size(); ++cell)
    for (const Point at : check_places) add(cell % tile_cells, cell / tile_cells, at.x, at.y);
  exact(x, y);
  for (std::size_t i = 0; i < tile.node.size(); ++i) tile.node[i] = {x[i], y[i]};
  std::size_t check = tile.node.size();
  for (std::size_t cell = 0; cell < tile.usable.size(); ++cell) {
    tile.usable[cell] = true;
    for (const Point at : check_places) {
      const Point guess = interpolated(tile, cell % tile_cells, cell / tile_cells, at.x, at.y);
      tile.usable[cell] = tile.usable[cell] && is_near(guess, {x[check], y[check]}, tolerance);
      ++check;
    }
  }
}

std::optional<Point> ProjectionLattice::at(double x, double y) const {
  const std::optional<Cell> cell = cell_of(x, y);
  if (!cell) return std::nullopt;
  const std::int32_t number = directory_[directory_place(*cell)];
  if (number < 0) return std::nullopt;
  const Tile& tile = tiles_[static_cast<std::size_t>(number)];
  const auto column = static_cast<std::size_t>(cell->column - tile.column),
             row = static_cast<std::size_t>(cell->row - tile.row);
  if (!tile.usable[row * tile_cells + column]) return std::nullopt;
  return interpolated(tile, column, row, cell->dx, cell->dy);
}

}  // namespace vigie
