// Which ground of which neighbourhood lies in which watch area, now and at the times of the incidents.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/analysis/study.h"
#include "engine/analysis/watch_validity.h"

namespace vigie {

/// What coverage is weighed by: dwellings, inhabitants where no dwellings are known, ground where neither is.
struct Homes {
  std::vector<double> count;  // per neighbourhood; NaN or 0: nobody lives there, or nobody knows
  std::string_view word;      // "dwellings", "population", "area"
};
Homes homes_of(const Study& study);

/// Shares of neighbourhoods in watch areas, whatever their dates.
class WatchedGround {
 public:
  explicit WatchedGround(const Study& study);

  struct Part {
    std::int32_t watch;
    double share;  // of the neighbourhood's area
  };
  /// Watch areas over a neighbourhood, ascending; those that only touch it are left out.
  const std::vector<Part>& over(std::size_t zone) const { return over_[zone]; }

  /// Homes in each watch area, taken as spread evenly over each neighbourhood; NaN where none are known at all.
  std::vector<double> homes_in_watch(const std::vector<double>& homes) const;

  /// Share of each neighbourhood's area in the watch areas flagged in `members`, averaged over the times of the
  /// incidents: what incidents would find if they fell on homes at random at the times at which they happened. Watch
  /// areas count as `valid` says. Without times, areas that are valid at all count throughout.
  std::vector<double> covered_at(const std::vector<Instant>& sorted_times, const std::vector<Validity>& valid,
                                 const std::vector<std::uint8_t>& members) const;

 private:
  double covered_in(std::size_t zone, const std::vector<std::int32_t>& watch) const;
  double covered_on_average(std::size_t zone, const std::vector<Instant>& times, const std::vector<Validity>& valid,
                            const std::vector<std::uint8_t>& members) const;

  const Study& study_;
  std::vector<std::vector<Part>> over_;  // per neighbourhood
};

/// sum h s / sum h over places with h > 0 and a share; NaN where there are none.
double weighted_share(const std::vector<double>& homes, const std::vector<double>& shares);

}  // namespace vigie
