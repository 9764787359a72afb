// Civil time and zone offsets, from the system's zone database by way of Howard Hinnant's date library.
#include "engine/base/calendar.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {

// Offset i holds from begin[i] until begin[i + 1]; neighbors differ.
struct ZoneOffsets {
  std::vector<Instant> begin;
  std::vector<Instant> offset;  // milliseconds east of UTC

  std::size_t at(Instant instant) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(begin, instant) - begin.begin()) - 1;
  }
};

namespace {

constexpr Instant second_ms = 1000, hour_ms = 3'600'000, day_ms = 86'400'000;
// No zone was ever further from UTC (Manila until 1844: -15:56).
constexpr Instant widest_offset = 16 * hour_ms;

std::string_view field_fault(const CivilTime& civil) {
  if (civil.year < 1 || civil.year > 9999) return "the year is outside 0001..9999";
  if (civil.month < 1 || civil.month > 12) return "the month is outside 01..12";
  const date::year_month_day ymd = date::year{civil.year} / civil.month / civil.day;
  if (civil.day < 1 || civil.day > 31) return "the day is outside 01..31";
  if (!ymd.ok()) {
    if (civil.month != 2) return "this month has no day 31";
    return civil.day == 29   ? "29 February exists in leap years only"
           : civil.day == 30 ? "30 February does not exist"
                             : "31 February does not exist";
  }
  if (civil.hour == 24 && (civil.minute != 0 || civil.second != 0 || civil.millisecond != 0))
    return "no clock time comes after 24:00";
  if (civil.hour < 0 || civil.hour > 24) return "the hour is outside 00..24";
  if (civil.minute < 0 || civil.minute > 59) return "the minute is outside 00..59";
  if (civil.second < 0 || civil.second > 60) return "the second is outside 00..60";
  return {};
}

ZoneOffsets load_offsets(const date::time_zone& zone) {
  using std::chrono::milliseconds;
  const date::sys_seconds end = date::sys_days{date::year{10000} / 1 / 1};
  ZoneOffsets offsets;
  for (date::sys_seconds at = date::sys_days{date::year{1} / 1 / 1}; at < end;) {
    const date::sys_info info = zone.get_info(at);
    const Instant offset = milliseconds(info.offset).count();
    if (offsets.begin.empty()) {
      offsets.begin.push_back(std::numeric_limits<Instant>::min());
      offsets.offset.push_back(offset);
    } else if (offset != offsets.offset.back()) {
      offsets.begin.push_back(milliseconds(at.time_since_epoch()).count());
      offsets.offset.push_back(offset);
    }
    if (info.end <= at) break;
    at = info.end;
  }
  return offsets;
}

const date::tzdb& zone_database() {
  try {
    return date::get_tzdb();
  } catch (const std::exception& failure) {
    throw NoInputError(
        fmt::format("time zones: the system's zone database cannot be read ({}); install the package tzdata",
                    printable(failure.what())));
  }
}

const date::time_zone& find_zone(std::string_view name) {
  const date::tzdb& database = zone_database();
  const auto found = std::ranges::find(database.zones, name, &date::time_zone::name);
  if (found != database.zones.end()) return *found;
  std::vector<std::string> known;
  known.reserve(database.zones.size());
  for (const date::time_zone& zone : database.zones) known.push_back(zone.name());
  const std::string near = nearest_name(name, known);
  throw UsageError(fmt::format("time zone '{}' is not in the zone database; {}", printable(name),
                               near.empty() ? "use a name such as Europe/Brussels" : "did you mean " + near + "?"));
}

const ZoneOffsets* offsets_of(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<const ZoneOffsets>, std::less<>> loaded;
  const std::lock_guard lock(mutex);
  const auto place = loaded.find(name);
  if (place != loaded.end()) return place->second.get();
  auto offsets = std::make_unique<const ZoneOffsets>(load_offsets(find_zone(name)));
  return loaded.emplace(name, std::move(offsets)).first->second.get();
}

Instant floor_to(Instant value, Instant step) {
  const Instant rest = value % step;
  return value - (rest < 0 ? rest + step : rest);
}

}  // namespace

ParsedTime utc_instant(const CivilTime& civil) {
  const std::string_view why = field_fault(civil);
  if (!why.empty()) return {.fault = TimeFault::bad_date, .why = why};
  const Instant seconds = civil.hour * 3600 + civil.minute * 60 + std::min(civil.second, 59);
  return {.instant =
              days_from_civil(civil.year, civil.month, civil.day) * day_ms + seconds * second_ms + civil.millisecond};
}

TimeZone::TimeZone(std::string_view name) : name_(name), offsets_(offsets_of(name)) {}

ParsedTime TimeZone::instant(const CivilTime& civil) const {
  ParsedTime result = utc_instant(civil);
  if (result.fault != TimeFault::none) return result;
  const Instant as_utc = result.instant;
  const ZoneOffsets& table = *offsets_;
  bool found = false;
  for (std::size_t i = table.at(as_utc - widest_offset); i < table.begin.size(); ++i) {
    if (table.begin[i] > as_utc + widest_offset) break;
    const Instant candidate = as_utc - table.offset[i];
    const bool ended = i + 1 < table.begin.size() && candidate >= table.begin[i + 1];
    if (candidate < table.begin[i] || ended) continue;
    if (found) {
      result.overlap = true;
      break;
    }
    found = true;
    result.instant = candidate;
  }
  if (!found) return {.fault = TimeFault::bad_date, .why = "the clocks skip this local time in spring"};
  return result;
}

CivilTime TimeZone::local(Instant instant) const {
  const Instant shifted = instant + offsets_->offset[offsets_->at(instant)];
  const Instant midnight = floor_to(shifted, day_ms);
  const date::year_month_day ymd{date::sys_days{date::days{midnight / day_ms}}};
  const auto rest = static_cast<int>(shifted - midnight);
  return {.year = static_cast<int>(ymd.year()),
          .month = static_cast<int>(static_cast<unsigned>(ymd.month())),
          .day = static_cast<int>(static_cast<unsigned>(ymd.day())),
          .hour = rest / 3'600'000,
          .minute = rest / 60'000 % 60,
          .second = rest / 1000 % 60,
          .millisecond = rest % 1000};
}

ParsedTime TimeZone::day_start(int year, int month, int day) const {
  const CivilTime midnight{.year = year, .month = month, .day = day};
  ParsedTime start = instant(midnight);
  start.overlap = false;  // the day itself is not in doubt
  if (start.fault == TimeFault::none || utc_instant(midnight).fault != TimeFault::none) return start;
  // The change that skips this midnight: the first one whose later clock shows this day.
  const Instant as_utc = utc_instant(midnight).instant;
  const ZoneOffsets& table = *offsets_;
  for (std::size_t i = table.at(as_utc - widest_offset) + 1; i < table.begin.size(); ++i) {
    const Instant after = table.begin[i] + table.offset[i];
    if (after < as_utc) continue;
    if (after < as_utc + day_ms) return {.instant = table.begin[i]};
    break;
  }
  return {.fault = TimeFault::bad_date, .why = "this zone skipped the whole day"};
}

std::string zone_database_version() {
  std::ifstream file("/usr/share/zoneinfo/tzdata.zi");
  std::string line;
  constexpr std::string_view start = "# version ";
  if (std::getline(file, line) && line.starts_with(start)) return line.substr(start.size());
  const std::string& version = zone_database().version;
  return version.empty() ? "unknown" : version;
}

std::string iso_text(Instant instant, Precision precision) {
  if (instant == no_instant) return {};
  static const TimeZone utc("Etc/UTC");
  const CivilTime t = utc.local(instant);
  const std::string seconds =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", t.year, t.month, t.day, t.hour, t.minute, t.second);
  return precision == Precision::seconds ? seconds + "Z" : fmt::format("{}.{:03}Z", seconds, t.millisecond);
}

std::int64_t days_from_civil(int year, int month, int day) {
  return date::sys_days{date::year{year} / month / day}.time_since_epoch().count();
}

}  // namespace vigie
