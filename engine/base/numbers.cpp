// Number texts by from_chars and fmt, which know no locale.
#include "engine/base/numbers.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "engine/base/words.h"

namespace vigie {
namespace {

bool plain_digits(std::string_view text) {
  for (char c : text)
    if (!((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) return false;
  return !text.empty();
}

// True if a number that no double can hold is so because it is next to zero.
bool is_tiny(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  long place = 0;  // of the first digit that is not zero, left (positive) or right of the point
  bool after_point = false, significant = false;
  for (char c : text.substr(0, mark)) {
    if (c == '.') after_point = true;
    if (c < '0' || c > '9') continue;
    significant = significant || c != '0';
    if (significant && !after_point) ++place;
    if (!significant && after_point) --place;
  }
  if (mark == text.npos) return place <= 0;
  std::string_view digits = text.substr(mark + 1);
  if (digits.starts_with('+')) digits.remove_prefix(1);
  long exponent = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
  if (error == std::errc::result_out_of_range) return digits.starts_with('-');
  return place + exponent <= 0;
}

ParsedNumber parse_with_point(std::string_view text) {
  const bool plus = text.starts_with('+');
  if (plus) text.remove_prefix(1);
  if (!plain_digits(text) || (plus && text.starts_with('-'))) return {.fault = NumberFault::malformed};
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || error == std::errc::invalid_argument)
    return {.fault = NumberFault::malformed};
  if (error == std::errc::result_out_of_range)
    return is_tiny(text) ? ParsedNumber{} : ParsedNumber{.fault = NumberFault::overflow};
  return {.value = value};
}

}  // namespace

bool is_null_token(std::string_view text) {
  text = trim(text);
  if (text.empty() || text == "-") return true;
  if (text.size() > 4) return false;
  return same_ignoring_case(text, "na") || same_ignoring_case(text, "n/a") || same_ignoring_case(text, "null") ||
         same_ignoring_case(text, "nan");
}

ParsedNumber parse_number(std::string_view text, char decimal) {
  text = trim(text);
  if (is_null_token(text)) return {.fault = NumberFault::empty};
  if (decimal == '.') return parse_with_point(text);
  std::array<char, 64> copy{};
  if (text.size() > copy.size()) return {.fault = NumberFault::malformed};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.') return {.fault = NumberFault::malformed};
    copy[i] = text[i] == decimal ? '.' : text[i];
  }
  return parse_with_point({copy.data(), text.size()});
}

std::string number_text(double value) {
  return std::isnan(value) ? std::string{} : fmt::format("{}", value);
}

}  // namespace vigie
