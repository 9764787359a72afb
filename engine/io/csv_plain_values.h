// Numbers and times written the plain way, read without ceremony; whatever else they are is for the careful readers.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/calendar.h"

namespace vigie {

/// Digits with at most one decimal sign among them, and a minus before: `value` is then the same double as that of
/// parse_number. False, and `value` as it was, for any other text, and where more digits stand than a double can hold
/// exactly.
bool plain_decimal(std::string_view text, char decimal, double& value);

/// Up to 18 digits, the first of which is no zero unless it is the only one; -1 for any other text.
std::int64_t plain_whole(std::string_view text);

/// Clock times of ISO 8601 without fraction: YYYY-MM-DD, also with T or a space and hh:mm or hh:mm:ss, also with Z.
/// Gives what TimeReader gives, from a table of local midnights that fills itself; no_instant for any other text, and
/// on days when the clocks change. Safe in several threads.
class PlainTimes {
 public:
  explicit PlainTimes(TimeZone zone);
  Instant instant(std::string_view text) const;

 private:
  Instant midnight(int year, int month, int day) const;
  Instant find_midnight(int year, int month, int day) const;

  TimeZone zone_;
  mutable std::vector<std::atomic<Instant>> midnights_;  // in UTC, of each day of a table with months of 31 days
};

}  // namespace vigie
