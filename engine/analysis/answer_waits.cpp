// From times of reports and answers to days, with everything that cannot be followed counted.
#include "engine/analysis/answer_waits.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/analysis/report_origins.h"
#include "engine/analysis/report_voices.h"
#include "engine/base/words.h"
#include "engine/statistics/reporting_rate.h"

namespace vigie {
namespace {

constexpr std::size_t most_channels = 20;
constexpr Instant longest_wait = Instant{3660} * 86'400'000;  // of an answer that may set the end

// The local clock read as if it were UTC: differences are those of clocks and calendars.
Instant clock_of(const CivilTime& local) {
  return utc_instant(local).instant;
}

// Programs write these where there is none: a zero date, the first days of spreadsheets and databases, the epoch, the
// last day of all.
bool stands_for_no_date(Instant answer, Instant made) {
  constexpr Instant first = -2'145'916'800'000, last = 253'402'128'000'000;  // 1902-01-01, 9999-12-30
  return answer >= last || (answer < made && (answer < first || answer == 0));
}

bool is_midnight(const CivilTime& t) {
  return t.hour == 0 && t.minute == 0 && t.second == 0 && t.millisecond == 0;
}

bool same_day(const CivilTime& a, const CivilTime& b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

// "App " and "app" are one channel, under the name that the field has for it or else its first spelling.
struct Channels {
  std::vector<std::string> names;
  std::vector<std::int16_t> of_group;  // of the column's groups
  std::vector<std::int32_t> group;     // of each report
  std::size_t left_out = 0;

  std::int16_t of(std::size_t report) const {
    return group.empty() || group[report] < 0 ? std::int16_t{-1} : of_group[static_cast<std::size_t>(group[report])];
  }
};

Channels channels_of(const Study& study) {
  Channels channels;
  const Texts* texts = study.reports.attributes.find_as<Texts>("channel");
  if (texts == nullptr) return channels;
  channels.group = texts->groups();
  const std::vector<std::string_view> words = texts->distinct();
  std::vector<std::int64_t> times(words.size(), 0);
  for (std::int32_t group : channels.group)
    if (group >= 0) ++times[static_cast<std::size_t>(group)];
  struct Named {
    std::string name;
    std::int64_t n = 0;
  };
  std::map<std::string, Named> by_key;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string key = lower(trim(words[i]));
    if (key.empty()) continue;
    Named& named = by_key[key];
    if (named.n == 0)
      named.name = std::ranges::find(channel_names, key) == channel_names.end() ? std::string(trim(words[i])) : key;
    named.n += times[i];
  }
  std::vector<std::pair<std::string, Named>> order(by_key.begin(), by_key.end());
  std::ranges::stable_sort(order, std::ranges::greater{}, [](const auto& entry) { return entry.second.n; });
  channels.left_out = order.size() - std::min(order.size(), most_channels);
  order.resize(std::min(order.size(), most_channels));
  for (const auto& [key, named] : order) channels.names.push_back(named.name);
  for (std::string_view word : words) {
    const auto place = std::ranges::find(order, lower(trim(word)), &std::pair<std::string, Named>::first);
    channels.of_group.push_back(place == order.end() ? std::int16_t{-1}
                                                     : static_cast<std::int16_t>(place - order.begin()));
  }
  return channels;
}

class Following {
 public:
  Following(const Study& study, WaitsSince since, std::span<const std::string> categories)
      : study_(study),
        time_(study.reports.attributes.find_as<Instants>("time")->values),
        origins_(report_origins(study)),
        channels_(channels_of(study)) {
    const Instants* registered = study.reports.attributes.find_as<Instants>("registered");
    if (since == WaitsSince::registered && registered != nullptr) registered_ = registered->values;
    const Instants* answered = study.reports.attributes.find_as<Instants>("answered");
    found_.by_closing = answered == nullptr;
    answer_ = (answered ? answered : study.reports.attributes.find_as<Instants>("closed"))->values;
    found_.channels = channels_.names;
    found_.channels_left_out = channels_.left_out;
    const Texts* texts = study.reports.attributes.find_as<Texts>("category");
    if (categories.empty() || texts == nullptr) return;
    const std::set<std::string_view> wanted(categories.begin(), categories.end());
    for (std::string_view name : texts->distinct()) wanted_.push_back(wanted.contains(name) ? 1 : 0);
    category_ = texts->groups();
  }

  AnswerWaits done() {
    settle_end();
    for (std::size_t i = 0; i < time_.size(); ++i)
      if (is_wanted(i)) add(i);
    std::ranges::sort(found_.reports, {}, &AnswerWaits::Followed::days);
    return std::move(found_);
  }

 private:
  bool is_wanted(std::size_t i) const {
    return wanted_.empty() || (category_[i] >= 0 && wanted_[static_cast<std::size_t>(category_[i])] != 0);
  }

  Instant made(std::size_t i) const {
    return !registered_.empty() && registered_[i] != no_instant ? registered_[i] : time_[i];
  }

  void settle_end() {
    found_.until = study_.told_until;
    found_.until_from = found_.until == study_.period.to ? "study.to" : "reports.as_of";
    if (found_.until != no_instant) return;
    found_.until_from = "last report or answer";
    found_.until = study_.period.to;
    for (std::size_t i = 0; i < answer_.size(); ++i) {
      if (answer_[i] == no_instant || made(i) == no_instant) continue;
      if (answer_[i] - made(i) <= longest_wait) found_.until = std::max(found_.until, answer_[i] + 1);
    }
  }

  void add(std::size_t i) {
    if (!origins_.empty() && (origins_[i] == ReportOrigin::discovered || origins_[i] == ReportOrigin::sensor)) {
      ++found_.by_staff;
      return;
    }
    const Instant begin = made(i);
    Instant answer = answer_[i];
    if (begin == no_instant) {
      ++found_.undated;
      return;
    }
    if (answer != no_instant && stands_for_no_date(answer, begin)) {
      ++found_.no_dates;
      answer = no_instant;
    }
    found_.answer_dates += answer != no_instant ? 1 : 0;
    const bool answered = answer != no_instant && answer < found_.until;
    found_.after_end += answer != no_instant && !answered ? 1 : 0;
    const CivilTime from = study_.zone.local(begin), to = study_.zone.local(answered ? answer : found_.until);
    if (answered && answer < begin && !(is_midnight(to) && same_day(from, to))) {
      ++found_.before_made;
      return;
    }
    found_.at_once += answered && answer == begin && !is_midnight(from) ? 1 : 0;
    const auto days = static_cast<double>(clock_of(to) - clock_of(from)) / milliseconds_per_day;
    found_.reports.push_back({std::max(0.0, days), study_.zone_of[i], channels_.of(i), answered});
  }

  const Study& study_;
  std::span<const Instant> time_, registered_, answer_;
  std::vector<ReportOrigin> origins_;
  Channels channels_;
  std::vector<std::uint8_t> wanted_;    // by category group; empty: all
  std::vector<std::int32_t> category_;  // of each report
  AnswerWaits found_;
};

}  // namespace

AnswerWaits answer_waits(const Study& study, WaitsSince since, std::span<const std::string> categories) {
  return Following(study, since, categories).done();
}

}  // namespace vigie
