// Instants, time zones and the clock texts that reports carry.
#pragma once

#include <cstdint>
#include <limits>
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
  bool overlap = false;    // the local time exists twice (autumn); the earlier instant was taken
  std::string_view why{};  // for bad_date: a static sentence for people ("30 February does not exist")
};

/// The civil time read as UTC. A field out of its range, or a year outside 1..9999, is a bad_date; 24:00:00 is the next
/// day's 00:00, and second 60 becomes 59.
ParsedTime utc_instant(const CivilTime& civil);

/// When the clocks of one zone changed; made once per zone and kept.
struct ZoneOffsets;

/// A zone of the IANA database of the system. Its files end in 2037: later instants keep the last offset they name.
class TimeZone {
 public:
  /// Throws UsageError for an unknown name, naming the nearest one; NoInputError where the system has no zones.
  explicit TimeZone(std::string_view name);
  const std::string& name() const { return name_; }

  /// A local time in the spring gap is a bad_date; in the autumn overlap the earlier instant.
  ParsedTime instant(const CivilTime& local) const;
  CivilTime local(Instant instant) const;
  /// The first instant of a local day, also where the clocks jump over midnight.
  ParsedTime day_start(int year, int month, int day) const;

 private:
  std::string name_;
  const ZoneOffsets* offsets_;  // owned by the process-wide table
};

/// The version of the zone database in use, such as "2024a".
std::string zone_database_version();

/// Reads one column's times. `format`: "iso" (YYYY-MM-DD, also with T or space, seconds, fraction, Z or +hh:mm,
/// also YYYY-MM and YYYY/MM/DD), "epoch_s", "epoch_ms", "excel" (1900 system), or a strptime pattern.
/// Times without zone are local to `zone`; a date without clock time is the first instant of its day. Thread-safe.
/// Patterns know %Y %m %d %e %H %M %S (with an optional fraction) %b %B (English) %j %I %p %z %F %T %%.
class TimeReader {
 public:
  /// Throws UsageError for a pattern that cannot be used.
  TimeReader(std::string format, TimeZone zone);
  ParsedTime parse(std::string_view text) const;
  const TimeZone& zone() const { return zone_; }
  bool reads_iso() const { return format_ == Format::iso; }

 private:
  enum class Format { iso, epoch_s, epoch_ms, excel, pattern };
  std::string pattern_;
  Format format_;
  TimeZone zone_;
};

/// 2024-06-01T02:00:00Z, or with three decimals where `milliseconds` asks for them.
enum class Precision { seconds, milliseconds };
std::string iso_text(Instant instant, Precision precision = Precision::seconds);

/// Days from 1970-01-01 of a civil date; for lengths of periods.
std::int64_t days_from_civil(int year, int month, int day);

}  // namespace vigie
