// Tiles of cells where points are many, each proved before it is used.
#include "engine/geometry/projection_lattice.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>

#include "engine/base/floor_of.h"
#include "engine/base/parallel.h"
#include "engine/base/wide_vectors.h"

namespace vigie {
namespace {

// A tile costs about 1600 exact points.
constexpr std::uint32_t least_points = 4096;
constexpr std::size_t points_at_once = 65536;
constexpr std::size_t block = ProjectionLattice::block;
constexpr std::array<Point, 5> check_places{{{0.5, 0.5}, {0.2, 0.3}, {0.8, 0.2}, {0.3, 0.8}, {0.7, 0.7}}};
constexpr std::int32_t nowhere = -1;

// Where points lie between nodes: the column and row of their cell, and how far into it they are (0 to 1).
struct Places {
  std::array<std::int32_t, block> column, row;
  std::array<double, block> dx, dy;
};

// The cell that holds the coordinate, counted from `first` cells before zero, and how far into it; `nowhere` where it
// lies no less than `first` cells from zero.
inline void split(double coordinate, double per_step, std::int32_t first, std::int32_t& cell, double& within) {
  const double at = coordinate * per_step, most = first;
  const bool inside = at >= -most && at < most;
  const double kept = inside ? at : 0;
  const auto below = floor_of<std::int32_t>(kept);
  within = kept - static_cast<double>(below);
  cell = inside ? below + first : nowhere;
}

VIGIE_WIDE_VECTORS
void find_places(std::span<const double> x, std::span<const double> y, double per_step, std::int32_t first,
                 Places& places) {
  for (std::size_t i = 0; i < x.size(); ++i) split(x[i], per_step, first, places.column[i], places.dx[i]);
  for (std::size_t i = 0; i < y.size(); ++i) split(y[i], per_step, first, places.row[i], places.dy[i]);
}

// Lagrange weights of the nodes at -1, 0, 1 and 2, by node and then by point.
using Weights = std::array<std::array<double, block>, 4>;

inline void find_weights(const std::array<double, block>& within, std::size_t count, Weights& weights) {
  constexpr double sixth = 1.0 / 6;
  for (std::size_t i = 0; i < count; ++i) {
    const double t = within[i], a = t + 1, b = t - 1, c = t - 2;
    weights[0][i] = -t * b * c * sixth;
    weights[1][i] = a * b * c * 0.5;
    weights[2][i] = -a * t * c * 0.5;
    weights[3][i] = a * t * b * sixth;
  }
}

// Two points of a row of nodes at once.
using Two = double __attribute__((vector_size(4 * sizeof(double)), aligned(sizeof(double)), may_alias));

// nodes[i]: the one south-west of the cell of point i, among rows of `row_nodes`.
VIGIE_WIDE_VECTORS
void sum_cubic(std::span<const Point* const> nodes, std::size_t row_nodes, const Places& places,
               std::span<double> result_x, std::span<double> result_y) {
  Weights wx, wy;
  find_weights(places.dx, nodes.size(), wx);
  find_weights(places.dy, nodes.size(), wy);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Two west{0, 0, 0, 0}, east{0, 0, 0, 0};
    for (std::size_t j = 0; j < 4; ++j) {
      const Point* const row = nodes[i] + j * row_nodes;
      west += wy[j][i] * *reinterpret_cast<const Two*>(row);
      east += wy[j][i] * *reinterpret_cast<const Two*>(row + 2);
    }
    const Two both =
        west * Two{wx[0][i], wx[0][i], wx[1][i], wx[1][i]} + east * Two{wx[2][i], wx[2][i], wx[3][i], wx[3][i]};
    result_x[i] = both[0] + both[2];
    result_y[i] = both[1] + both[3];
  }
}

// The tile of the directory in which each point lies, or `nowhere`. A point at a tile's very border may be counted
// beyond it; no more than a count depends on it.
VIGIE_WIDE_VECTORS
void find_tiles(std::span<const double> x, std::span<const double> y, double per_tile, std::int32_t side,
                std::int32_t* tile) {
  const double half = side / 2, whole = side;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double column = x[i] * per_tile + half, row = y[i] * per_tile + half;
    const bool inside = column >= 0 && column < whole && row >= 0 && row < whole;
    const double kept_column = inside ? column : 0, kept_row = inside ? row : 0;
    const std::int32_t place = static_cast<std::int32_t>(kept_row) * side + static_cast<std::int32_t>(kept_column);
    tile[i] = inside ? place : nowhere;
  }
}

bool is_near(double a, double b, double tolerance) {
  return std::abs(a - b) <= tolerance;  // false for what is not finite
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

std::vector<std::uint32_t> ProjectionLattice::count_points(std::span<const double> x, std::span<const double> y) const {
  std::vector<std::atomic<std::uint32_t>> counts(directory_.size());
  parallel_chunks(x.size(), points_at_once, [&](std::size_t begin, std::size_t end) {
    // Points lie in few tiles, and many in turn in the same one: shared counters, which are slow, are touched seldom.
    struct Run {
      std::int32_t tile = 0;
      std::uint32_t points = 0;
    };
    std::array<Run, 64> runs{};
    const auto pass_on = [&](const Run& run) {
      if (run.points > 0) counts[static_cast<std::size_t>(run.tile)].fetch_add(run.points, std::memory_order_relaxed);
    };
    std::array<std::int32_t, 1024> tiles;
    for (std::size_t first = begin; first < end; first += tiles.size()) {
      const std::size_t count = std::min(tiles.size(), end - first);
      find_tiles(x.subspan(first, count), y.subspan(first, count), per_step_ / tile_cells, directory_side,
                 tiles.data());
      for (std::size_t i = 0; i < count;) {
        const std::int32_t tile = tiles[i];
        const std::size_t from = i;
        while (i < count && tiles[i] == tile) ++i;
        if (tile == nowhere) continue;
        const auto place = static_cast<std::size_t>(tile);
        Run& run = runs[(place + place / directory_side * 8) % runs.size()];  // tiles of a block of 8 x 8 do not meet
        if (run.tile != tile) {
          pass_on(run);
          run = {.tile = tile, .points = 0};
        }
        run.points += static_cast<std::uint32_t>(i - from);
      }
    }
    for (const Run& run : runs) pass_on(run);
  });
  return {counts.begin(), counts.end()};
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
  Places places;
  for (std::size_t i = 0; i < check_places.size(); ++i) {
    places.dx[i] = check_places[i].x;
    places.dy[i] = check_places[i].y;
  }
  for (std::size_t cell = 0; cell < tile.usable.size(); ++cell) {
    std::array<const Point*, check_places.size()> nodes;
    nodes.fill(tile.node.data() + cell / tile_cells * tile_nodes + cell % tile_cells);
    std::array<double, check_places.size()> guess_x, guess_y;
    sum_cubic(nodes, tile_nodes, places, guess_x, guess_y);
    tile.usable[cell] = true;
    for (std::size_t i = 0; i < check_places.size(); ++i, ++check)
      tile.usable[cell] =
          tile.usable[cell] && is_near(guess_x[i], x[check], tolerance) && is_near(guess_y[i], y[check], tolerance);
  }
}

// Null where there are none that may be used. Columns and rows are counted from the directory's first tile.
const Point* ProjectionLattice::nodes_of(std::int32_t column, std::int32_t row) const {
  if (column == nowhere || row == nowhere) return nullptr;
  const auto c = static_cast<std::size_t>(column), r = static_cast<std::size_t>(row);
  const std::int32_t number = directory_[r / tile_cells * directory_side + c / tile_cells];
  if (number < 0) return nullptr;
  const Tile& tile = tiles_[static_cast<std::size_t>(number)];
  const std::size_t within_column = c % tile_cells, within_row = r % tile_cells;
  if (!tile.usable[within_row * tile_cells + within_column]) return nullptr;
  return tile.node.data() + within_row * tile_nodes + within_column;
}

// Nothing is known beyond the directory: 180 tiles of one degree, or 23,000 km and more, to each side of zero.
void ProjectionLattice::interpolate(std::span<const double> x, std::span<const double> y, std::span<double> result_x,
                                    std::span<double> result_y, std::span<std::uint8_t> known) const {
  constexpr auto first = static_cast<std::int32_t>(tile_cells * directory_side / 2);
  static constexpr std::array<Point, 3 * tile_nodes + 4> none{};
  Places places;
  find_places(x, y, per_step_, first, places);
  std::array<const Point*, block> nodes;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Point* const here = nodes_of(places.column[i], places.row[i]);
    known[i] = here != nullptr ? 1 : 0;
    nodes[i] = here != nullptr ? here : none.data();
  }
  sum_cubic(std::span(nodes).first(x.size()), tile_nodes, places, result_x, result_y);
}

}  // namespace vigie
