// Profiles of the week, per watch area and per form.
#include "engine/analysis/coverage_hours.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/base/missing.h"
#include "engine/base/week_schedule.h"
#include "engine/statistics/weekly_profile.h"

namespace vigie {
namespace {

constexpr double least_events = 50;

// Schedules by watch area; nothing where the form refuses one or none was given.
std::vector<std::optional<WeekSchedule>> schedules_of(const WatchAreas& watch) {
  std::vector<std::optional<WeekSchedule>> schedules(watch.zones.size());
  for (std::size_t i = 0; i < watch.active_hours.size(); ++i)
    if (!refuses_patrol(watch.form[i]) && !watch.active_hours[i].empty())
      schedules[i] = parse_week_schedule(watch.active_hours[i]);
  return schedules;
}

HourMatch match_of(const WeeklyProfile& profile, bool any) {
  if (!any) return {no_number, no_number, 0, "not_applicable"};
  if (profile.events() < least_events) return {no_number, no_number, profile.events(), "insufficient_data"};
  return {profile.in_active_hours(), profile.mismatch(), profile.events(), ""};
}

// Watch areas that are looked at together: each by itself, those of a form, and all.
class Groups {
 public:
  explicit Groups(const WatchAreas& watch) : schedules_(schedules_of(watch)) {
    const std::vector<std::string>& form = watch.form;
    for (const std::string& one : std::set<std::string>(form.begin(), form.end())) forms_.push_back(one);
    profiles_.resize(form.size() + 1 + forms_.size());
    declared_.assign(profiles_.size(), 0);
    for (std::size_t w = 0; w < form.size(); ++w) {
      const auto of = static_cast<std::size_t>(std::ranges::lower_bound(forms_, form[w]) - forms_.begin());
      groups_.push_back({w, form.size(), form.size() + 1 + of});
      if (!schedules_[w]) continue;
      for (std::size_t group : groups_[w]) {
        profiles_[group].add_active(*schedules_[w]);
        declared_[group] = 1;
      }
    }
  }

  // An incident is met by a group if one of those over it was active.
  void add(const std::vector<std::int32_t>& over, Instant from, Instant to, const TimeZone& zone) {
    std::map<std::size_t, WeekSchedule> active;
    for (std::int32_t w : over)
      if (const auto& schedule = schedules_[static_cast<std::size_t>(w)])
        for (std::size_t group : groups_[static_cast<std::size_t>(w)]) active[group] |= *schedule;
    for (const auto& [group, hours] : active) profiles_[group].add(from, to, zone, hours);
  }

  HourMatches matches() const {
    HourMatches result;
    const std::size_t everyone = groups_.size();
    for (std::size_t w = 0; w < everyone; ++w) result.watch.push_back(match_of(profiles_[w], declared_[w] != 0));
    result.form.push_back({"all", match_of(profiles_[everyone], declared_[everyone] != 0)});
    for (std::size_t f = 0; f < forms_.size(); ++f)
      result.form.push_back({forms_[f], match_of(profiles_[everyone + 1 + f], declared_[everyone + 1 + f] != 0)});
    result.too_long = profiles_[everyone].too_long();
    return result;
  }

 private:
  std::vector<std::optional<WeekSchedule>> schedules_;
  std::vector<std::string> forms_;
  std::vector<std::array<std::size_t, 3>> groups_;  // of each watch area
  std::vector<WeeklyProfile> profiles_;             // watch areas, all, forms
  std::vector<std::uint8_t> declared_;
};

}  // namespace

bool refuses_patrol(std::string_view form) {
  return form == "plp" || form == "plp_i";
}

HourMatches hour_matches(const Study& study, const IncidentCover& incidents) {
  Groups groups(study.watch);
  const Instants* from = study.reports.attributes.find_as<Instants>("time");
  const Instants* to = study.reports.attributes.find_as<Instants>("time_end");
  for (std::size_t i = 0; from && i < incidents.by.size(); ++i) {
    const std::size_t report = study.incident.first_report(i);
    if (incidents.by[i].empty() || from->values[report] == no_instant) continue;
    groups.add(incidents.by[i], from->values[report], to ? to->values[report] : no_instant, study.zone);
  }
  return groups.matches();
}

}  // namespace vigie
