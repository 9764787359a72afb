// Which boundary edges pass through which cell of a raster: the map that point lookup and contiguity search by.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// One edge of the boundary of a zone, outer or hole.
struct ZoneEdge {
  Point a, b;
  std::uint32_t zone;
};

/// All edges of positive length, zone by zone.
std::vector<ZoneEdge> zone_edges(std::span<const MultiPolygon> zones);

/// Square cells over the extent of the edges, with a frame of at least one empty cell around them. Every cell knows the
/// edges that come within `margin` of it (ascending); rounding can only add edges, never lose one.
class EdgeRaster {
 public:
  /// About `cells` cells, fewer along a thin extent.
  EdgeRaster(std::span<const ZoneEdge> edges, double margin, std::size_t cells);

  std::size_t columns() const { return columns_; }
  std::size_t rows() const { return rows_; }
  double west(std::size_t column) const { return origin_.x + static_cast<double>(column) * cell_; }
  double south(std::size_t row) const { return origin_.y + static_cast<double>(row) * cell_; }
  /// Also true on the outer frame; false for NaN.
  bool covers(Point p) const {
    return p.x >= origin_.x && p.y >= origin_.y && p.x < west(columns_) && p.y < south(rows_);
  }
  std::size_t column_of(double x) const { return position(x - origin_.x, columns_); }
  std::size_t row_of(double y) const { return position(y - origin_.y, rows_); }
  std::span<const std::uint32_t> edges_in(std::size_t column, std::size_t row) const {
    return edges_in(row * columns_ + column);
  }
  std::span<const std::uint32_t> edges_in(std::size_t cell) const {
    return std::span(edge_).subspan(start_[cell], start_[cell + 1] - start_[cell]);
  }
  /// Asks for what edges_in(cell) looks at.
  void prefetch(std::size_t cell) const { __builtin_prefetch(&start_[cell]); }

  /// Calls visit(column, row) for each cell within `margin` of the segment (and perhaps a few more).
  template <typename Visit>
  void visit_cells(Point a, Point b, double margin, Visit visit) const {
    if (a.y > b.y) std::swap(a, b);
    const double reach = margin + rounding_;
    const double slope = b.y > a.y ? (b.x - a.x) / (b.y - a.y) : 0;
    const std::size_t last_row = row_of(b.y + reach);
    for (std::size_t row = row_of(a.y - reach); row <= last_row; ++row) {
      const double low = std::clamp(south(row) - reach, a.y, b.y), high = std::clamp(south(row + 1) + reach, a.y, b.y);
      double low_x = low > a.y ? a.x + (low - a.y) * slope : a.x;
      double high_x = high < b.y ? a.x + (high - a.y) * slope : b.x;
      if (low_x > high_x) std::swap(low_x, high_x);
      const std::size_t last_column = column_of(high_x + reach);
      for (std::size_t column = column_of(low_x - reach); column <= last_column; ++column) visit(column, row);
    }
  }

 private:
  std::size_t position(double offset, std::size_t count) const {
    const double at = offset * per_cell_;
    return at > 0 ? std::min(static_cast<std::size_t>(at), count - 1) : 0;
  }

  Point origin_;
  double cell_ = 1, per_cell_ = 1;
  double rounding_ = 0;  // more than the arithmetic of visit_cells can be wrong by
  std::size_t columns_ = 1, rows_ = 1;
  std::vector<std::uint32_t> start_{0, 0};
  std::vector<std::uint32_t> edge_;
};

}  // namespace vigie
