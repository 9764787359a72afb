// Calendar periods as tables write them: two days, a month, or a year.
#include "engine/job/count_periods.h"

#include <algorithm>
#include <cctype>

#include "engine/base/words.h"

namespace vigie {
namespace {

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
}

int number_of(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = 10 * value + (c - '0');
  return value;
}

CountPeriod fault(std::string why, std::string_view raw) {
  return {.from = no_instant, .to = no_instant, .why = std::move(why), .raw = std::string(raw)};
}

}  // namespace

CountPeriodReader::CountPeriodReader(const std::string& format, const TimeZone& zone, Ends ends)
    : reader_(format, zone), zone_(zone), ends_(ends) {}

CountPeriod CountPeriodReader::whole(std::string_view start) const {
  const bool year = start.size() == 4 && all_digits(start);
  const bool month = start.size() == 7 && all_digits(start.substr(0, 4)) && all_digits(start.substr(5)) &&
                     (start[4] == '-' || start[4] == '/');
  if (!year && !month)
    return fault("without period_end a period is a month (2024-03) or a year (2024); name the column of its end",
                 start);
  const int first = number_of(start.substr(0, 4)), in_year = month ? number_of(start.substr(5)) : 1;
  if (in_year < 1 || in_year > 12) return fault("a year has twelve months", start);
  const bool turns = year || in_year == 12;
  const ParsedTime from = zone_.day_start(first, in_year, 1);
  const ParsedTime to = zone_.day_start(turns ? first + 1 : first, turns ? 1 : in_year + 1, 1);
  if (from.fault != TimeFault::none || to.fault != TimeFault::none) return fault("no such year", start);
  return {.from = from.instant, .to = to.instant, .why = "", .raw = ""};
}

CountPeriod CountPeriodReader::read(std::string_view start, std::string_view end) const {
  start = trim(start);
  end = trim(end);
  if (start.empty() || (ends_ == Ends::named && end.empty())) {
    CountPeriod none = fault(start.empty() ? "period_start is empty" : "period_end is empty", "");
    none.missing = true;
    return none;
  }
  if (ends_ == Ends::by_start) return whole(start);
  const ParsedTime from = reader_.parse(start), to = reader_.parse(end);
  if (from.fault != TimeFault::none) return fault("period_start: " + std::string(from.why), start);
  if (to.fault != TimeFault::none) return fault("period_end: " + std::string(to.why), end);
  if (to.instant <= from.instant)
    return fault("the period ends before it begins; period_end is the first day that no longer counts", end);
  return {.from = from.instant, .to = to.instant, .why = "", .raw = ""};
}

}  // namespace vigie
