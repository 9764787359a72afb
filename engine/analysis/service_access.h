// How far people live from a service, and the ground points that stand for where they live.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/analysis/study.h"

namespace vigie {

/// Points spread evenly over the neighbourhoods, on a lattice whose lines do not depend on the data; a neighbourhood
/// that no lattice point falls into has one point inside.
struct GroundPoints {
  std::vector<Point> at;
  std::vector<std::int32_t> zone;
  double spacing = 0;  // metres
};

/// `spacing` as wished, widened until there are at most about 100,000 points.
GroundPoints ground_points(const Study& study, double spacing);

/// Median distance in metres from the ground of each neighbourhood to the nearest service.
std::vector<double> distances_to_service(const Study& study, const std::vector<Point>& services);

/// Share of each neighbourhood's ground outside every service area.
std::vector<double> unserved_shares(const Study& study, const std::vector<MultiPolygon>& areas);

}  // namespace vigie
