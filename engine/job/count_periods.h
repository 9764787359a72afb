// The period that a row of counts speaks of.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/calendar.h"

namespace vigie {

/// Half open, or the reason why there is none.
struct CountPeriod {
  Instant from = no_instant, to = no_instant;
  std::string why;       // "" for a period that can be used
  std::string raw;       // the offending text
  bool missing = false;  // nothing is written where a day should be
};

class CountPeriodReader {
 public:
  enum class Ends { named, by_start };

  /// Without a column of ends a start such as 2024-03 or 2024 names its whole month or
  /// year, and any other start is refused, since nobody knows how long its period is.
  CountPeriodReader(const std::string& format, const TimeZone& zone, Ends ends);

  CountPeriod read(std::string_view start, std::string_view end) const;

 private:
  CountPeriod whole(std::string_view start) const;

  TimeReader reader_;
  TimeZone zone_;
  Ends ends_;
};

}  // namespace vigie
