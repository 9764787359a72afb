// The change recipe: two counts of each place, exact ratios, classes, alerts.
#include "engine/analysis/change.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/analysis/change_alerts.h"
#include "engine/analysis/change_cells.h"
#include "engine/analysis/change_periods.h"
#include "engine/analysis/change_zones.h"
#include "engine/analysis/release.h"
#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {
namespace change_keys {

constexpr std::array<std::string_view, 3> comparisons{"release", "previous", "year_before"};

constexpr Parameter versus{.name = "versus",
                           .kind = ParameterKind::choice,
                           .fallback = "release",
                           .choices = comparisons,
                           .help =
                               "Compared with: the last release (the output that is replaced, or `against`), the "
                               "period before, or the same period a year before."};
constexpr Parameter period{.name = "period",
                           .fallback = "28d",
                           .help =
                               "Length of the periods of previous and year_before in whole local days or calendar "
                               "months, such as 28d, 4 weeks, 1 month or 1 year."};
constexpr Parameter against{
    .name = "against", .otherwise = "the output that is replaced", .help = "GeoPackage of vigie to compare with."};
constexpr Parameter alert_from{
    .name = "alert_from",
    .kind = ParameterKind::integer,
    .fallback = "2",
    .minimum = 1,
    .maximum = 3,
    .help =
        "Least change that raises an alert: that many bins of a cell whose reports changed (q at most 0.05); "
        "for neighbourhoods q at most 0.05 up to 2, and at most 0.01 with 3."};
}  // namespace change_keys

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::string day_text(Instant t, const TimeZone& zone) {
  const CivilTime local = zone.local(t);
  return fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
}

void report_completeness(const Study& study, const Completeness& complete, bool left_out, Contribution& out) {
  if (!study.period.known()) return;
  if (!complete.judged) {
    out.record.emplace_back("lag", "not known");
    if (left_out)
      out.findings.push_back({"change", "lag_known", 0, Unit::none, Finding::Level::notice,
                              "whether the latest days are complete is not known: no time of registration is given "
                              "([reports] registered)"});
    return;
  }
  const std::string from = day_text(complete.complete_to, study.zone);
  out.record.emplace_back("lag_days", std::to_string(complete.days_left_out));
  out.record.emplace_back("complete_to", from);
  const std::string why = complete.lag.days_to_complete
                              ? fmt::format("95 % of earlier reports were in after {} days", complete.days_left_out)
                              : fmt::format("only {} reports are old enough to judge delay, so four weeks are taken",
                                            complete.lag.old_reports);
  const bool any = complete.complete_to < study.period.to;
  out.findings.push_back(
      {"change", "lag_incomplete", static_cast<double>(complete.days_left_out), Unit::none,
       any ? Finding::Level::notice : Finding::Level::ok,
       !any ? ""
       : left_out
           ? fmt::format("days from {} on are not complete yet and are left out: {}", from, why)
           : fmt::format("days from {} on are not complete yet; each release counts what was known: {}", from, why)});
}

CountPairs against_release(const Study& study, const Release& release, Contribution& out) {
  CountPairs pairs;
  const Neighbourhoods& zones = study.neighbourhoods;
  pairs.now.assign(zones.n.begin(), zones.n.end());
  pairs.before.assign(zones.n.size(), unknown);
  out.record.emplace_back("release", release.id);
  std::size_t missing = 0;
  for (std::size_t i = 0; i < zones.n.size(); ++i) {
    const auto found = release.zones.find(zones.zones.id[i]);
    if (found != release.zones.end()) pairs.before[i] = found->second;
    missing += found == release.zones.end() ? 1 : 0;
  }
  if (!release.stands()) {
    out.findings.push_back({"change", "no_release", 1, Unit::none, Finding::Level::warning,
                            "no release stands to compare with; the next run compares with this one"});
  } else if (missing > 0) {
    out.findings.push_back({"change", "not_in_release", static_cast<double>(missing), Unit::count,
                            Finding::Level::warning,
                            fmt::format("{} neighbourhoods are not in the release compared with", missing)});
  }
  return pairs;
}

CountPairs against_period(const Study& study, Versus versus, const CalendarSpan& span, const Completeness& complete,
                          Contribution& out) {
  const WindowPair pair = windows_of(study, versus, span, complete.complete_to);
  const auto days = [&](const Window& window) {
    return fmt::format("{} to {}", day_text(window.from, study.zone), day_text(window.to, study.zone));
  };
  out.record.emplace_back("before", days(pair.before));
  out.record.emplace_back("now", days(pair.now));
  CountPairs pairs{.before = counts_in(study, pair.before),
                   .now = counts_in(study, pair.now),
                   .exposure_before = static_cast<double>(days_between(pair.before.from, pair.before.to, study.zone)),
                   .exposure_now = static_cast<double>(days_between(pair.now.from, pair.now.to, study.zone))};
  if (pair.covered) return pairs;
  // A period that the data cut is never compared as if it were whole.
  std::ranges::fill(pairs.before, unknown);
  out.findings.push_back(
      {"change", "period_not_covered", 1, Unit::none, Finding::Level::warning,
       fmt::format("the reports begin on {}, after the start of the period compared with ({}); "
                   "nothing is compared",
                   day_text(study.period.from, study.zone), day_text(pair.before.from, study.zone))});
  return pairs;
}

std::int64_t count_of(const ZoneChanges& changes, std::string_view kind) {
  return std::ranges::count(changes.kind, kind);
}

void report_classes(const ZoneChanges& changes, Contribution& out) {
  const auto up = count_of(changes, "up"), down = count_of(changes, "down"), same = count_of(changes, "same");
  out.findings.push_back(
      {"change", "up", static_cast<double>(up), Unit::count,
       up + down + same > 0 ? Finding::Level::notice : Finding::Level::ok,
       up + down + same == 0 ? ""
                             : fmt::format("change: {} neighbourhoods have more reports than before, {} fewer, {} show "
                                           "no clear change (q at most {:g})",
                                           up, down, same, change_level)});
  out.findings.push_back({"change", "down", static_cast<double>(down), Unit::count, Finding::Level::ok, ""});
}

void add_cells(const Study& study, const Release& release, const Earlier& earlier, int alert_from, Contribution& out) {
  const Values* bins = earlier.column("cells", "gi_bin");
  if (study.cells.empty() || bins == nullptr) return;
  const CellChanges changes = cell_changes(study, release, std::get<Integers>(*bins).values);
  out.layers.push_back(make_hotspot_change_layer(study, changes));
  for (Alert& alert : cell_alerts(study, changes, alert_from)) out.alerts.push_back(std::move(alert));
}

void report_alerts(Contribution& out) {
  out.findings.push_back(
      {"change", "alerts", static_cast<double>(out.alerts.size()), Unit::count, Finding::Level::ok, ""});
}

Contribution run(const Study& study, const Settings& settings, const Earlier& earlier) {
  Contribution out;
  const auto versus = settings.choice<Versus>(change_keys::versus);
  const auto alert_from = static_cast<int>(settings.required_number(change_keys::alert_from));
  const Completeness complete = completeness_of(study);
  static const Release none{.id = "none", .zones = {}, .cells = {}};
  const Release& release = study.release ? *study.release : none;
  CountPairs counts;
  if (versus == Versus::release) {
    counts = against_release(study, release, out);
  } else {
    const std::optional<CalendarSpan> span = parse_span(settings.text(change_keys::period));
    if (!span || !study.has_reports || !study.period.known())
      throw UsageError("[change] versus: a comparison of periods needs reports with times and a period such as 28d");
    counts = against_period(study, versus, *span, complete, out);
  }
  report_completeness(study, complete, versus != Versus::release, out);
  const ZoneChanges changes = zone_changes(counts);
  out.layers.push_back(make_change_layer(study, counts, changes));
  out.alerts = zone_alerts(study, counts, changes, alert_from);
  report_classes(changes, out);
  if (versus == Versus::release) add_cells(study, release, earlier, alert_from, out);
  report_alerts(out);
  return out;
}

}  // namespace

Analysis change_analysis() {
  static const std::array<Parameter, 4> parameters{change_keys::versus, change_keys::period, change_keys::against,
                                                   change_keys::alert_from};
  static const std::array<OutputLayer, 2> layers{change_layer(), hotspot_change_layer()};
  return {.name = "change",
          .title = "Change",
          .summary =
              "What changed in each neighbourhood and cell since the last release, or between two periods, with "
              "exact limits and alerts.",
          .parameters = parameters,
          .layers = layers,
          .needs = "reports, or area counts",
          .after = "hotspots",
          .possible = [](const Study& study) { return study.counted(); },
          .run = run,
          .start = Start::when_asked};
}

}  // namespace vigie
