// Clock texts of reports: ISO, epochs, spreadsheet serials and strptime patterns.
#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/time_cursor.h"
#include "engine/base/time_pattern.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

std::string_view iso_hint(std::string_view text) {
  const ParsedNumber number = parse_number(text);
  if (number.fault == NumberFault::none) return "a bare number; set time_format to epoch_s, epoch_ms or excel";
  const bool short_start = text.size() > 2 && text.find_first_of("/.-") <= 2;
  return short_start ? "not an ISO date; set time_format, such as %d/%m/%Y %H:%M"
                     : "not an ISO date such as 2024-06-01T14:30:00; set time_format";
}

bool read_clock(TimeCursor& cursor, CivilTime& civil) {
  const std::optional<int> hour = cursor.number(2, 2);
  if (!hour || !cursor.take(':')) return false;
  const std::optional<int> minute = cursor.number(2, 2);
  if (!minute) return false;
  civil.hour = *hour;
  civil.minute = *minute;
  if (!cursor.take(':')) return true;
  const std::optional<int> second = cursor.number(2, 2);
  if (!second) return false;
  civil.second = *second;
  if (!cursor.take('.') && !cursor.take(',')) return true;
  const std::optional<int> fraction = cursor.fraction();
  civil.millisecond = fraction.value_or(0);
  return fraction.has_value();
}

TimeReading read_iso(std::string_view text) {
  TimeCursor cursor(text);
  TimeReading reading;
  const std::optional<int> year = cursor.number(4, 4);
  const char separator = cursor.peek();
  if (!year || (separator != '-' && separator != '/')) return {.why = iso_hint(text)};
  cursor.take(separator);
  const std::optional<int> month = cursor.number(2, 2);
  if (!month) return {.why = iso_hint(text)};
  reading.civil.year = *year;
  reading.civil.month = *month;
  if (cursor.at_end()) return reading;
  const bool separated = cursor.take(separator);
  const std::optional<int> day = separated ? cursor.number(2, 2) : std::nullopt;
  if (!day) return {.why = iso_hint(text)};
  reading.civil.day = *day;
  if (cursor.at_end()) return reading;
  if (!cursor.take('T') && !cursor.take(' ') && !cursor.take('t')) return {.why = iso_hint(text)};
  if (!read_clock(cursor, reading.civil)) return {.why = "the clock time is not hh:mm or hh:mm:ss"};
  reading.has_clock = true;
  if (cursor.at_end()) return reading;
  cursor.take(' ');
  reading.offset_minutes = cursor.offset();
  if (!reading.offset_minutes || !cursor.at_end()) return {.why = "what follows the clock time is no Z and no +hh:mm"};
  return reading;
}

ParsedTime from_reading(const TimeReading& reading, const TimeZone& zone) {
  if (!reading.why.empty()) return {.fault = TimeFault::bad_date, .why = reading.why};
  const CivilTime& civil = reading.civil;
  if (!reading.has_clock && !reading.offset_minutes) return zone.day_start(civil.year, civil.month, civil.day);
  if (!reading.offset_minutes) return zone.instant(civil);
  ParsedTime result = utc_instant(civil);
  if (result.fault == TimeFault::none) result.instant -= Instant{*reading.offset_minutes} * 60'000;
  return result;
}

constexpr Instant first_instant = -62'135'596'800'000;  // 0001-01-01T00:00:00Z
constexpr Instant last_instant = 253'402'300'799'999;   // 9999-12-31T23:59:59.999Z

ParsedTime from_epoch(std::string_view text, double milliseconds_per_unit) {
  const ParsedNumber number = parse_number(text);
  if (number.fault == NumberFault::malformed) return {.fault = TimeFault::bad_date, .why = "not a number of an epoch"};
  const double value = std::round(number.value * milliseconds_per_unit);
  const bool inside = value >= static_cast<double>(first_instant) && value <= static_cast<double>(last_instant);
  if (number.fault != NumberFault::none || !inside)
    return {.fault = TimeFault::bad_date, .why = "outside the years 0001..9999; seconds or milliseconds?"};
  return {.instant = static_cast<Instant>(value)};
}

// Days since 1899-12-30 from 1 March 1900 on. The 1900 system counts a 29 February 1900 that never was (serial 60), so
// that earlier serials are one day less.
// The 1904 system of older Macintosh sheets counts from 1904-01-01 as day 0.
enum class SerialSystem { from_1900, from_1904 };

ParsedTime from_excel(std::string_view text, const TimeZone& zone, SerialSystem system) {
  const auto bad = [](std::string_view why) { return ParsedTime{.fault = TimeFault::bad_date, .why = why}; };
  const ParsedNumber number = parse_number(text);
  if (number.fault != NumberFault::none) return bad("not a spreadsheet serial number");
  if (!(number.value >= 1)) return bad("a spreadsheet serial below 1 is a clock time without a date");
  constexpr double between_systems = 1462;  // days from 1899-12-30 to 1904-01-01
  const double serial = number.value + (system == SerialSystem::from_1904 ? between_systems : 0);
  if (!(serial < 2'958'466)) return bad("a spreadsheet serial after the year 9999");
  if (serial >= 60 && serial < 61) return bad("29 February 1900 exists in spreadsheets only");
  const Instant base = days_from_civil(1899, 12, serial < 60 ? 31 : 30) * 86'400'000;
  const Instant shifted = base + static_cast<Instant>(std::llround(serial * 86'400'000));
  static const TimeZone utc("Etc/UTC");
  const CivilTime civil = utc.local(shifted);
  if (number.value == std::floor(number.value)) return zone.day_start(civil.year, civil.month, civil.day);
  return zone.instant(civil);
}

// Serials of both systems are read by one format; its name tells which.
constexpr const char* excel_1904 = "excel_1904";

}  // namespace

TimeReader::TimeReader(std::string format, TimeZone zone)
    : pattern_(std::move(format)), format_(Format::pattern), zone_(std::move(zone)) {
  static const std::vector<std::string> names{"iso", "epoch_s", "epoch_ms", "excel", excel_1904};
  if (pattern_ == excel_1904) format_ = Format::excel;
  for (std::size_t i = 0; i + 1 < names.size(); ++i)
    if (pattern_ == names[i]) format_ = static_cast<Format>(i);
  if (format_ != Format::pattern) return;
  if (pattern_.find('%') == pattern_.npos) {
    const std::string near = nearest_name(pattern_, names);
    throw UsageError(
        fmt::format("reports.time_format '{}': {}", printable(pattern_),
                    near.empty() ? "use iso, epoch_s, epoch_ms, excel, excel_1904 or a pattern such as %d/%m/%Y %H:%M"
                                 : "did you mean " + near + "?"));
  }
  pattern_ = checked_pattern(pattern_);
}

ParsedTime TimeReader::parse(std::string_view text) const {
  text = trim(text);
  if (is_null_token(text)) return {.fault = TimeFault::missing};
  switch (format_) {
    case Format::iso:
      return from_reading(read_iso(text), zone_);
    case Format::epoch_s:
      return from_epoch(text, 1000);
    case Format::epoch_ms:
      return from_epoch(text, 1);
    case Format::excel:
      return from_excel(text, zone_, pattern_ == excel_1904 ? SerialSystem::from_1904 : SerialSystem::from_1900);
    case Format::pattern:
      break;
  }
  return from_reading(read_pattern(text, pattern_), zone_);
}

}  // namespace vigie
