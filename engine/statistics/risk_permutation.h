// How often labels dealt at random over the same points give cases that are as dense, or as thin, as they are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/log_relative_risk.h"

namespace vigie {

/// One entry per cell; NaN where a cell is not tested or no point is within reach.
struct RiskPermutation {
  std::vector<double> p;  // two-sided, of this cell alone: min(1, 2 min(upper, lower)), each (M + 1) / (R + 1)
  std::vector<double>
      adjusted;  // share of draws whose largest deviation anywhere reaches this cell's; (M + 1) / (R + 1)
  std::vector<double> deviation;  // above 0 where cases are denser than their share of all points
  double overall = 1;             // smallest `adjusted`: whether cases and controls differ anywhere
};

/// Labels of cases and controls are dealt again `draws` times over all points; the number of cases stays. Each cell
/// compares the kernel sum of the cases, which for a fixed sum of all points rises with ln(f/g). Points are taken at
/// the centres of their cells, dealt ones and observed ones alike, so that the level is exact; `tested` says where. The
/// deviation is that of the angular transform of the share of cases, over its standard deviation under this null: its
/// size is comparable between dense and thin places (single step of Westfall & Young 1993). Draws are addressed by
/// (seed, draw) and do not depend on the order of points. Points outside the grid's window are left out.
RiskPermutation permute_risk(const RiskSample& cases, const RiskSample& controls, const RiskSmoothing& smoothing,
                             const Grid& grid, std::span<const double> inside, std::span<const std::uint8_t> tested,
                             int draws, std::uint64_t seed);

/// Elementary steps of `draws` draws, for a choice of their number: about 2.5e9 take a second on one processor.
double permutation_effort(const RiskSample& cases, const RiskSample& controls, const RiskSmoothing& smoothing,
                          const Grid& grid);

}  // namespace vigie
