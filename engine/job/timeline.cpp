// Limits of calendar periods, and counting between them.
#include "engine/job/timeline.h"

#include <algorithm>
#include <array>

namespace vigie {
namespace {

constexpr std::array<OutputColumn, 4> columns{{
    {.name = "from_day", .title = "From", .help = "First day"},
    {.name = "to_day", .title = "To", .help = "Day after the last one"},
    {.name = "n", .title = "Reports", .unit = Unit::count, .help = "Used reports in the period", .decimals = 0},
    {.name = "n_inc",
     .title = "Incidents",
     .unit = Unit::count,
     .help = "Incidents whose first report lies in the period",
     .decimals = 0},
}};

constexpr OutputLayer timeline_layer{"timeline", "Reports over time",
                                     "Reports and incidents, one period after the other.", columns,
                                     "More reports may mean that more happened, or that people reported more readily."};

constexpr std::int64_t most_days = 62, most_months = 240;

std::int64_t months_between(const CivilTime& from, const CivilTime& to) {
  return (to.year - from.year) * 12 + to.month - from.month;
}

// Ascending, from the start of the period to its end.
std::vector<Instant> limits_of(const Study& study) {
  const CivilTime from = study.zone.local(study.period.from), to = study.zone.local(study.period.to);
  const std::int64_t first = days_from_civil(from.year, from.month, from.day);
  const std::int64_t days = days_from_civil(to.year, to.month, to.day) - first;
  const std::int64_t step = months_between(from, to) > most_months ? 12 : 1;
  std::vector<Instant> limits{study.period.from};
  CivilTime next{from.year, from.month, from.day};
  while (true) {
    if (days <= most_days) {
      constexpr Instant noon = 43'200'000, day_length = 86'400'000;
      const auto past = static_cast<std::int64_t>(limits.size());
      next = TimeZone("UTC").local((first + past) * day_length + noon);
    } else if (step == 12) {
      next = {next.year + 1, 1, 1};
    } else {
      next = {next.year + next.month / 12, next.month % 12 + 1, 1};
    }
    const Instant limit = study.zone.day_start(next.year, next.month, next.day).instant;
    if (limit >= study.period.to || limit == no_instant) break;
    limits.push_back(limit);
  }
  limits.push_back(study.period.to);
  return limits;
}

Texts days_of(const Study& study, std::span<const Instant> limits) {
  Texts days;
  for (const Instant limit : limits) {
    const CivilTime civil = study.zone.local(limit);
    const Instant midnight = utc_instant({civil.year, civil.month, civil.day}).instant;
    days.push_back(iso_text(midnight).substr(0, 10));
  }
  return days;
}

}  // namespace

std::optional<NewLayer> timeline_of(const Study& study) {
  const Instants* times = study.reports.attributes.find_as<Instants>("time");
  if (!study.has_reports || !study.period.known() || !times) return std::nullopt;
  const std::vector<Instant> limits = limits_of(study);
  std::vector<std::int64_t> n(limits.size() - 1, 0), incidents(limits.size() - 1, 0);
  const auto place = [&](std::size_t report) -> std::size_t {
    const Instant time = times->values[report];
    const auto after = std::ranges::upper_bound(limits, time);
    return static_cast<std::size_t>(after - limits.begin()) - 1;
  };
  for (std::size_t report = 0; report < study.reports.size(); ++report)
    if (const std::size_t at = place(report); at < n.size()) ++n[at];
  for (const std::size_t report : study.first_report)
    if (const std::size_t at = place(report); at < n.size()) ++incidents[at];
  const std::span<const Instant> all(limits);
  return NewLayer{&timeline_layer,
                  {},
                  {{&columns[0], days_of(study, all.first(n.size()))},
                   {&columns[1], days_of(study, all.subspan(1))},
                   {&columns[2], Integers{n}},
                   {&columns[3], Integers{incidents}}},
                  {}};
}

}  // namespace vigie
