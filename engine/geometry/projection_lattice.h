// Coordinates by interpolation between exact ones, where there are many points and the operation is smooth.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// A lattice of exact results with cubic interpolation between them (Lagrange, 4 x 4 nodes). Cells lie at multiples of
/// a fixed step, and whether one is used depends on the operation and on how many points lie around it: a result
/// depends neither on threads nor on the order of points.
class ProjectionLattice {
 public:
  /// Transforms coordinates in place; not finite where that is impossible. Safe in several threads.
  using Exact = std::function<void(std::span<double> x, std::span<double> y)>;

  /// `step` between nodes, in units of x and y; a power of two, so that nodes are exact. `tolerance`, in units of the
  /// result, is what interpolation may differ from exact results at five points of each cell that is used.
  ProjectionLattice(std::span<const double> x, std::span<const double> y, double step, double tolerance,
                    const Exact& exact);

  /// No cell is used.
  bool empty() const { return tiles_.empty(); }
  /// Points that `interpolate` takes at most.
  static constexpr std::size_t block = 128;
  /// Results for points that need not be transformed exactly; known[i] is 0 for the others. As many of each, up to
  /// `block`. Safe in several threads.
  void interpolate(std::span<const double> x, std::span<const double> y, std::span<double> result_x,
                   std::span<double> result_y, std::span<std::uint8_t> known) const;

  /// The power of two next to a length of 4 to 8 km, for coordinates in degrees or in units of so many metres.
  static double step_for(bool degrees, double metres_per_unit);

 private:
  static constexpr std::size_t tile_cells = 16, tile_nodes = tile_cells + 3, directory_side = 720;
  // Cells of a tile with the nodes around them, one more on the west and south and two more on the east and north.
  struct Tile {
    std::int64_t column = 0, row = 0;  // of its first cell, from where x and y are 0
    std::array<Point, tile_nodes * tile_nodes> node;
    std::array<bool, tile_cells * tile_cells> usable{};
  };

  const Point* nodes_of(std::int32_t column, std::int32_t row) const;
  std::vector<std::uint32_t> count_points(std::span<const double> x, std::span<const double> y) const;
  void fill(Tile& tile, double tolerance, const Exact& exact) const;

  double step_, per_step_;
  std::vector<std::int32_t> directory_;  // tile of each place, -1: none
  std::vector<Tile> tiles_;
};

}  // namespace vigie
