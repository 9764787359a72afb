// Looking up phrases; numbers and dates as the four languages write them.
#include "engine/report/wording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/base/calendar.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 4> codes{"en", "fr", "nl", "de"};

struct Marks {
  std::string_view thousands, decimal;
};
constexpr std::array<Marks, 4> marks{{{",", "."}, {"\u202f", ","}, {".", ","}, {".", ","}}};

constexpr std::array<std::array<std::string_view, 12>, 4> months{{
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
     "décembre"},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
     "december"},
    {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
     "Dezember"},
}};

constexpr std::array<std::string_view ReportPhrase::*, 4> members{&ReportPhrase::en, &ReportPhrase::fr,
                                                                  &ReportPhrase::nl, &ReportPhrase::de};

using Index = std::unordered_map<std::string_view, const ReportPhrase*>;

const Index& index_by_key() {
  static const Index index = [] {
    Index made;
    for (const ReportPhrase& phrase : report_phrases()) made.emplace(phrase.key(), &phrase);
    return made;
  }();
  return index;
}

std::optional<Instant> midnight(std::string_view iso) {
  static const TimeReader reader("iso", TimeZone("UTC"));
  if (iso.size() < 10) return std::nullopt;
  const ParsedTime parsed = reader.parse(iso.substr(0, 10));
  if (parsed.fault != TimeFault::none) return std::nullopt;
  return parsed.instant;
}

std::string grouped(std::string digits, std::string_view mark) {
  if (digits.size() < 5) return digits;  // as style guides have it, and shorter
  for (std::size_t place = digits.size() - 3; place > 0 && place < digits.size(); place -= 3) {
    digits.insert(place, mark);
    if (place < 3) break;
  }
  return digits;
}

}  // namespace

std::span<const ReportPhrase> report_phrases() {
  static const std::vector<ReportPhrase> all = [] {
    std::vector<ReportPhrase> made;
    for (const std::span<const ReportPhrase> part : {sentence_phrases(), label_phrases(), code_phrases()})
      made.insert(made.end(), part.begin(), part.end());
    return made;
  }();
  return all;
}

Wording::Wording(std::string_view language) {
  const auto place = std::ranges::find(codes, language);
  index_ = place == codes.end() ? 0 : static_cast<std::size_t>(place - codes.begin());
  code_ = codes[index_];
}

std::string_view Wording::operator()(std::string_view english) const {
  const Index& index = index_by_key();
  const auto place = index.find(english);
  return place == index.end() ? english : place->second->*members[index_];
}

std::string Wording::number(double value, int decimals) const {
  if (!std::isfinite(value)) return "–";
  std::string text = fmt::format("{:.{}f}", std::fabs(value), decimals);
  const bool negative = value < 0 && text.find_first_not_of("0.") != std::string::npos;
  const std::size_t point = text.find('.');
  std::string result = grouped(text.substr(0, point), marks[index_].thousands);
  if (point != std::string::npos) result += std::string(marks[index_].decimal) + text.substr(point + 1);
  return negative ? "−" + result : result;
}

std::string Wording::percent(double share, int decimals) const {
  if (!std::isfinite(share)) return "–";
  return number(share * 100, decimals) + "\u00a0%";
}

std::string Wording::day(std::string_view iso) const {
  const std::optional<Instant> instant = midnight(iso);
  if (!instant) return std::string(iso);
  const CivilTime civil = TimeZone("UTC").local(*instant);
  return fmt::format("{}{} {} {}", civil.day, index_ == 3 ? "." : "",
                     months[index_][static_cast<std::size_t>(civil.month - 1)], civil.year);
}

std::string Wording::day_before(std::string_view iso) const {
  constexpr Instant day_length = 86'400'000;
  const std::optional<Instant> instant = midnight(iso);
  return instant ? day(iso_text(*instant - day_length)) : std::string(iso);
}

}  // namespace vigie
