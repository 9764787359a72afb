// Minutes per week need weeks: those of the study, unless the job or the rows know better.
#include "engine/job/presence_window.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/analysis/presence_keys.h"
#include "engine/base/calendar_span.h"
#include "engine/base/error.h"
#include "engine/base/rows_that.h"
#include "engine/data/leave_out.h"

namespace vigie {
namespace {

namespace keys = presence_keys;

constexpr double days_per_week = 7;

std::string day_text(Instant t, const TimeZone& zone) {
  const CivilTime local = zone.local(t);
  return fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
}

// First of what the job says, what the study says, what the rows say.
Instant settled(Settings& settings, const Parameter& key, Instant of_study, Instant of_rows, const TimeZone& zone) {
  if (settings.given(key)) return TimeReader("iso", zone).parse(settings.text(key)).instant;
  const Instant found = of_study != no_instant ? of_study : of_rows;
  settings.choose(key, day_text(found, zone));
  return found;
}

void keep_inside(PresenceRows& rows, Ledger& ledger) {
  const std::vector<std::size_t> outside =
      rows_that(rows.size(), [&](std::size_t i) { return rows.hour[i] < rows.from || rows.hour[i] >= rows.to; });
  for (const std::size_t i : outside)
    ledger.rejects.push_back({rows.row[i], Reason::outside_period, "", iso_text(rows.hour[i])});
  leave_out(rows.row, outside);
  leave_out(rows.street, outside);
  leave_out(rows.hour, outside);
  leave_out(rows.minutes, outside);
  leave_out(rows.interval_s, outside);
  leave_out(rows.form, outside);
}

void warn_of_silence(const PresenceRows& rows, const TimeZone& zone, Intake& intake) {
  if (rows.size() == 0) return;
  const auto [first, last] = std::ranges::minmax(rows.hour);
  const std::int64_t before = days_between(rows.from, local_day(first, zone), zone);
  const std::int64_t after = days_between(local_day(last, zone), rows.to, zone) - 1;
  const std::int64_t silent = std::max(before, after);
  const bool tells = silent > static_cast<std::int64_t>(days_per_week);
  intake.findings.push_back(
      {rows.source, "silent_days", static_cast<double>(silent), Unit::none,
       tells ? Finding::Level::warning : Finding::Level::ok,
       tells ? fmt::format("{}: rows speak of {} to {} only, and the days from {} to {} count in full; if nothing was "
                           "recorded on the others, set [presence] from and to",
                           rows.source, day_text(first, zone), day_text(last, zone), day_text(rows.from, zone),
                           day_text(rows.to, zone))
             : ""});
}

}  // namespace

void settle_window(Job& job, Intake& intake, Ledger& ledger) {
  Settings& settings = job.section("presence");
  const Study& study = intake.study;
  PresenceRows& rows = intake.study.presence;
  if (rows.size() == 0) return;
  const auto [first, last] = std::ranges::minmax(rows.hour);
  rows.from = settled(settings, keys::from, study.period.from, local_day(first, study.zone), study.zone);
  rows.to = settled(settings, keys::to, study.period.to, shift_day(last, {.days = 1}, 1, study.zone), study.zone);
  if (rows.from >= rows.to)
    throw UsageError(fmt::format("[presence] from = {} is not before to = {}", day_text(rows.from, study.zone),
                                 day_text(rows.to, study.zone)));
  rows.weeks = static_cast<double>(days_between(rows.from, rows.to, study.zone)) / days_per_week;
  keep_inside(rows, ledger);
  warn_of_silence(rows, study.zone, intake);
}

}  // namespace vigie
