// Shares of grid cells by cutting the shape in halves until a block of cells is full, empty or a single cell.
#include "engine/geometry/cell_shares.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/parallel.h"
#include "engine/geometry/polygon_clip.h"

namespace vigie {
namespace {

// A block of cells and what of the shape lies in its box. Coordinates are relative to the grid's first lattice line.
struct Block {
  std::int64_t first_column, first_row, columns, rows;  // within the window
  Box box;
  RingSoup rings;

  std::int64_t size() const { return columns * rows; }
};

// Lattice lines of the grid relative to its origin, so that far from (0,0) no digits are lost.
class LocalLattice {
 public:
  explicit LocalLattice(const Grid& grid) : grid_(grid) {}

  Point origin() const {
    if (grid_.shape == CellShape::square)
      return {static_cast<double>(grid_.first_column) * grid_.cell_size,
              static_cast<double>(grid_.first_row) * grid_.cell_size};
    return {static_cast<double>(grid_.first_column) * grid_.cell_size,
            static_cast<double>(3 * grid_.first_row) * third()};
  }

  Box box(std::int64_t first_column, std::int64_t first_row, std::int64_t columns, std::int64_t rows) const {
    Box box;
    if (grid_.shape == CellShape::square) {
      const Point origin = this->origin();
      const auto line = [&](std::int64_t number) { return static_cast<double>(number) * grid_.cell_size; };
      box.add(Point{line(grid_.first_column + first_column) - origin.x, line(grid_.first_row + first_row) - origin.y});
      box.add(Point{line(grid_.first_column + first_column + columns) - origin.x,
                    line(grid_.first_row + first_row + rows) - origin.y});
      return box;
    }
    const Point low = hexagon_centre(first_column, first_row);
    const Point high = hexagon_centre(first_column + columns - 1, first_row + rows - 1);
    const double half = grid_.cell_size / 2;
    // Odd rows stand half a cell further east.
    const bool mixed = rows > 1;
    const double west = mixed ? static_cast<double>(first_column) * grid_.cell_size : low.x;
    const double east = mixed ? static_cast<double>(first_column + columns - 1) * grid_.cell_size + half : high.x;
    box.add(Point{west - half, low.y - 2 * third()});
    box.add(Point{east + half, high.y + 2 * third()});
    return box;
  }

  /// Corners of a hexagon, counter-clockwise from the south.
  Ring hexagon(std::int64_t column, std::int64_t row) const {
    const Point c = hexagon_centre(column, row);
    const double half = grid_.cell_size / 2, low = third();
    return {{c.x, c.y - 2 * low}, {c.x + half, c.y - low}, {c.x + half, c.y + low},
            {c.x, c.y + 2 * low}, {c.x - half, c.y + low}, {c.x - half, c.y - low}};
  }

 private:
  double third() const { return grid_.cell_size / (2 * std::numbers::sqrt3); }  // a third of the step between rows
  Point hexagon_centre(std::int64_t column, std::int64_t row) const {
    const double shift = ((grid_.first_row + row) & 1) != 0 ? 0.5 : 0;
    return {(static_cast<double>(column) + shift) * grid_.cell_size, static_cast<double>(3 * row) * third()};
  }

  const Grid& grid_;
};

// True if every edge runs along a side of the box: then the shape holds all of the box or nothing of it.
bool only_sides(const RingSoup& rings, const Box& box) {
  for (std::size_t i = 0; i < rings.rings(); ++i) {
    const std::span<const Point> ring = rings.ring(i);
    Point previous = ring.back();
    for (const Point p : ring) {
      const bool along_x = p.y == previous.y && (p.y == box.min_y || p.y == box.max_y);
      const bool along_y = p.x == previous.x && (p.x == box.min_x || p.x == box.max_x);
      if (!along_x && !along_y) return false;
      previous = p;
    }
  }
  return true;
}

class ShareFinder {
 public:
  ShareFinder(const Grid& grid, std::vector<double>& shares) : grid_(grid), lattice_(grid), shares_(shares) {}

  Block whole(const MultiPolygon& shape) const {
    Block block{0, 0, grid_.columns, grid_.rows, lattice_.box(0, 0, grid_.columns, grid_.rows), {}};
    block.rings = cut(ring_soup(shape, lattice_.origin()), Axis::x, block.box.min_x, Keep::above);
    block.rings = cut(block.rings, Axis::x, block.box.max_x, Keep::below);
    block.rings = cut(block.rings, Axis::y, block.box.min_y, Keep::above);
    block.rings = cut(block.rings, Axis::y, block.box.max_y, Keep::below);
    return block;
  }

  /// Cuts the block across its longer side.
  std::pair<Block, Block> halves(const Block& block) const {
    if (block.columns > block.rows) {
      const std::int64_t half = block.columns / 2;
      return {part(block, Axis::x, Keep::below, 0, half),
              part(block, Axis::x, Keep::above, half, block.columns - half)};
    }
    const std::int64_t half = block.rows / 2;
    return {part(block, Axis::y, Keep::below, 0, half), part(block, Axis::y, Keep::above, half, block.rows - half)};
  }

  /// Writes the shares of the block's cells if that needs no further cut; cells not written stay 0.
  bool settled(const Block& block) const {
    if (block.rings.rings() == 0) return true;
    if (only_sides(block.rings, block.box)) {
      const double share = signed_area(block.rings) > block.box.width() * block.box.height() / 2 ? 1 : 0;
      for (std::int64_t row = block.first_row; row < block.first_row + block.rows; ++row)
        std::fill_n(shares_.begin() + (row * grid_.columns + block.first_column), block.columns, share);
      return true;
    }
    if (block.size() > 1) return false;
    shares_[static_cast<std::size_t>(block.first_row * grid_.columns + block.first_column)] = single_share(block);
    return true;
  }

  void fill(const Block& block) const {
    if (settled(block)) return;
    const auto [low, high] = halves(block);
    fill(low);
    fill(high);
  }

 private:
  Block part(const Block& block, Axis axis, Keep keep, std::int64_t offset, std::int64_t count) const {
    Block part{block.first_column, block.first_row, block.columns, block.rows, {}, {}};
    (axis == Axis::x ? part.first_column : part.first_row) += offset;
    (axis == Axis::x ? part.columns : part.rows) = count;
    part.box = lattice_.box(part.first_column, part.first_row, part.columns, part.rows);
    const double line = axis == Axis::x ? (keep == Keep::below ? part.box.max_x : part.box.min_x)
                                        : (keep == Keep::below ? part.box.max_y : part.box.min_y);
    part.rings = cut(block.rings, axis, line, keep);
    return part;
  }

  double single_share(const Block& block) const {
    double share = 0;
    if (grid_.shape == CellShape::square) {
      share = signed_area(block.rings) / (block.box.width() * block.box.height());
    } else {
      const Ring corners = lattice_.hexagon(block.first_column, block.first_row);
      RingSoup rings = block.rings;
      for (std::size_t i = 0; i < corners.size(); ++i)
        rings = cut_left_of(rings, corners[i], corners[(i + 1) % corners.size()]);
      share = signed_area(rings) / grid_.cell_area();
    }
    // Rounding must not make a whole cell partial, nor give an untouched one a share.
    return share < 1e-12 ? 0 : share > 1 - 1e-12 ? 1 : share;
  }

  const Grid& grid_;
  LocalLattice lattice_;
  std::vector<double>& shares_;
};

}  // namespace

std::vector<double> cell_shares(const Grid& grid, const MultiPolygon& shape) {
  std::vector<double> shares(static_cast<std::size_t>(grid.size()), 0.0);
  if (shares.empty() || shape.empty()) return shares;
  const ShareFinder finder(grid, shares);
  // First wide, into at most 64 blocks, then each block to its end: threads share the blocks.
  std::vector<Block> blocks{finder.whole(shape)};
  for (int level = 0; level < 6; ++level) {
    std::vector<Block> next;
    for (const Block& block : blocks) {
      if (finder.settled(block)) continue;
      auto [low, high] = finder.halves(block);
      next.push_back(std::move(low));
      next.push_back(std::move(high));
    }
    blocks = std::move(next);
  }
  parallel_chunks(blocks.size(), 1, [&](std::size_t begin, std::size_t) { finder.fill(blocks[begin]); });
  return shares;
}

}  // namespace vigie
