// Limits of calendar periods, and counting between them.
#include "engine/job/timeline.h"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/base/parallel.h"

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

// Finds the period of an instant by a table of steps, none of which is longer than a period.
class PeriodFinder {
 public:
  explicit PeriodFinder(std::span<const Instant> limits) : limits_(limits) {
    Instant shortest = limits.back() - limits.front();
    for (std::size_t i = 1; i < limits.size(); ++i) shortest = std::min(shortest, limits[i] - limits[i - 1]);
    shift_ = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(shortest))) - 1;
    for (Instant step = limits.front(), period = 0; step < limits.back(); step += Instant{1} << shift_) {
      while (limits[static_cast<std::size_t>(period) + 1] <= step) ++period;
      period_at_.push_back(static_cast<std::size_t>(period));
    }
  }

  std::size_t periods() const { return limits_.size() - 1; }
  /// `periods()` outside all of them.
  std::size_t at(Instant time) const {
    if (time < limits_.front() || time >= limits_.back()) return periods();
    std::size_t period = period_at_[static_cast<std::size_t>((time - limits_.front()) >> shift_)];
    while (limits_[period + 1] <= time) ++period;
    return period;
  }

 private:
  std::span<const Instant> limits_;  // ascending, at least two
  int shift_ = 0;
  std::vector<std::size_t> period_at_;
};

template <class TimeOf>
std::vector<std::int64_t> counted(const PeriodFinder& periods, std::size_t size, TimeOf time_of) {
  constexpr std::size_t chunk = 1 << 18;
  std::vector<std::vector<std::int64_t>> parts((size + chunk - 1) / chunk);
  parallel_chunks(size, chunk, [&](std::size_t begin, std::size_t end) {
    std::vector<std::int64_t>& n = parts[begin / chunk];
    n.assign(periods.periods() + 1, 0);  // the last: outside
    for (std::size_t i = begin; i < end; ++i) ++n[periods.at(time_of(i))];
  });
  std::vector<std::int64_t> sum(periods.periods(), 0);
  for (const std::vector<std::int64_t>& part : parts)
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
  return sum;
}

}  // namespace

std::optional<NewLayer> timeline_of(const Study& study) {
  const Instants* times = study.reports.attributes.find_as<Instants>("time");
  if (!study.has_reports || !study.period.known() || !times) return std::nullopt;
  const std::vector<Instant> limits = limits_of(study);
  const PeriodFinder periods(limits);
  std::vector<std::int64_t> n =
      counted(periods, study.reports.size(), [&](std::size_t report) { return times->values[report]; });
  std::vector<std::int64_t> incidents = n;
  if (!study.incident.each_its_own())
    incidents = counted(periods, study.incident.size(),
                        [&](std::size_t incident) { return times->values[study.incident.first_report(incident)]; });
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
