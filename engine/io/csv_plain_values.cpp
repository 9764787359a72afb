// Eight letters at a time; decimals by one exact division, times by a table of midnights.
#include "engine/io/csv_plain_values.h"

#include <bit>
#include <cstring>
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
constexpr std::array<std::uint64_t, 9> exact_powers{1,       10,        100,        1'000,      10'000,
                                                    100'000, 1'000'000, 10'000'000, 100'000'000};
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

// Eight letters as one number, the first one lowest.
using Letters = std::uint64_t;
constexpr std::size_t word = sizeof(Letters);
constexpr bool reads_words = std::endian::native == std::endian::little;

Letters letters_at(const char* text) {
  Letters letters = 0;
  std::memcpy(&letters, text, word);
  return letters;
}

// Of a text of 4 to 8 letters; those that it has not are 0.
Letters few_letters_at(const char* text, std::size_t size) {
  constexpr std::size_t half = word / 2;
  std::uint32_t first = 0, last = 0;
  std::memcpy(&first, text, half);
  std::memcpy(&last, text + size - half, half);
  return first | Letters{last} << (size - half) * 8;
}

constexpr Letters eight_times(char c) {
  return Letters{0x0101010101010101} * static_cast<unsigned char>(c);
}

// Letters less those of a pattern such as 00:00:00: digits become their values, other letters 0 where they agree. In
// `above` 0x7F stands where a letter must agree, and 0x76 where it may be up to 9 more; false where one does not fit.
constexpr Letters above_digits = eight_times(0x76);
bool fits(Letters values, Letters above) {
  return (((values + above) | values) & Letters{0x8080808080808080}) == 0;
}

// Of eight values of digits, the first letter being worth most.
std::uint64_t number_of(Letters digits) {
  constexpr Letters every_fourth = 0x000000FF000000FF;
  const Letters pairs = digits * 10 + (digits >> 8);  // in every other letter
  constexpr Letters million_and_hundred = (Letters{1'000'000} << 32) + 100;
  constexpr Letters ten_thousand_and_one = (Letters{10'000} << 32) + 1;
  return ((pairs & every_fourth) * million_and_hundred + ((pairs >> 16) & every_fourth) * ten_thousand_and_one) >> 32;
}

// Where the letter first stands, or 8.
std::size_t place_of(char letter, Letters letters) {
  const Letters differing = letters ^ eight_times(letter);
  // The lowest mark is right; a borrow may set others above it.
  const Letters marks = (differing - eight_times(1)) & ~differing & Letters{0x8080808080808080};
  return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

double quotient(std::uint64_t mantissa, std::size_t places, bool negative) {
  const auto all_digits = static_cast<double>(mantissa);
  return (negative ? -all_digits : all_digits) / powers_of_ten[places];
}

// Up to eight digits, the sign, up to eight digits; at least eight letters in all, so that two loads see them.
bool decimal_of_words(std::string_view text, char decimal, bool negative, double& value) {
  const Letters first = letters_at(text.data()), last = letters_at(text.data() + text.size() - word);
  const std::size_t whole = place_of(decimal, first), places = text.size() - whole - 1;
  if (whole == 0 || whole == word || places == 0 || places > word) return false;
  const Letters before = (first ^ eight_times('0')) << (word - whole) * 8;
  const Letters after = (last ^ eight_times('0')) >> (word - places) * 8 << (word - places) * 8;
  if (!fits(before, above_digits) || !fits(after, above_digits)) return false;
  const std::uint64_t mantissa = number_of(before) * exact_powers[places] + number_of(after);
  if (mantissa > most_exact) return false;
  value = quotient(mantissa, places, negative);
  return true;
}

bool decimal_of_letters(std::string_view text, char decimal, bool negative, double& value) {
  const char* i = text.data();
  const char* const end = i + text.size();
  if (text.size() > most_digits + 1 || i == end || !is_digit(*i)) return false;
  std::uint64_t mantissa = 0;
  for (; i != end && is_digit(*i); ++i) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*i - '0');
  std::size_t places = 0;
  if (i != end) {
    if (*i != decimal || end - i == 1) return false;
    places = static_cast<std::size_t>(end - i) - 1;
    for (++i; i != end && is_digit(*i); ++i) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*i - '0');
    if (i != end) return false;
  }
  if (mantissa > most_exact) return false;
  value = quotient(mantissa, places, negative);
  return true;
}

struct PlainClock {
  int year, month, day, seconds;  // since midnight
};

// yyyy-mm-ddThh:mm:ss, or a blank in the middle.
bool clock_of_words(const char* text, PlainClock& clock) {
  constexpr Letters date = 0x2D30302D30303030, date_above = 0x7F76767F76767676;    // 0000-00-
  constexpr Letters times = 0x30303A30303A3030, times_above = 0x76767F76767F7676;  // 00:00:00
  const Letters days = letters_at(text) ^ date, seconds = letters_at(text + 11) ^ times;
  const int day = two_digits(text + 8);
  if (!fits(days, date_above) || !fits(seconds, times_above) || day < 0 || (text[10] != 'T' && text[10] != ' '))
    return false;
  const auto pair = [](Letters values, int place) {
    return static_cast<int>((values * 10 + (values >> 8)) >> place * 8 & 0xFF);
  };
  const int hour = pair(seconds, 0), minute = pair(seconds, 3), second = pair(seconds, 6);
  if (hour > 23 || minute > 59 || second > 59) return false;
  clock = {pair(days, 0) * 100 + pair(days, 2), pair(days, 5), day, hour * 3600 + minute * 60 + second};
  return true;
}

bool clock_of_letters(std::string_view text, PlainClock& clock) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
  const int century = two_digits(text.data()), of_century = two_digits(text.data() + 2);
  const int month = two_digits(text.data() + 5), day = two_digits(text.data() + 8);
  if (century < 0 || of_century < 0 || month < 0 || day < 0) return false;
  int seconds = 0;
  if (text.size() > 10) {
    if (text[10] != 'T' && text[10] != ' ') return false;
    seconds = clock_seconds(text.substr(11));
    if (seconds < 0) return false;
  }
  clock = {century * 100 + of_century, month, day, seconds};
  return true;
}

}  // namespace

bool plain_decimal(std::string_view text, char decimal, double& value) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (reads_words && text.size() >= word && decimal_of_words(text, decimal, negative, value)) return true;
  return decimal_of_letters(text, decimal, negative, value);
}

std::int64_t plain_whole(std::string_view text) {
  if (text.empty() || text.size() > most_digits || (text.size() > 1 && text.front() == '0')) return -1;
  if (reads_words && text.size() >= word / 2 && text.size() <= word) {
    const Letters digits = (few_letters_at(text.data(), text.size()) ^ eight_times('0')) << (word - text.size()) * 8;
    return fits(digits, above_digits) ? static_cast<std::int64_t>(number_of(digits)) : -1;
  }
  std::int64_t number = 0;
  for (const char c : text) {
    if (!is_digit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

PlainTimes::PlainTimes(TimeZone zone)
    : zone_(std::move(zone)), midnights_(static_cast<std::size_t>((last_year - first_year) * days_a_year)) {
  for (std::atomic<Instant>& midnight : midnights_) midnight.store(not_known, std::memory_order_relaxed);
}

Instant PlainTimes::instant(std::string_view text) const {
  const bool utc = text.size() > 11 && text.back() == 'Z';
  if (utc) text.remove_suffix(1);
  constexpr std::size_t to_the_second = 19;
  PlainClock clock{};
  const bool plain =
      reads_words && text.size() == to_the_second ? clock_of_words(text.data(), clock) : clock_of_letters(text, clock);
  const auto [year, month, day, seconds] = clock;
  if (!plain || year < first_year || year >= last_year || month < 1 || month > 12 || day < 1 || day > 31)
    return no_instant;
  if (utc && day > days_in(year, month)) return no_instant;
  if (utc) return days_from_civil(year, month, day) * day_ms + seconds * second_ms;
  const Instant begin = midnight(year, month, day);
  return begin == not_plain ? no_instant : begin + seconds * second_ms;
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

// A day that exists is plain if every full hour and its last moment exist once, all equally far from UTC.
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
