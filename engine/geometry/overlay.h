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

/// The overlapping parts of shapes as disjoint pieces: one for each set of two or more shapes that lie over the same
/// ground, with the (sorted) indexes of these shapes. Faces under 1 square centimetre are left out.
struct OverlapPiece {
  MultiPolygon shape;
  std::vector<std::size_t> members;
};
std::vector<OverlapPiece> overlap_pieces(std::span<const MultiPolygon> shapes);

/// Groups of edge- or corner-connected cells as outlines; each group has the cells it is made of (sorted), groups come
/// by their first cell. Outlines are valid: parts that touch at a corner only are polygons of their own.
struct CellGroup {
  MultiPolygon outline;
  std::vector<std::int64_t> cells;
};
std::vector<CellGroup> cell_groups(const Grid& grid, std::span<const std::int64_t> cells);

/// A point inside the shape, near its middle; the centroid where that lies inside. NaN for an empty shape.
Point interior_point(const MultiPolygon& shape);

/// The area centroid, as spdep and GeoDa use it for distances between areas. NaN for an empty shape.
Point centroid(const MultiPolygon& shape);

/// Name and version of the library behind overlays, for the manifest.
std::string overlay_library_version();

}  // namespace vigie
