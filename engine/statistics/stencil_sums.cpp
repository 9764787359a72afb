// Neighbor sums on regular grids: each row of a disk is one difference of prefix sums.
#include <algorithm>
#include <cmath>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/base/wide_vectors.h"
#include "engine/statistics/gi.h"

namespace vigie {
namespace {

// Neighbors in the row `rise` rows north: columns low..high, both included, counted from the cell's own column.
// `shift` is by how many half cells that row of hexagons lies east of the cell's own.
struct RowReach {
  std::int64_t rise, low, high, shift = 0;
};

std::int64_t floor_half(std::int64_t a) {
  return a >= 0 ? a / 2 : -((1 - a) / 2);
}

// Distances in half cells, squared: (2 columns + shift)^2 + (4 or 3) rise^2 are whole numbers, so that the only
// rounding is in the limit and cells at exactly the distance are in. `shift` is by how many half cells the other row of
// hexagons lies east of the own one.
class DiskRows {
 public:
  explicit DiskRows(const GridStencil& stencil)
      : grid_(stencil.grid),
        limit_(4 * stencil.distance * stencil.distance * (1 + 1e-12) /
               (stencil.grid.cell_size * stencil.grid.cell_size)) {}

  // The disk around a cell of a row that is shifted east by `own_shift` half cells.
  std::vector<RowReach> around(std::int64_t own_shift) const {
    std::vector<RowReach> disk;
    for (std::int64_t rise = 1 - grid_.rows; rise < grid_.rows; ++rise) {
      const std::int64_t other_shift = hexagons() ? (own_shift + rise) & 1 : 0;
      const RowReach reach = row(rise, other_shift - own_shift);
      if (reach.low > reach.high) continue;
      if (rise != 0) {
        disk.push_back(reach);
      } else if (reach.high > 0) {  // the cell itself is left out
        disk.push_back({0, reach.low, -1});
        disk.push_back({0, 1, reach.high});
      }
    }
    return disk;
  }
  bool hexagons() const { return grid_.shape == CellShape::hexagon; }

 private:
  RowReach row(std::int64_t rise, std::int64_t shift) const {
    const auto up = static_cast<double>(rise);
    const double room = limit_ - (hexagons() ? 3 : 4) * up * up;
    if (!(room >= 0)) return {rise, 0, -1};
    const auto most = static_cast<double>(2 * grid_.columns + 2);
    const auto halves = static_cast<std::int64_t>(std::min(most, std::floor(std::sqrt(room))));
    return {rise, -floor_half(halves + shift), floor_half(halves - shift), shift};
  }

  Grid grid_;
  double limit_;
};

// Prefix sums along each row, one entry more than the row has cells.
struct RowPrefixes {
  std::size_t stride = 0;
  std::vector<double> value;
  std::vector<std::int32_t> count;
};

bool takes_part(const GridStencil& stencil, std::span<const double> values, std::size_t cell) {
  return stencil.analyzed[cell] != 0 && !std::isnan(values[cell]);
}

RowPrefixes prefixes_of(std::span<const double> values, const GridStencil& stencil) {
  const auto columns = static_cast<std::size_t>(stencil.grid.columns);
  const auto rows = static_cast<std::size_t>(stencil.grid.rows);
  RowPrefixes prefix{columns + 1, std::vector<double>((columns + 1) * rows),
                     std::vector<std::int32_t>((columns + 1) * rows)};
  parallel_chunks(rows, 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      double* value = prefix.value.data() + row * prefix.stride;
      std::int32_t* count = prefix.count.data() + row * prefix.stride;
      for (std::size_t column = 0; column < columns; ++column) {
        const std::size_t cell = row * columns + column;
        const bool counts = takes_part(stencil, values, cell);
        value[column + 1] = value[column] + (counts ? values[cell] : 0);
        count[column + 1] = count[column] + (counts ? 1 : 0);
      }
    }
  });
  return prefix;
}

// Adds the neighbors in one row to the sums of a whole row of cells.
void add_reach(const RowPrefixes& prefix, std::int64_t other_row, const RowReach& reach, std::span<double> value,
               std::span<double> weight) {
  const auto columns = static_cast<std::int64_t>(value.size());
  const double* values = prefix.value.data() + static_cast<std::size_t>(other_row) * prefix.stride;
  const std::int32_t* counts = prefix.count.data() + static_cast<std::size_t>(other_row) * prefix.stride;
  for (std::int64_t column = 0; column < columns; ++column) {
    const std::int64_t begin = std::clamp<std::int64_t>(column + reach.low, 0, columns);
    const std::int64_t end = std::clamp<std::int64_t>(column + reach.high + 1, 0, columns);
    value[static_cast<std::size_t>(column)] += values[end] - values[begin];
    weight[static_cast<std::size_t>(column)] += counts[end] - counts[begin];
  }
}

// A neighbor by its place relative to a cell, with its weight.
struct Offset {
  std::int64_t rise, column;
  double weight;
};

std::vector<Offset> offsets_of(const GridStencil& stencil, const std::vector<RowReach>& disk) {
  const double size = stencil.grid.cell_size;
  const double row_height = stencil.grid.shape == CellShape::hexagon ? std::sqrt(3.0) / 2 * size : size;
  std::vector<Offset> offsets;
  for (const RowReach& reach : disk) {
    for (std::int64_t column = reach.low; column <= reach.high; ++column) {
      const double dx = (static_cast<double>(column) + static_cast<double>(reach.shift) / 2) * size;
      const double distance = std::hypot(dx, static_cast<double>(reach.rise) * row_height);
      const double weight = weight_at(stencil.decay, distance, stencil.distance, size);
      if (weight > 0) offsets.push_back({reach.rise, column, weight});
    }
  }
  return offsets;
}

// The neighbors of cells in even and in odd rows of the lattice.
struct Neighborhoods {
  std::vector<RowReach> disk[2];
  explicit Neighborhoods(const GridStencil& stencil) {
    const DiskRows rows(stencil);
    disk[0] = rows.around(0);
    disk[1] = rows.hexagons() ? rows.around(1) : disk[0];
  }
  const std::vector<RowReach>& at_row(const Grid& grid, std::int64_t row) const {
    return disk[(grid.first_row + row) & 1];
  }
};

// Values of the cells that take part, 0 elsewhere, and which these are.
struct Masked {
  std::vector<double> value, part;
};

VIGIE_WIDE_VECTORS void add_weighted(std::size_t count, double weight, const double* value, const double* part,
                                     double* sum, double* weights, double* squares, double* counts) {
  for (std::size_t c = 0; c < count; ++c) {
    sum[c] += weight * value[c];
    weights[c] += weight * part[c];
    squares[c] += weight * weight * part[c];
    counts[c] += part[c];
  }
}

NeighborSums decaying_sums(std::span<const double> values, const GridStencil& stencil) {
  const Neighborhoods around(stencil);
  const std::vector<Offset> offsets[2] = {offsets_of(stencil, around.disk[0]), offsets_of(stencil, around.disk[1])};
  const std::size_t cells = values.size();
  Masked masked{std::vector<double>(cells), std::vector<double>(cells)};
  for (std::size_t cell = 0; cell < cells; ++cell) {
    if (!takes_part(stencil, values, cell)) continue;
    masked.value[cell] = values[cell];
    masked.part[cell] = 1;
  }
  NeighborSums sums{std::vector<double>(cells), std::vector<double>(cells), std::vector<double>(cells),
                    std::vector<double>(cells)};
  const std::int64_t columns = stencil.grid.columns, rows = stencil.grid.rows;
  parallel_chunks(static_cast<std::size_t>(rows), 4, [&](std::size_t begin, std::size_t end) {
    for (auto row = static_cast<std::int64_t>(begin); row < static_cast<std::int64_t>(end); ++row) {
      for (const Offset& offset : offsets[(stencil.grid.first_row + row) & 1]) {
        const std::int64_t other = row + offset.rise;
        const std::int64_t first = std::max<std::int64_t>(0, -offset.column);
        const std::int64_t last = std::min(columns, columns - offset.column);
        if (other < 0 || other >= rows || first >= last) continue;
        const std::int64_t to = row * columns + first, from = other * columns + first + offset.column;
        add_weighted(static_cast<std::size_t>(last - first), offset.weight, masked.value.data() + from,
                     masked.part.data() + from, sums.value.data() + to, sums.weight.data() + to,
                     sums.squared.data() + to, sums.counted.data() + to);
      }
    }
  });
  for (std::size_t cell = 0; cell < cells; ++cell)
    if (!takes_part(stencil, values, cell))
      sums.value[cell] = sums.weight[cell] = sums.squared[cell] = sums.counted[cell] = no_number;
  return sums;
}

}  // namespace

std::vector<double> link_weights(std::span<const double> values, const GridStencil& stencil, std::size_t place) {
  const std::int64_t row = static_cast<std::int64_t>(place) / stencil.grid.columns;
  const std::int64_t column = static_cast<std::int64_t>(place) % stencil.grid.columns;
  std::vector<double> weights;
  for (const Offset& offset : offsets_of(stencil, Neighborhoods(stencil).at_row(stencil.grid, row))) {
    const std::int64_t other_row = row + offset.rise, other_column = column + offset.column;
    if (other_row < 0 || other_row >= stencil.grid.rows || other_column < 0 || other_column >= stencil.grid.columns)
      continue;
    const auto other = static_cast<std::size_t>(other_row * stencil.grid.columns + other_column);
    if (takes_part(stencil, values, other)) weights.push_back(offset.weight);
  }
  return weights;
}

NeighborSums neighbor_sums(std::span<const double> values, const GridStencil& stencil) {
  if (!stencil.decay.none()) return decaying_sums(values, stencil);
  const Neighborhoods around(stencil);
  const RowPrefixes prefix = prefixes_of(values, stencil);
  const auto columns = static_cast<std::size_t>(stencil.grid.columns);
  NeighborSums sums{std::vector<double>(values.size()), std::vector<double>(values.size()), {}, {}};
  parallel_chunks(static_cast<std::size_t>(stencil.grid.rows), 4, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      const std::span value = std::span(sums.value).subspan(row * columns, columns);
      const std::span weight = std::span(sums.weight).subspan(row * columns, columns);
      for (const RowReach& reach : around.at_row(stencil.grid, static_cast<std::int64_t>(row))) {
        const std::int64_t other = static_cast<std::int64_t>(row) + reach.rise;
        if (other >= 0 && other < stencil.grid.rows) add_reach(prefix, other, reach, value, weight);
      }
      for (std::size_t column = 0; column < columns; ++column)
        if (!takes_part(stencil, values, row * columns + column)) value[column] = weight[column] = no_number;
    }
  });
  sums.squared = sums.weight;
  return sums;
}

}  // namespace vigie
