// The nearest neighbor index: are points closer together than random points in the study area?
#pragma once

#include <cstddef>
#include <span>

#include "engine/data/shapes.h"

namespace vigie {

/// A mean nearest-neighbor distance against its expectation for random points. NaN for fewer than 2 points.
struct NearestNeighborTest {
  double expected;  // metres
  double index;     // mean distance over the expected one: below 1 clustered, above 1 evenly spread
  double error;     // standard deviation of the index of random points
  double z, p;      // p two-sided, from the normal distribution
};

struct NearestNeighborResult {
  std::size_t points, places;  // places: distinct positions
  std::size_t coincident;      // points that share their position with another
  double mean;                 // of the distances in metres
  NearestNeighborTest plain;   // Clark & Evans 1954: no correction, wide areas
  NearestNeighborTest edge;    // Donnelly 1978: corrected for the boundary
};

enum class Coincident { kept, collapsed };

/// x, y in metres. `area` in square metres, `perimeter` in metres, both of the study area. Donnelly's constant is 0.041
/// (some programs use 0.0412). Kept coincident points have the distance 0. Same result for any order of points.
NearestNeighborResult nearest_neighbors(std::span<const double> x, std::span<const double> y, double area,
                                        double perimeter, Coincident coincident);

}  // namespace vigie
