// How well places marked as hot in one period hold the events of the next: PAI, PEI, RRI, hit rate.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vigie {

/// Events of the later period inside the marked places and everywhere, and the areas of both (one unit of area).
/// The marked places must have been fixed before the later period began.
struct MarkedEvents {
  double inside = 0, total = 0;
  double area_inside = 0, area_total = 0;
};

/// n_H / N. NaN without events.
double hit_rate(const MarkedEvents& marked);
/// n_H / a_H: events per unit of area. NaN without area.
double search_efficiency(const MarkedEvents& marked);
/// PAI = (n_H / N) / (a_H / A) (Chainey, Tompson & Uhlig 2008). 0 if nothing was hit; NaN without events or areas.
double prediction_accuracy_index(const MarkedEvents& marked);
/// RRI of Levine 2008: hit rate of the later period over that of the earlier one. NaN where a divisor is 0.
double recapture_rate_index(const MarkedEvents& earlier, const MarkedEvents& later);

/// Ranked cells of the same study: what was predicted, what happened, the area of each. Equal lengths.
struct RankedCells {
  std::span<const double> predicted, observed, area;
};

/// The first `cells` cells by descending prediction (ties by position).
struct AccuracyStep {
  std::int64_t cells = 0;
  double area_share = 0, hit_rate = 0;
  double hit_rate_low = 0, hit_rate_high = 0;  // over all orders of the cells that tie with the last one
  double pai = 0;
  double pei = 0;        // PAI over the largest one possible with the same area; a last cell counts in part (Hunt 2016)
  double rri_ratio = 0;  // predicted over observed events in these cells; NaN where none was observed
};

/// One step for each cell. NaN where there are no events or there is no area. Throws DataError for a negative number.
std::vector<AccuracyStep> accuracy_curve(const RankedCells& cells);

/// The hit rate at a share (0..1) of the area, straight lines between steps, from (0, 0).
double hit_rate_at(std::span<const AccuracyStep> curve, double area_share);
/// PAI there; NaN for a share of 0.
double pai_at(std::span<const AccuracyStep> curve, double area_share);
/// Area under the hit rate over the share of area: 1/2 for places marked at random, at most 1.
double area_under_curve(std::span<const AccuracyStep> curve);

}  // namespace vigie
