// Patterns are interpreted field by field; each field takes what it can read and the rest goes on.
#include "engine/base/time_pattern.h"

#include <fmt/format.h>

#include "engine/base/error.h"

namespace vigie {
namespace {

// A text being read by a pattern; twelve-hour clocks and days of the year are settled at the end.
struct PatternState {
  TimeCursor cursor;
  TimeReading reading;
  std::optional<int> half_day, year_day;
};

template <class Target>
bool put(std::optional<int> value, Target& target) {
  if (value) target = *value;
  return value.has_value();
}

bool read_second(PatternState& state, std::string_view pattern_rest) {
  CivilTime& civil = state.reading.civil;
  if (!put(state.cursor.number(1, 2), civil.second)) return false;
  const bool pattern_goes_on = pattern_rest.starts_with('.') || pattern_rest.starts_with(',');
  if (pattern_goes_on || (!state.cursor.take('.') && !state.cursor.take(','))) return true;
  return put(state.cursor.fraction(), civil.millisecond);
}

bool read_field(PatternState& state, char field, std::string_view pattern_rest) {
  CivilTime& civil = state.reading.civil;
  TimeCursor& cursor = state.cursor;
  if (field == 'H' || field == 'I' || field == 'T') state.reading.has_clock = true;
  switch (field) {
    case 'Y':
      return put(cursor.number(4, 4), civil.year);
    case 'm':
      return put(cursor.number(1, 2), civil.month);
    case 'e':
      cursor.skip_spaces();
      [[fallthrough]];
    case 'd':
      return put(cursor.number(1, 2), civil.day);
    case 'b':
    case 'B':
      return put(cursor.month_name(), civil.month);
    case 'j':
      return put(cursor.number(1, 3), state.year_day);
    case 'H':
    case 'I':
      return put(cursor.number(1, 2), civil.hour);
    case 'M':
      return put(cursor.number(1, 2), civil.minute);
    case 'S':
      return read_second(state, pattern_rest);
    case 'p':
      return put(cursor.half_day(), state.half_day);
    case 'z':
      return put(cursor.offset(), state.reading.offset_minutes);
    default:
      return cursor.take('%');  // %%; other letters were refused when the reader was made
  }
}

std::string_view settle(PatternState& state, bool twelve_hours) {
  CivilTime& civil = state.reading.civil;
  if (twelve_hours) {
    if (civil.hour < 1 || civil.hour > 12) return "the hour of a twelve-hour clock is outside 1..12";
    civil.hour = civil.hour % 12 + state.half_day.value_or(0);
  }
  if (!state.year_day) return {};
  const bool leap = (civil.year % 4 == 0 && civil.year % 100 != 0) || civil.year % 400 == 0;
  int rest = *state.year_day;
  if (rest < 1 || rest > (leap ? 366 : 365)) return "the day of the year does not exist";
  const std::array<int, 12> lengths{31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (civil.month = 1; rest > lengths[static_cast<std::size_t>(civil.month - 1)]; ++civil.month)
    rest -= lengths[static_cast<std::size_t>(civil.month - 1)];
  civil.day = rest;
  return {};
}

std::string expanded(std::string_view pattern) {
  std::string result;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::string_view pair = pattern.substr(i, 2);
    if (pair == "%F" || pair == "%T") {
      result += pair == "%F" ? "%Y-%m-%d" : "%H:%M:%S";
      ++i;
    } else if (pair == "%%") {
      result += pair;
      ++i;
    } else {
      result += pattern[i];
    }
  }
  return result;
}

[[noreturn]] void refuse(std::string_view pattern, std::string_view why) {
  throw UsageError(fmt::format("reports.time_format '{}': {}", printable(pattern), why));
}

void check_pattern(std::string_view pattern) {
  std::string fields;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    if (++i == pattern.size()) refuse(pattern, "ends in a single %; write %% for a percent sign");
    if (pattern[i] == 'y') refuse(pattern, "%y leaves the century open; use years of four digits and %Y");
    if (std::string_view("YmdeHMSbBjIpz%").find(pattern[i]) == std::string_view::npos)
      refuse(pattern, fmt::format("%{} is not known; use %Y %m %d %e %H %M %S %b %B %j %I %p %z %F %T", pattern[i]));
    if (pattern[i] != '%') fields += pattern[i];
  }
  const auto has = [&](const char* any) { return fields.find_first_of(any) != fields.npos; };
  if (!has("Y")) refuse(pattern, "names no year (%Y)");
  if (!has("mbBj")) refuse(pattern, "names no month (%m, %b) and no day of the year (%j)");
  if (has("I") != has("p")) refuse(pattern, "a twelve-hour clock needs both %I and %p");
  if (has("MSz") && !has("HI")) refuse(pattern, "names minutes, seconds or a zone without an hour (%H)");
}

}  // namespace

std::string checked_pattern(std::string_view pattern) {
  std::string result = expanded(pattern);
  check_pattern(result);
  return result;
}

TimeReading read_pattern(std::string_view text, std::string_view pattern) {
  constexpr std::string_view mismatch = "does not match time_format";
  PatternState state{.cursor = TimeCursor(text), .reading = {}, .half_day = {}, .year_day = {}};
  bool twelve_hours = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == ' ') {
      state.cursor.skip_spaces();
    } else if (pattern[i] != '%') {
      if (!state.cursor.take(pattern[i])) return {.why = mismatch};
    } else {
      ++i;
      twelve_hours = twelve_hours || pattern[i] == 'I';
      if (!read_field(state, pattern[i], pattern.substr(i + 1))) return {.why = mismatch};
    }
  }
  state.cursor.skip_spaces();
  if (!state.cursor.at_end()) return {.why = mismatch};
  state.reading.why = settle(state, twelve_hours);
  return state.reading;
}

}  // namespace vigie
