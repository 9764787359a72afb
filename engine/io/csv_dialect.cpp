// Dialects are told apart by the header line and by the numbers themselves.
#include "engine/io/csv_dialect.h"

#include <fmt/format.h>

#include <array>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie {

std::optional<char> given_delimiter(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "\\t" || same_ignoring_case(text, "tab")) return '\t';
  const char c = text.front();
  const bool control = static_cast<unsigned char>(c) < ' ' && c != '\t';
  if (text.size() != 1 || control || c == '"' || static_cast<unsigned char>(c) > 0x7E)
    throw UsageError(
        fmt::format("delimiter '{}' cannot be used; give one character such as , ; | or \\t", printable(text)));
  return c;
}

char detect_delimiter(std::string_view header_line) {
  constexpr std::string_view candidates = ",;\t|";
  std::array<std::size_t, candidates.size()> counts{};
  bool quoted = false;
  for (char c : header_line) {
    if (c == '"') quoted = !quoted;
    const std::size_t place = candidates.find(c);
    if (!quoted && place != candidates.npos) ++counts[place];
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < counts.size(); ++i)
    if (counts[i] > counts[best]) best = i;
  return candidates[best];
}

std::optional<char> separator_line(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  if (line.size() > 2 && line.starts_with('"') && line.ends_with('"')) line = line.substr(1, line.size() - 2);
  if (line.size() != 5 || !same_ignoring_case(line.substr(0, 4), "sep=")) return std::nullopt;
  return line[4];
}

void check_decimal(char decimal) {
  if (decimal != 0 && decimal != '.' && decimal != ',') throw UsageError("decimal must be \".\" or \",\"");
}

void DecimalVote::add(std::string_view value) {
  const bool comma = value.find(',') != value.npos, point = value.find('.') != value.npos;
  if (comma == point) return;  // whole numbers, and numbers with grouping, say nothing
  if (parse_number(value, comma ? ',' : '.').fault == NumberFault::none) ++(comma ? commas_ : points_);
}

std::string delimiter_name(char delimiter) {
  switch (delimiter) {
    case ',':
      return "comma";
    case ';':
      return "semicolon";
    case '\t':
      return "tab";
    case '|':
      return "pipe";
    default:
      return fmt::format("'{}'", delimiter);
  }
}

}  // namespace vigie
