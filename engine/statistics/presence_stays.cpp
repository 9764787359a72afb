// One pass over the hours with presence.
#include "engine/statistics/presence_stays.h"

#include <algorithm>
#include <cmath>

#include "engine/base/missing.h"

namespace vigie {
namespace {

constexpr double shortest_fitting = 10, longest_fitting = 16;  // minutes; Koper 1995
constexpr double rounding = 1e-9;  // minutes are sums of shares, 16 may come as 16.000000000000004
constexpr Instant hour = 3'600'000;

// Hours by the length of the visits that they make.
struct Lengths {
  std::int64_t shorter = 0, fitting = 0, longer = 0;
  void add(double minutes) {
    if (minutes < shortest_fitting - rounding) {
      ++shorter;
    } else if (minutes <= longest_fitting + rounding) {
      ++fitting;
    } else {
      ++longer;
    }
  }
};

}  // namespace

Stays presence_stays(std::span<const PresenceHour> hours, double interval) {
  Stays stays{0, no_number, no_number, no_number, no_number, no_number, false};
  if (hours.empty()) return stays;
  constexpr double seconds = 3600, minutes_per_hour = 60;
  const auto fewest_empty = std::max(1.0, std::ceil(2 * interval / seconds));
  Lengths lengths;
  double minutes = hours.front().minutes, gaps = 0, longest = 0;
  stays.number = 1;
  stays.persons_added = hours.front().minutes > minutes_per_hour + rounding;
  for (std::size_t i = 1; i < hours.size(); ++i) {
    const double empty = static_cast<double>(hours[i].begin - hours[i - 1].begin) / static_cast<double>(hour) - 1;
    stays.persons_added = stays.persons_added || hours[i].minutes > minutes_per_hour + rounding;
    if (empty < fewest_empty) {
      minutes += hours[i].minutes;
      continue;
    }
    lengths.add(minutes);
    minutes = hours[i].minutes;
    gaps += empty;
    longest = std::max(longest, empty);
    ++stays.number;
  }
  lengths.add(minutes);
  if (stays.number > 1) {
    stays.mean_gap = gaps / static_cast<double>(stays.number - 1);
    stays.longest_gap = longest;
  }
  if (interval > longest_interval_for_lengths || stays.persons_added) return stays;
  const auto all = static_cast<double>(stays.number);
  stays.shorter = static_cast<double>(lengths.shorter) / all;
  stays.fitting = static_cast<double>(lengths.fitting) / all;
  stays.longer = static_cast<double>(lengths.longer) / all;
  return stays;
}

}  // namespace vigie
