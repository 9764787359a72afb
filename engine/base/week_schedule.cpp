// Reading hours of the week, rule by rule.
#include "engine/base/week_schedule.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr int day_minutes = 24 * 60;

std::vector<std::string_view> parts(std::string_view text, char mark) {
  std::vector<std::string_view> found;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(mark, begin), text.size());
    found.push_back(trim(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return found;
}

std::optional<int> day_of(std::string_view text) {
  static constexpr std::array<std::string_view, 7> names{"mo", "tu", "we", "th", "fr", "sa", "su"};
  const auto place = std::ranges::find(names, lower(text));
  if (place == names.end()) return std::nullopt;
  return static_cast<int>(place - names.begin());
}

std::optional<int> number_of(std::string_view text) {
  if (text.empty() || text.size() > 2) return std::nullopt;
  int value = 0;
  for (char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return value;
}

// Minute of the day, 24:00 included.
std::optional<int> clock_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  const std::optional<int> hour = number_of(text.substr(0, colon)), minute = number_of(text.substr(colon + 1));
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > day_minutes) return std::nullopt;
  return *hour * 60 + *minute;
}

std::optional<std::bitset<7>> days_of(std::string_view text) {
  std::bitset<7> days;
  for (std::string_view part : parts(text, ',')) {
    const std::vector<std::string_view> ends = parts(part, '-');
    const std::optional<int> first = day_of(ends.front()), last = day_of(ends.back());
    if (!first || !last || ends.size() > 2) return std::nullopt;
    for (int day = *first;; day = (day + 1) % 7) {
      days.set(static_cast<std::size_t>(day));
      if (day == *last) break;
    }
  }
  return days;
}

std::optional<std::vector<std::pair<int, int>>> spans_of(std::string_view text) {
  std::vector<std::pair<int, int>> spans;
  for (std::string_view part : parts(text, ',')) {
    const std::vector<std::string_view> ends = parts(part, '-');
    if (ends.size() != 2) return std::nullopt;
    const std::optional<int> from = clock_of(ends[0]), to = clock_of(ends[1]);
    if (!from || !to || *from == *to) return std::nullopt;
    spans.emplace_back(*from, *to > *from ? *to : *to + day_minutes);
  }
  return spans;
}

// "Mo-Fr 09:00-12:00" or "09:00-12:00": the hours begin at the first digit.
bool add_rule(std::string_view rule, WeekSchedule& week) {
  if (rule == "24/7") {
    week.set();
    return true;
  }
  const std::size_t hours = std::min(rule.find_first_of("0123456789"), rule.size());
  const std::string_view named = trim(rule.substr(0, hours));
  const std::optional<std::bitset<7>> days = named.empty() ? std::bitset<7>(0x7F) : days_of(named);
  const auto spans =
      hours == rule.size() ? std::vector<std::pair<int, int>>{{0, day_minutes}} : spans_of(rule.substr(hours));
  if (!days || !spans) return false;
  for (int day = 0; day < 7; ++day) {
    if (!days->test(static_cast<std::size_t>(day))) continue;
    for (const auto& [from, to] : *spans)
      for (int minute = from; minute < to; ++minute)
        week.set(static_cast<std::size_t>((day * day_minutes + minute) % minutes_per_week));
  }
  return true;
}

}  // namespace

std::optional<WeekSchedule> parse_week_schedule(std::string_view text) {
  WeekSchedule week;
  for (std::string_view rule : parts(trim(text), ';'))
    if (!rule.empty() && !add_rule(rule, week)) return std::nullopt;
  return week.any() ? std::optional(week) : std::nullopt;
}

}  // namespace vigie
