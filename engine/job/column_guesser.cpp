// Names first, then a look at the sample.
#include "engine/job/column_guesser.h"

#include <algorithm>
#include <cctype>

#include "engine/base/calendar.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

// Letters and digits only, so that "Date_Time", "date time" and "DATETIME" are one name.
std::string bare(std::string_view name) {
  std::string result;
  for (char c : lower(name))
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) result += c;
  return result;
}

// Share of the values that are there which pass a test; 0 if none is there.
double share_of(const std::vector<std::string>& values, const std::function<bool(const std::string&)>& passes) {
  double there = 0, good = 0;
  for (const std::string& value : values) {
    if (is_null_token(value)) continue;
    there += 1;
    good += passes(value) ? 1 : 0;
  }
  return there > 0 ? good / there : 0;
}

double filled(const std::vector<std::string>& values) {
  const auto empty = std::ranges::count_if(values, [](const std::string& v) { return is_null_token(v); });
  return values.empty() ? 0 : 1 - static_cast<double>(empty) / static_cast<double>(values.size());
}

}  // namespace

namespace sample {

bool numeric(const std::vector<std::string>& values) {
  const auto number = [](const std::string& v) {
    return parse_number(v).fault == NumberFault::none || parse_number(v, ',').fault == NumberFault::none;
  };
  return share_of(values, number) > 0.8;
}

bool iso_times(const std::vector<std::string>& values) {
  static const TimeReader reader("iso", TimeZone("UTC"));
  return filled(values) > 0.9 &&
         share_of(values, [](const std::string& v) { return reader.parse(v).fault == TimeFault::none; }) > 0.9;
}

bool iso_dates_or_empty(const std::vector<std::string>& values) {
  static const TimeReader reader("iso", TimeZone("UTC"));
  return filled(values) == 0 ||
         share_of(values, [](const std::string& v) { return reader.parse(v).fault == TimeFault::none; }) > 0.9;
}

bool periods(const std::vector<std::string>& values) {
  static const TimeReader reader("iso", TimeZone("UTC"));
  const auto period = [](const std::string& v) {
    const bool year = v.size() == 4 && v >= "1900" && v <= "2199";
    return year || reader.parse(v).fault == TimeFault::none;
  };
  return share_of(values, period) > 0.9;
}

bool wkt(const std::vector<std::string>& values) {
  const auto shape = [](const std::string& v) {
    const std::string text = lower(v.substr(0, 12));
    return text.starts_with("point") || text.starts_with("polygon") || text.starts_with("multipolygon");
  };
  return share_of(values, shape) > 0.8;
}

bool words(const std::vector<std::string>& values) {
  return share_of(values, [](const std::string& v) { return parse_number(v).fault == NumberFault::none; }) == 0;
}

bool anything(const std::vector<std::string>&) {
  return true;
}

bool unique(const std::vector<std::string>& values) {
  const std::set<std::string> distinct(values.begin(), values.end());
  return !values.empty() && distinct.size() == values.size() && !distinct.contains("");
}

bool unique_texts(const std::vector<std::string>& values) {
  const auto decimal = [](const std::string& v) {
    return v.find('.') != v.npos && parse_number(v).fault == NumberFault::none;
  };
  return unique(values) && !std::ranges::all_of(values, decimal);
}

}  // namespace sample

Guesser::Guesser(const Preview& preview) : preview_(preview) {
  for (const std::string& column : preview.columns) bare_.push_back(bare(column));
}

std::vector<std::string> Guesser::values(std::size_t column) const {
  std::vector<std::string> result;
  for (const std::vector<std::string>& record : preview_.sample)
    result.push_back(column < record.size() ? record[column] : "");
  return result;
}

std::optional<std::size_t> Guesser::find(const Words& words, const Accepts& accepts) const {
  for (std::string_view word : words)
    for (std::size_t i = 0; i < bare_.size(); ++i)
      if (!taken_.contains(i) && bare_[i] == word && accepts(values(i))) return i;
  return std::nullopt;
}

std::optional<std::size_t> Guesser::find_where(const std::function<bool(const std::string&)>& named,
                                               const Accepts& accepts) const {
  for (std::size_t i = 0; i < bare_.size(); ++i)
    if (!taken_.contains(i) && named(bare_[i]) && accepts(values(i))) return i;
  return std::nullopt;
}

void Guesser::take(std::string role, std::optional<std::size_t> column) {
  if (!column) return;
  taken_.insert(*column);
  guesses_.push_back({std::move(role), preview_.columns[*column]});
}

void Guesser::take_named(std::string role, const Words& words, const Accepts& accepts) {
  take(std::move(role), find(words, accepts));
}

}  // namespace vigie
