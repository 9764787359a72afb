// Bandwidths that the points themselves choose, by leaving each out in turn.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/statistics/density.h"

namespace vigie {

/// least_squares: the integral of f^2 less twice the mean of f_{-i}(x_i), to be small (Rudemo 1982; Bowman 1984); over
/// the whole plane, no edge correction. likelihood: the sum of log f_{-i}(x_i), to be large, with edge correction.
/// f is scaled to integrate to 1; f_{-i} leaves point i out.
enum class BandwidthCriterion { least_squares, likelihood };

/// Kernel mass inside the study area at each point, for edge correction; none for the whole plane.
struct EdgeMass {
  EdgeCorrection correction = EdgeCorrection::none;
  std::vector<double> mass;  // one per point, or empty with `none`
};

/// By all pairs within reach; the likelihood is -infinity where a point has no other within reach. Distances in metres,
/// scores per square metre (least squares) or logarithms of it.
double bandwidth_score(std::span<const double> x, std::span<const double> y, Kernel kernel, double bandwidth,
                       BandwidthCriterion criterion, const EdgeMass& edge);

/// The study area for edge correction of the likelihood.
struct EdgeGrid {
  const Grid& grid;
  std::span<const double> inside;
  EdgeCorrection correction;
};

struct BandwidthSearch {
  double bandwidth = 0;            // metres; NaN for fewer than 5 distinct points, no spread or no finite score
  std::size_t distinct = 0;        // different places
  std::size_t used = 0;            // of them, drawn at random where there are more than 3000
  double lowest = 0, highest = 0;  // searched
  enum class Found { inside, at_lowest, at_highest } found = Found::inside;
};

constexpr std::size_t largest_bandwidth_sample = 3000;

/// The best bandwidth between a fortieth of the oversmoothed one and one and a half times it: on 28 steps of equal
/// ratio, then by golden sections around the best. Distinct points only. With a sample of m out of n the result is
/// scaled by (m/n)^(1/6), the rate at which such bandwidths shrink. Does not depend on the order of the points.
BandwidthSearch search_bandwidth(std::span<const double> x, std::span<const double> y, Kernel kernel,
                                 BandwidthCriterion criterion, const EdgeGrid& edge);

}  // namespace vigie
