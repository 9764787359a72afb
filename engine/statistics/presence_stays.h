// What minutes by whole hours can say about visits, and what they cannot.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/calendar.h"

namespace vigie {

/// Minutes of presence in the hour that begins then.
struct PresenceHour {
  Instant begin;
  double minutes;
};

/// Visits that can be told apart. Hours without a number between them are one visit as far as anybody can know; it ends
/// where the time without presence surely exceeds twice the recording interval (METHODS 10.15).
struct Stays {
  std::int64_t number = 0;
  /// Whole hours without presence between one visit and the next, so the gap is at least that long; NaN for fewer than
  /// two visits.
  double mean_gap, longest_gap;
  /// Of the visits: the minutes of all their hours add up to less than 10, to 10 to 16, to more. In the first no visit
  /// of 10 minutes can hide, in the last one may. Sum to 1; NaN without visits, where the interval is longer than 3
  /// minutes (an end of a visit is known to one interval only), and where an hour holds more than 60 minutes, since
  /// then persons were added up.
  double shorter, fitting, longer;
  bool persons_added = false;
};

/// `hours` ascend, no hour stands twice, minutes are above 0. `interval` is the recording interval in seconds, above 0.
Stays presence_stays(std::span<const PresenceHour> hours, double interval);

/// Recording interval in seconds up to which minutes tell a visit of 10 to 16 minutes from others: its two ends are
/// uncertain by one interval each, and the range is 6 minutes wide.
inline constexpr double longest_interval_for_lengths = 180;

}  // namespace vigie
