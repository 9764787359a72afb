// Going through the reports of each incident in order of time.
#include "engine/analysis/incident_repeats.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "engine/analysis/report_origins.h"
#include "engine/statistics/reporting_rate.h"

namespace vigie {
namespace {

class Incidents {
 public:
  explicit Incidents(const Study& study)
      : study_(study),
        time_(study.reports.attributes.find_as<Instants>("time")),
        closed_(study.reports.attributes.find_as<Instants>("closed")),
        channel_(groups_of("channel")),
        reporter_(groups_of("reporter")),
        origin_(report_origins(study)),
        members_(study.incident.size()) {
    for (std::size_t i = 0; i < study.reports.size(); ++i) members_[study.incident.of(i)].push_back(i);
  }

  void add(std::size_t incident, double horizon_days, IncidentRepeats& out) const {
    const std::size_t first = study_.incident.first_report(incident);
    const Instant begin = time_ ? time_->values[first] : no_instant;
    if (begin == no_instant) {
      ++out.undated;
      return;
    }
    const Instant closing = closing_of(incident, begin, out);
    const Instant end = exposure_end(begin, closing, horizon_days, study_.period.to);
    out.report.push_back(first);
    out.exposure_days.push_back(static_cast<double>(end - begin) / milliseconds_per_day);
    out.repeats.push_back(count(incident, first, end, closing, out));
  }

 private:
  std::vector<std::int32_t> groups_of(std::string_view column) const {
    const Texts* texts = study_.reports.attributes.find_as<Texts>(column);
    return texts ? texts->groups() : std::vector<std::int32_t>(study_.reports.size(), -1);
  }

  // The earliest closing that any report of the incident names, not before it was known.
  Instant closing_of(std::size_t incident, Instant begin, IncidentRepeats& out) const {
    Instant closing = no_instant;
    bool early = false;
    for (std::size_t report : members_[incident]) {
      const Instant named = closed_ ? closed_->values[report] : no_instant;
      if (named == no_instant) continue;
      out.has_closed = true;
      early = early || named < begin;
      if (named >= begin && (closing == no_instant || named < closing)) closing = named;
    }
    out.early_closed += early && closing == no_instant ? 1 : 0;
    return closing;
  }

  using Voice = std::tuple<Instant, double, double, std::int32_t, std::int32_t>;
  Voice voice(std::size_t i) const {
    return {time_->values[i], study_.reports.x[i], study_.reports.y[i], channel_[i], reporter_[i]};
  }

  // Rows that agree in time, place, channel and reporter are one voice written twice. Days without clock time, from
  // nobody known, cannot tell.
  bool can_tell(std::size_t report) const {
    const CivilTime local = study_.zone.local(time_->values[report]);
    return local.hour != 0 || local.minute != 0 || local.second != 0 || reporter_[report] >= 0;
  }

  bool by_citizen(std::size_t report) const {
    return origin_.empty() || (origin_[report] != ReportOrigin::discovered && origin_[report] != ReportOrigin::sensor);
  }

  std::int64_t count(std::size_t incident, std::size_t first, Instant end, Instant closing,
                     IncidentRepeats& out) const {
    std::int64_t repeats = 0;
    Instant last = time_->values[first];
    std::set<Voice> heard{voice(first)};
    bool repeated = false;
    for (std::size_t report : members_[incident]) {
      const Instant t = time_->values[report];
      if (report == first || t == no_instant || !by_citizen(report)) continue;
      if (!heard.insert(voice(report)).second && can_tell(report)) {
        ++out.copies;
        continue;
      }
      repeated = true;
      last = std::max(last, t);
      t <= end ? ++repeats : ++out.after_exposure;
    }
    if (repeated && closing != no_instant && closing == last) ++out.closed_at_last;
    return repeats;
  }

  const Study& study_;
  const Instants *time_, *closed_;
  std::vector<std::int32_t> channel_, reporter_;
  std::vector<ReportOrigin> origin_;
  std::vector<std::vector<std::size_t>> members_;
};

}  // namespace

IncidentRepeats incident_repeats(const Study& study, double horizon_days, std::span<const std::string> categories) {
  const Incidents incidents(study);
  const std::set<std::string, std::less<>> wanted(categories.begin(), categories.end());
  const Texts* category = study.reports.attributes.find_as<Texts>("category");
  IncidentRepeats result;
  for (std::size_t i = 0; i < study.incident.size(); ++i)
    if (wanted.empty() || (category && wanted.contains(category->at(study.incident.first_report(i)))))
      incidents.add(i, horizon_days, result);
  return result;
}

}  // namespace vigie
