// Lattice arithmetic of square and hexagonal cells.
#include "engine/data/grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

#include "engine/base/error.h"
#include "engine/base/floor_of.h"
#include "engine/base/numbers.h"
#include "engine/base/wide_vectors.h"

namespace vigie {
namespace {

const double row_step = std::numbers::sqrt3 / 2;  // of hexagon rows, in cell sizes

bool is_odd(std::int64_t row) {
  return (row & 1) != 0;
}

Point hexagon_centre(std::int64_t column, std::int64_t row, double size) {
  return {(static_cast<double>(column) + (is_odd(row) ? 0.5 : 0.0)) * size, static_cast<double>(row) * row_step * size};
}

struct LatticePosition {
  std::int64_t column, row;
};

// The number of the lattice line at or before `at`, where line n lies at n * size as rounded. Division alone may miss
// by one on a line that is no round number.
std::int64_t line_before(double at, double size) {
  auto line = floor_of(at / size);
  if (at < static_cast<double>(line) * size) --line;
  if (at >= static_cast<double>(line + 1) * size) ++line;
  return line;
}

LatticePosition square_at(Point p, double size) {
  return {line_before(p.x, size), line_before(p.y, size)};
}

// The nearest of the (at most two by two) centres around the point; on a tie the one that comes last by (y, x).
LatticePosition hexagon_at(Point p, double size) {
  const auto below = floor_of(p.y / (row_step * size));
  // Squared distances to two centres that differ by less than the rounding of coordinates are equal.
  const double tie = 4 * std::numeric_limits<double>::epsilon() * (std::abs(p.x) + std::abs(p.y) + size) * size;
  LatticePosition best{0, 0};
  double best_distance = std::numeric_limits<double>::infinity();
  for (std::int64_t row = below; row <= below + 1; ++row) {
    const double shift = is_odd(row) ? 0.5 : 0.0;
    const auto left = floor_of(p.x / size - shift);
    for (std::int64_t column = left; column <= left + 1; ++column) {
      const Point c = hexagon_centre(column, row, size);
      const double distance = (p.x - c.x) * (p.x - c.x) + (p.y - c.y) * (p.y - c.y);
      if (distance <= best_distance + tie) {
        best_distance = std::min(best_distance, distance);
        best = {column, row};
      }
    }
  }
  return best;
}

LatticePosition position_at(const Grid& grid, Point p) {
  return grid.shape == CellShape::square ? square_at(p, grid.cell_size) : hexagon_at(p, grid.cell_size);
}

LatticePosition position_of(const Grid& grid, std::int64_t index) {
  return {grid.first_column + index % grid.columns, grid.first_row + index / grid.columns};
}

}  // namespace

std::int64_t Grid::cell_at(Point p) const {
  // Further out, lattice numbers leave the integers that doubles can tell apart; NaN belongs nowhere.
  constexpr double farthest = 1e15;
  if (!(std::abs(p.x) < farthest * cell_size && std::abs(p.y) < farthest * cell_size)) return -1;
  const LatticePosition at = position_at(*this, p);
  const std::int64_t column = at.column - first_column, row = at.row - first_row;
  if (column < 0 || row < 0 || column >= columns || row >= rows) return -1;
  return row * columns + column;
}

namespace {

// Rounds down what nearest_whole rounds.
inline double floor_by_adding(double value) {
  const double nearest = nearest_whole(value);
  return nearest > value ? nearest - 1 : nearest;
}

// line_before without a division: the product misses by one at most, and that is put right.
inline double line_below(double at, double size, double per_size) {
  const double guess = floor_by_adding(at * per_size);
  const double line = at < guess * size ? guess - 1 : guess;
  return at >= (line + 1) * size ? line + 1 : line;
}

VIGIE_WIDE_VECTORS void squares_at(const Grid& grid, const double* x, const double* y, std::int32_t* cell,
                                   std::size_t count) {
  const double size = grid.cell_size, per_size = 1 / grid.cell_size;
  const auto first_column = static_cast<double>(grid.first_column), first_row = static_cast<double>(grid.first_row);
  const auto columns = static_cast<double>(grid.columns), rows = static_cast<double>(grid.rows);
  for (std::size_t i = 0; i < count; ++i) {
    const double column = line_below(x[i], size, per_size) - first_column;
    const double row = line_below(y[i], size, per_size) - first_row;
    double index = row * columns + column;  // one condition after the other, for the compiler; NaN meets none
    index = column >= 0 ? index : -1;
    index = column < columns ? index : -1;
    index = row >= 0 ? index : -1;
    index = row < rows ? index : -1;
    cell[i] = static_cast<std::int32_t>(index);
  }
}

}  // namespace

void Grid::cells_at(std::span<const double> x, std::span<const double> y, std::span<std::int32_t> cell) const {
  if (size() > std::numeric_limits<std::int32_t>::max())
    throw std::logic_error("cells of so large a grid need 64 bits");
  if (shape == CellShape::square) return squares_at(*this, x.data(), y.data(), cell.data(), cell.size());
  for (std::size_t i = 0; i < cell.size(); ++i) cell[i] = static_cast<std::int32_t>(cell_at({x[i], y[i]}));
}

Point Grid::centre(std::int64_t index) const {
  const LatticePosition at = position_of(*this, index);
  if (shape == CellShape::hexagon) return hexagon_centre(at.column, at.row, cell_size);
  return {(static_cast<double>(at.column) + 0.5) * cell_size, (static_cast<double>(at.row) + 0.5) * cell_size};
}

Ring Grid::outline(std::int64_t index) const {
  if (shape == CellShape::square) {
    const LatticePosition at = position_of(*this, index);
    const double west = static_cast<double>(at.column) * cell_size,
                 east = static_cast<double>(at.column + 1) * cell_size;
    const double south = static_cast<double>(at.row) * cell_size, north = static_cast<double>(at.row + 1) * cell_size;
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
  }
  // Corners are computed from lattice numbers, so that neighboring cells share them to the last bit.
  const LatticePosition at = position_of(*this, index);
  const double half = cell_size / 2;
  const double third = cell_size / (2 * std::numbers::sqrt3);  // a third of the row step times two
  const auto halves = static_cast<double>(2 * at.column + (is_odd(at.row) ? 1 : 0));
  const auto thirds = static_cast<double>(3 * at.row);
  const double west = (halves - 1) * half, middle = halves * half, east = (halves + 1) * half;
  const double south = (thirds - 2) * third, low = (thirds - 1) * third;
  const double high = (thirds + 1) * third, north = (thirds + 2) * third;
  return {{middle, south}, {east, low}, {east, high}, {middle, north}, {west, high}, {west, low}, {middle, south}};
}

std::string Grid::id(std::int64_t index) const {
  const LatticePosition at = position_of(*this, index);
  return fmt::format("{}{}_{}_{}", shape == CellShape::square ? 's' : 'h', number_text(cell_size), at.column, at.row);
}

double Grid::cell_area() const {
  return shape == CellShape::square ? cell_size * cell_size : row_step * cell_size * cell_size;
}

Box Grid::extent() const {
  Box box;
  if (size() == 0) return box;
  for (std::int64_t index : {std::int64_t{0}, columns - 1, (rows - 1) * columns, size() - 1})
    for (Point p : outline(index)) box.add(p);
  if (shape == CellShape::hexagon && rows > 1)  // the second row may stand out by half a cell
    for (std::int64_t index : {columns, 2 * columns - 1})
      for (Point p : outline(index)) box.add(p);
  return box;
}

namespace {

[[noreturn]] void refuse_size(const Box& box, double cell_size, double cells, std::int64_t limit) {
  throw DataError(
      fmt::format("grid: cells of {} m over an extent of {:.0f} by {:.0f} m would be {:.3g} cells, more than {}; "
                  "choose a larger grid.cell_size or check the study area for stray parts",
                  number_text(cell_size), box.width(), box.height(), cells, limit));
}

Grid squares_over(const Box& box, double cell_size) {
  const LatticePosition low = square_at({box.min_x, box.min_y}, cell_size);
  const LatticePosition high = square_at({box.max_x, box.max_y}, cell_size);
  return {CellShape::square, cell_size, low.column, low.row, high.column - low.column + 1, high.row - low.row + 1};
}

Grid hexagons_over(const Box& box, double cell_size) {
  // A hexagon reaches 1/sqrt(3) cell sizes above and below its centre and 1/2 to either side; odd rows stand 1/2
  // further east. The slack keeps cells that rounding alone could leave out.
  constexpr double slack = 1e-9;
  const double reach = cell_size / std::numbers::sqrt3, step = row_step * cell_size;
  const auto first_row = static_cast<std::int64_t>(std::ceil((box.min_y - reach) / step - slack));
  const auto last_row = static_cast<std::int64_t>(std::floor((box.max_y + reach) / step + slack));
  const auto first_column = static_cast<std::int64_t>(std::floor(box.min_x / cell_size - slack));
  const auto last_column = static_cast<std::int64_t>(std::floor(box.max_x / cell_size + 0.5 + slack));
  return {CellShape::hexagon,      cell_size, first_column, first_row, last_column - first_column + 1,
          last_row - first_row + 1};
}

}  // namespace

Grid grid_over(const Box& box, CellShape shape, double cell_size, std::int64_t limit) {
  if (!(cell_size > 0 && std::isfinite(cell_size)))
    throw UsageError(fmt::format("grid.cell_size: {} m is no cell size; give a length above 0", cell_size));
  if (box.empty()) throw DataError("grid: nothing to cover; is the study area empty?");
  // Checked in doubles first: the lattice numbers of an absurd extent would not fit an integer.
  const double columns = box.width() / cell_size, rows = box.height() / cell_size;
  const double farthest = std::max({-box.min_x, box.max_x, -box.min_y, box.max_y}) / cell_size;
  if (!(columns * rows <= static_cast<double>(limit) * 1.2 && columns + rows < 1e15 && farthest < 1e15))
    refuse_size(box, cell_size, (columns + 1) * (rows + 1), limit);
  const Grid grid = shape == CellShape::square ? squares_over(box, cell_size) : hexagons_over(box, cell_size);
  if (grid.columns > limit / grid.rows)
    refuse_size(box, cell_size, static_cast<double>(grid.columns) * static_cast<double>(grid.rows), limit);
  return grid;
}

}  // namespace vigie
