// Heat maps for the public: coloured only where enough lies under a pixel, and in five classes.
#pragma once

#include <vector>

#include "engine/data/surface.h"

namespace vigie {

/// Pixels of a public heat map are at least this wide, in metres (METHODS 16.8).
inline constexpr double least_pixel = 100;
/// Dwellings (or, where those are not known, inhabitants) within the kernel's radius of a coloured pixel.
inline constexpr double least_dwellings = 50;

/// What lies in each pixel, in the order of the surface's grid.
struct HeatMapSupport {
  double radius = 0;              // of the kernel, metres
  std::vector<double> events;     // published reports
  std::vector<double> dwellings;  // empty: not known
};

/// NaN where fewer than `least_events` events or `least_dwellings` dwellings lie in pixels whose centres are at most
/// the radius away; elsewhere the middle of one of five classes with about equal numbers of pixels, to two digits.
void classify_heat_map(Surface& surface, const HeatMapSupport& support, double least_events);

}  // namespace vigie
