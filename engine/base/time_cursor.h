// The hand that reads one clock text from left to right: digits, month names, offsets.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "engine/base/calendar.h"
#include "engine/base/words.h"

namespace vigie {

inline constexpr std::array<std::string_view, 12> month_names{"january",   "february", "march",    "april",
                                                              "may",       "june",     "july",     "august",
                                                              "september", "october",  "november", "december"};

/// What a text says before any zone is applied.
struct TimeReading {
  CivilTime civil{};
  std::optional<int> offset_minutes{};  // east of UTC, where the text names it
  bool has_clock = false;
  std::string_view why{};  // not empty: the text cannot be read
};

/// Each reading takes what it read; nothing is taken where the text is something else.
class TimeCursor {
 public:
  explicit TimeCursor(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool at_digit() const { return peek() >= '0' && peek() <= '9'; }
  bool take(char c) {
    if (peek() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skip_spaces() {
    while (peek() == ' ' || peek() == '\t') rest_.remove_prefix(1);
  }
  std::optional<int> number(int least, int most) {
    int value = 0, digits = 0;
    for (; digits < most && at_digit(); ++digits) {
      value = value * 10 + (peek() - '0');
      rest_.remove_prefix(1);
    }
    if (digits < least) return std::nullopt;
    return value;
  }
  // Digits after the decimal sign as milliseconds; further digits are cut, as a clock does.
  std::optional<int> fraction() {
    if (!at_digit()) return std::nullopt;
    int value = 0;
    for (int place = 100; at_digit(); place /= 10) {
      value += (peek() - '0') * place;
      rest_.remove_prefix(1);
    }
    return value;
  }
  // English month name, in full or its first three letters.
  std::optional<int> month_name() {
    for (std::size_t i = 0; i < month_names.size(); ++i) {
      for (std::size_t length : {month_names[i].size(), std::size_t{3}}) {
        if (!same_ignoring_case(rest_.substr(0, length), month_names[i].substr(0, length))) continue;
        rest_.remove_prefix(length);
        return static_cast<int>(i) + 1;
      }
    }
    return std::nullopt;
  }
  // Hours to add to a clock of twelve.
  std::optional<int> half_day() {
    const bool am = same_ignoring_case(rest_.substr(0, 2), "am");
    if (!am && !same_ignoring_case(rest_.substr(0, 2), "pm")) return std::nullopt;
    rest_.remove_prefix(2);
    return am ? 0 : 12;
  }
  // Z, +hh, +hhmm or +hh:mm as minutes.
  std::optional<int> offset() {
    if (take('Z') || take('z')) return 0;
    const int sign = peek() == '-' ? -1 : 1;
    if (!take('+') && !take('-')) return std::nullopt;
    const std::optional<int> hours = number(2, 2);
    if (!hours) return std::nullopt;
    std::optional<int> minutes = 0;
    if (take(':') || at_digit()) minutes = number(2, 2);
    if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    return sign * (*hours * 60 + *minutes);
  }

 private:
  std::string_view rest_;
};

}  // namespace vigie
