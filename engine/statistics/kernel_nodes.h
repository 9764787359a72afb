// Points as masses at the centres of cells, by quadratic binning: count, mean and spread of each cell's points are
// kept.
#pragma once

#include <span>
#include <vector>

#include "engine/statistics/kernel_frame.h"
#include "engine/statistics/kernel_lattice.h"
#include "engine/statistics/point_rows.h"

namespace vigie {

/// The window with one ring of cells around it: cell (c, r) of the window is node (c + 1, r + 1).
struct Nodes {
  Lattice mass;
  /// Sums of weight and of squared weight, over the points of 2 by 2 nodes.
  Lattice weight, squared;
};

/// A point at (a, b) cells from the centre of its cell, |a|, |b| <= 1/2, gives its cell 1 - a^2 - b^2, the neighbors
/// east and west (a^2 + a)/2 and (a^2 - a)/2, those north and south the same in b, and the corners +-ab/4.
/// `weights`: one per point in the window, in the order of `rows`, or none for 1. Points outside are left out.
Nodes node_masses(const KernelFrame& frame, const PointRows& rows, std::span<const double> weights);

/// The same weights the other way: sum over nodes of value * share of the point, for each point in the window.
std::vector<double> at_points(const KernelFrame& frame, const PointRows& rows, const Lattice& nodes);

/// The same at (a, b) cells from the centre of one cell of the window.
double between_nodes(const Lattice& nodes, std::int64_t row, std::int64_t column, double a, double b);

/// Shares of the window's cells at the nodes; 0 on the ring.
Lattice area_nodes(const KernelFrame& frame, std::span<const double> inside);

}  // namespace vigie
