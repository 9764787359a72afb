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

ParsedNumber parse_with_point(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (!plain_digits(text) || text.starts_with('+')) return {.fault = NumberFault::malformed};
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || error == std::errc::invalid_argument)
    return {.fault = NumberFault::malformed};
  // Out of range is overflow, or a number too small to tell from zero.
  if (error == std::errc::result_out_of_range) {
    const bool tiny = text.find("e-") != text.npos || text.find("E-") != text.npos;
    return tiny ? ParsedNumber{} : ParsedNumber{.fault = NumberFault::overflow};
  }
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

std::string number_text(double value) { return std::isnan(value) ? std::string{} : fmt::format("{}", value); }

}  // namespace vigie
