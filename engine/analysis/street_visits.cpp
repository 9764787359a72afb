// Visits per street, and metres of streets by class and neighbourhood.
#include "engine/analysis/street_visits.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/base/calendar_span.h"

namespace vigie {
namespace {

// First instants of the weeks after the first one.
std::vector<Instant> week_starts(const Study& study) {
  const PresenceRows& rows = study.presence;
  std::vector<Instant> starts;
  for (int week = 1;; ++week) {
    const Instant start = shift_day(rows.from, {.days = 7}, week, study.zone);
    if (start >= rows.to) return starts;
    starts.push_back(start);
  }
}

// Rows of one street and form come one after the other, hours ascending; forms may share an hour.
class StreetTally {
 public:
  explicit StreetTally(const std::vector<Instant>& weeks) : weeks_(weeks) {}

  void add(Instant hour, double minutes, double interval) {
    if (!hours_.empty() && hours_.back().begin == hour) {
      hours_.back().minutes += minutes;
    } else {
      hours_.push_back({hour, minutes});
    }
    if (std::isnan(interval) || interval > interval_) interval_ = interval;
    seen_.insert(std::ranges::upper_bound(weeks_, hour) - weeks_.begin());
  }

  StreetVisits finish() const {
    StreetVisits street;
    for (const PresenceHour& hour : hours_) street.minutes += hour.minutes;
    street.interval_known = hours_.empty() || !std::isnan(interval_);
    street.visits = presence_stays(hours_, std::isnan(interval_) ? 1 : interval_).number;
    street.weeks = std::ssize(seen_);
    return street;
  }

 private:
  const std::vector<Instant>& weeks_;
  std::vector<PresenceHour> hours_;
  std::set<std::ptrdiff_t> seen_;
  double interval_ = 0;
};

// Sums by place and class, in order of their names.
class ShareSums {
 public:
  ShareSums(std::string form, const std::vector<StreetVisits>& streets, double per_week, double weeks)
      : form_(std::move(form)), streets_(streets), per_week_(per_week), weeks_(weeks) {}

  void add(StreetShare& share, std::size_t street, double metres) const {
    share.form = form_;
    share.metres += metres;
    share.interval_known = share.interval_known && streets_[street].interval_known;
    if (is_visited(streets_[street], per_week_, weeks_)) share.visited += metres;
  }

 private:
  std::string form_;
  const std::vector<StreetVisits>& streets_;
  double per_week_, weeks_;
};

}  // namespace

std::vector<StreetVisits> street_visits(const Study& study, std::string_view form) {
  const PresenceRows& rows = study.presence;
  const std::vector<Instant> weeks = week_starts(study);
  std::vector<StreetVisits> found(study.streets.size());
  for (std::size_t begin = 0; begin < rows.size();) {
    StreetTally tally(weeks);
    std::size_t end = begin;
    for (; end < rows.size() && rows.street[end] == rows.street[begin]; ++end)
      if (rows.minutes[end] > 0 && (form == "all" || rows.form[end] == form))
        tally.add(rows.hour[end], rows.minutes[end], rows.interval_s[end]);
    found[static_cast<std::size_t>(rows.street[begin])] = tally.finish();
    begin = end;
  }
  return found;
}

bool is_visited(const StreetVisits& street, double per_week, double weeks) {
  constexpr double rounding = 1e-9;  // 52 visits in 52 weeks are one per week
  return street.visits > 0 && static_cast<double>(street.visits) >= per_week * weeks - rounding;
}

std::vector<StreetShare> street_shares(const Study& study, const PresencePlaces& neighbourhoods, double per_week) {
  const Streets& streets = study.streets;
  std::vector<StreetShare> shares;
  for (const std::string& form : forms_present(study.presence)) {
    const std::vector<StreetVisits> visits = street_visits(study, form);
    const ShareSums sums(form, visits, per_week, study.presence.weeks);
    StreetShare total{.zone = "all", .kind = "all", .form = form};
    std::map<std::string, StreetShare> kinds;
    for (std::size_t i = 0; i < streets.size(); ++i) {
      sums.add(total, i, streets.inside[i]);
      if (!streets.kind[i].empty()) sums.add(kinds[streets.kind[i]], i, streets.inside[i]);
    }
    shares.push_back(total);
    for (auto& [kind, share] : kinds) {
      share.zone = "all";
      share.kind = kind;
      shares.push_back(share);
    }
    const std::size_t first = shares.size();
    for (const std::string& id : neighbourhoods.id) shares.push_back({.zone = id, .kind = "all", .form = form});
    for (const LinePiece& piece : neighbourhoods.pieces) sums.add(shares[first + piece.zone], piece.line, piece.metres);
  }
  return shares;
}

}  // namespace vigie
