// Where cases are denser than controls: the logarithm of the ratio of two densities with one bandwidth.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/surface.h"
#include "engine/statistics/density.h"

namespace vigie {

/// Points in metres, x and y of equal length.
struct RiskSample {
  std::span<const double> x, y;
  std::size_t size() const { return x.size(); }
};

/// One bandwidth for both samples: with two the ratio would show rings that the data do not have.
struct RiskSmoothing {
  Kernel kernel = Kernel::quartic;
  double bandwidth = 0;  // metres
  EdgeCorrection edge = EdgeCorrection::uniform;
};

/// Samples with fewer points give no ratio.
inline constexpr std::size_t fewest_risk_points = 20;

/// All vectors have one entry per cell.
struct LogRelativeRisk {
  Surface log_risk;                  // ln(f/g); NaN outside, where masked, and where no case is within reach
  std::vector<std::uint8_t> masked;  // 1 inside the study area where controls are too thin to compare with
  std::vector<double> z;             // ln(f/g) over its standard deviation if both densities were equal
  std::vector<double> p;             // two-sided, normal; NaN where log_risk is
};

/// f of `cases` and g of `controls` at the centre of each square cell (Bithell 1991; Kelsall & Diggle 1995). With an
/// edge correction both integrate to 1 over the study area, without one over the plane. Masked where g is below 1 % of
/// its mean over the study area, where less than 5 % of the kernel lies inside, and everywhere if a sample has fewer
/// than 20 points. z divides by sqrt(R(s) (1/n1 + 1/n2) / pooled density), R(s) the integral over the study area of
/// the squared kernel, corrected as the densities are (Hazelton & Davies 2009). `inside` is the share of each cell in
/// the study area. Does not depend on the order of points. Throws DataError for a bandwidth <= 0.
LogRelativeRisk log_relative_risk(const RiskSample& cases, const RiskSample& controls, const RiskSmoothing& smoothing,
                                  const Grid& grid, std::span<const double> inside);

/// Rule of thumb for the common bandwidth in metres: the spread of the pooled distinct points, with the geometric mean
/// of the numbers of distinct cases and controls as their number (Davies & Hazelton 2010). NaN where rule_bandwidth is.
double common_bandwidth(const RiskSample& cases, const RiskSample& controls, Kernel kernel, BandwidthRule rule);

}  // namespace vigie
