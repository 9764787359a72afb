// Shares of few events, drawn to the overall share by as much as chance makes them scatter.
#pragma once

#include <span>
#include <vector>

namespace vigie {

/// Beta posteriors of shares, with a prior by moments: the overall share, and the variance between places beyond that
/// of drawing whole events (the analogue of Marshall 1991 for shares). NaN where `totals` is not above 0 or a value is
/// missing.
struct SharePosterior {
  std::vector<double> first, second;  // Beta shapes
  double overall = 0;                 // sum of parts over sum of totals
  double variance = 0;                // between places; 0: none shows, and the shapes are NaN
};

/// `parts` are counts out of `totals`, 0 <= part <= total.
SharePosterior share_posterior(std::span<const double> parts, std::span<const double> totals);

}  // namespace vigie
