// Decimals by one exact division, times by a table of midnights.
#include "engine/io/csv_plain_values.h"

#include <utility>

namespace vigie {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Both values of a quotient are exact up to here, so that it is correctly rounded (Clinger 1990).
constexpr std::uint64_t most_exact = std::uint64_t{1} << 53;
constexpr std::array<double, 23> powers_of_ten{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                               1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::size_t most_digits = 18;  // fit 64 bits

constexpr int first_year = 1950, last_year = 2100, days_a_year = 12 * 31;
constexpr Instant second_ms = 1000, hour_ms = 3'600'000, day_ms = 86'400'000;
constexpr Instant not_known = no_instant, not_plain = no_instant + 1;

// -1 where one of the two is no digit.
int two_digits(const char* text) {
  return is_digit(text[0]) && is_digit(text[1]) ? (text[0] - '0') * 10 + (text[1] - '0') : -1;
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

// Seconds of a clock hh:mm or hh:mm:ss, -1 for another text.
int clock_seconds(std::string_view text) {
  if ((text.size() != 5 && text.size() != 8) || text[2] != ':' || (text.size() == 8 && text[5] != ':')) return -1;
  const int hour = two_digits(text.data()), minute = two_digits(text.data() + 3);
  const int second = text.size() == 8 ? two_digits(text.data() + 6) : 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  return hour * 3600 + minute * 60 + second;
}

}  // namespace

std::optional<double> plain_decimal(std::string_view text, char decimal) {
  const char* i = text.data();
  const char* const end = i + text.size();
  const bool negative = i != end && *i == '-';
  if (negative) ++i;
  if (static_cast<std::size_t>(end - i) > most_digits + 1 || i == end || !is_digit(*i)) return std::nullopt;
  std::uint64_t mantissa = 0;
  for (; i != end && is_digit(*i); ++i) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*i - '0');
  std::size_t places = 0;
  if (i != end) {
    if (*i != decimal || end - i == 1) return std::nullopt;
    places = static_cast<std::size_t>(end - i) - 1;
    for (++i; i != end && is_digit(*i); ++i) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*i - '0');
    if (i != end) return std::nullopt;
  }
  if (mantissa > most_exact) return std::nullopt;
  const double value = static_cast<double>(mantissa) / powers_of_ten[places];
  return negative ? -value : value;
}

PlainTimes::PlainTimes(TimeZone zone)
    : zone_(std::move(zone)), midnights_(static_cast<std::size_t>((last_year - first_year) * days_a_year)) {
  for (std::atomic<Instant>& midnight : midnights_) midnight.store(not_known, std::memory_order_relaxed);
}

std::optional<Instant> PlainTimes::instant(std::string_view text) const {
  const bool utc = text.size() > 11 && text.back() == 'Z';
  if (utc) text.remove_suffix(1);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int century = two_digits(text.data()), of_century = two_digits(text.data() + 2);
  const int month = two_digits(text.data() + 5), day = two_digits(text.data() + 8);
  const int year = century * 100 + of_century;
  if (century < 0 || of_century < 0 || year < first_year || year >= last_year || month < 1 || month > 12 || day < 1 ||
      day > days_in(year, month))
    return std::nullopt;
  int seconds = 0;
  if (text.size() > 10) {
    if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
    seconds = clock_seconds(text.substr(11));
    if (seconds < 0) return std::nullopt;
  }
  if (utc) return days_from_civil(year, month, day) * day_ms + seconds * second_ms;
  const Instant begin = midnight(year, month, day);
  if (begin == not_plain) return std::nullopt;
  return begin + seconds * second_ms;
}

// Two threads may both find it; they find the same.
Instant PlainTimes::midnight(int year, int month, int day) const {
  std::atomic<Instant>& known =
      midnights_[static_cast<std::size_t>((year - first_year) * days_a_year + (month - 1) * 31 + day - 1)];
  Instant begin = known.load(std::memory_order_relaxed);
  if (begin != not_known) return begin;
  begin = find_midnight(year, month, day);
  known.store(begin, std::memory_order_relaxed);
  return begin;
}

// A day is plain if every full hour and its last moment exist once, all equally far from UTC.
Instant PlainTimes::find_midnight(int year, int month, int day) const {
  CivilTime clock{.year = year, .month = month, .day = day};
  const ParsedTime begin = zone_.instant(clock);
  const auto fits = [&](Instant after) {
    const ParsedTime at = zone_.instant(clock);
    return at.fault == TimeFault::none && !at.overlap && at.instant == begin.instant + after;
  };
  for (clock.hour = 0; clock.hour < 24; ++clock.hour)
    if (!fits(clock.hour * hour_ms)) return not_plain;
  clock.hour = 23;
  clock.minute = clock.second = 59;
  clock.millisecond = 999;
  return fits(day_ms - 1) ? begin.instant : not_plain;
}

}  // namespace vigie
