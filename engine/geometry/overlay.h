// Polygons against polygons: union, difference, shared area. Robust overlay by GEOS.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/data/grid.h"
#include "engine/data/shapes.h"

namespace vigie {

/// Union of all shapes; overlaps count once. Rings oriented, valid.
MultiPolygon unite(std::span<const MultiPolygon> shapes);
MultiPolygon intersect(const MultiPolygon& a, const MultiPolygon& b);
MultiPolygon subtract(const MultiPolygon& a, const MultiPolygon& b);

/// Shared area of every zone with one shape, square metres. Prepared and indexed: cheap for many zones.
std::vector<double> shared_areas(std::span<const MultiPolygon> zones, const MultiPolygon& shape);

/// Distance in metres from each shape to the nearest of `others` (0 if they touch; NaN if there are none).
std::vector<double> distances(std::span<const MultiPolygon> shapes, std::span<const MultiPolygon> others);

/// Pairs of zones that overlap by more than `minimum` square metres.
struct Overlap {
  std::size_t first, second;
  double area;
};
std::vector<Overlap> overlaps(std::span<const MultiPolygon> zones, double minimum = 1.0);

/// The overlapping parts of shapes as disjoint pieces: each piece with the (sorted) indexes of the shapes over it.
/// Only pieces under two or more shapes.
struct OverlapPiece {
  MultiPolygon shape;
  std::vector<std::size_t> members;
};
std::vector<OverlapPiece> overlap_pieces(std::span<const MultiPolygon> shapes);

/// Groups of edge- or corner-connected cells as outlines; each group has the cells it is made of (sorted).
struct CellGroup {
  MultiPolygon outline;
  std::vector<std::int64_t> cells;
};
std::vector<CellGroup> cell_groups(const Grid& grid, std::span<const std::int64_t> cells);

/// A point inside the shape, near its middle; the centroid where that lies inside.
Point interior_point(const MultiPolygon& shape);

/// The area centroid, as spdep and GeoDa use it for distances between areas.
Point centroid(const MultiPolygon& shape);

std::string overlay_library_version();

}  // namespace vigie
