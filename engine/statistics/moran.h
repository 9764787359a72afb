// Global association: are similar values near each other over the whole map?
#pragma once

#include <limits>
#include <span>

#include "engine/statistics/gi.h"
#include "engine/statistics/link_moments.h"

namespace vigie {

/// NaN where there is no test: values that do not vary, fewer than four places with neighbors, or links that leave
/// nothing to vary (everybody is everybody's neighbor). `p` is two-sided, from the normal distribution.
struct GlobalTest {
  double value = std::numeric_limits<double>::quiet_NaN();
  double expected = value, variance = value;
  double z = value, p = value;
};

/// What is taken as random: where the given values lie, or the values themselves, drawn from one normal distribution.
enum class Assumption { randomization, normality };

// In the following `sums` are the neighbor sums of the values over the weights as given, and `links` their moments as
// the statistic uses them. Places without value take no part, nor do their links. The number of places in expectation
// and variance is that of places with neighbors.

/// Moran 1950; moments of Cliff & Ord 1981. Islands stay in the mean and in the variance of the values.
GlobalTest morans_i(std::span<const double> values, const NeighborSums& sums, const LinkMoments& links,
                    Assumption assumption = Assumption::randomization);

/// Geary 1954; below 1 where similar values are near each other, so that z is negative there. Islands as for Moran.
GlobalTest gearys_c(std::span<const double> values, const NeighborSums& sums, const LinkMoments& links);

/// Getis & Ord 1992, for values that are not negative: high where high values are near each other. Islands are left
/// out. NaN too where one place alone has a value above 0.
GlobalTest general_g(std::span<const double> values, const NeighborSums& sums, const LinkMoments& links);

}  // namespace vigie
