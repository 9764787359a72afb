// Instants, time zones and the clock texts that reports carry.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

namespace vigie {

/// Milliseconds since 1970-01-01T00:00:00Z.
using Instant = std::int64_t;
inline constexpr Instant no_instant = std::numeric_limits<Instant>::min();

/// Civil date and clock time without zone.
struct CivilTime {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0;
};

enum class TimeFault { none, missing, bad_date };

struct ParsedTime {
  Instant instant = no_instant;
  TimeFault fault = TimeFault::none;
  bool overlap = false;      // the local time exists twice (autumn); the earlier instant was taken
  std::string_view why;      // for bad_date: a static sentence for people ("30 February does not exist")
};

/// A zone of the IANA database.
class TimeZone {
 public:
  /// Throws UsageError for an unknown name, naming the nearest one.
  explicit TimeZone(std::string_view name);
  const std::string& name() const { return name_; }

  /// A local time in the spring gap is a bad_date; in the autumn overlap the earlier instant.
  ParsedTime instant(const CivilTime& local) const;
  CivilTime local(Instant instant) const;

 private:
  std::string name_;
  const void* zone_;  // date::time_zone, owned by the process-wide database
};

/// The version of the zone database in use, such as "2024a".
std::string zone_database_version();

/// Reads one column's times. `format`: "iso" (YYYY-MM-DD, also with T or space, seconds, fraction, Z or +hh:mm,
/// also YYYY-MM and YYYY/MM/DD), "epoch_s", "epoch_ms", "excel" (1900 system), or a strptime pattern.
/// Times without zone are local to `zone`. Thread-safe.
class TimeReader {
 public:
  /// Throws UsageError for a pattern that cannot be used.
  TimeReader(std::string format, TimeZone zone);
  ParsedTime parse(std::string_view text) const;
  const TimeZone& zone() const { return zone_; }

 private:
  std::string format_;
  TimeZone zone_;
};

/// 2024-06-01T02:00:00Z, or with three decimals where `milliseconds` asks for them.
enum class Precision { seconds, milliseconds };
std::string iso_text(Instant instant, Precision precision = Precision::seconds);

/// Days from 1970-01-01 of a civil date; for lengths of periods.
std::int64_t days_from_civil(int year, int month, int day);

}  // namespace vigie
