// Hints only: what a text was meant to be is never guessed.
#include "engine/io/number_hint.h"

#include <algorithm>

#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool starts_like_number(std::string_view text) {
  return !text.empty() &&
         (is_digit(text[0]) || ((text[0] == '-' || text[0] == '+') && text.size() > 1 && is_digit(text[1])));
}

bool is_angle(std::string_view text) {
  if (text.find("\xC2\xB0") != text.npos) return true;  // the degree sign
  const bool marks = text.find_first_of("'\"") != text.npos;
  const bool compass = std::string_view("NSEWOnsewo").find(text.back()) != std::string_view::npos;
  return starts_like_number(text) && (marks || compass);
}

bool is_grouped(std::string_view text) {
  const auto count = [&](char c) { return std::ranges::count(text, c); };
  const bool spaces = text.find(' ') != text.npos || text.find("\xC2\xA0") != text.npos ||
                      text.find("\xE2\x80\xAF") != text.npos || text.find('_') != text.npos;
  return spaces || (count('.') > 0 && count(',') > 0) || count('.') > 1 || count(',') > 1;
}

}  // namespace

std::string_view number_hint(std::string_view text, char decimal) {
  text = trim(text);
  if (text.empty()) return "no value";
  if (parse_number(text, decimal).fault == NumberFault::overflow) return "larger than any number that can be stored";
  if (is_angle(text)) return "degrees, minutes and seconds? write decimal degrees such as 50.85";
  if (starts_like_number(text) && is_grouped(text)) return "thousands separators? write the number without them";
  const char other = decimal == '.' ? ',' : '.';
  if (parse_number(text, other).fault == NumberFault::none)
    return other == ',' ? "a decimal comma? set decimal = \",\"" : "a decimal point? set decimal = \".\"";
  return "not a number";
}

}  // namespace vigie
