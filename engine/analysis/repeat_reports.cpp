// The reporting rate recipe: repeats over exposure, per neighbourhood, and what it would mean for the counts.
#include "engine/analysis/repeat_reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/analysis/incident_repeats.h"
#include "engine/analysis/reporting_scenario.h"
#include "engine/base/durations.h"
#include "engine/base/error.h"
#include "engine/base/missing.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/statistics/reporting_rate.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> switches{"off", "on"};

constexpr Parameter horizon{.name = "horizon",
                            .fallback = "30d",
                            .help =
                                "How long a problem can be reported again if nobody closes it, such as 30d or 8w: the "
                                "usual lifetime of such problems."};
constexpr Parameter categories{
    .name = "categories",
    .kind = ParameterKind::list,
    .otherwise = "all",
    .help = "Categories of problems that last: fly-tipping, broken lights, a source of noise. Never burglaries."};
constexpr Parameter scenario{
    .name = "scenario",
    .kind = ParameterKind::choice,
    .fallback = "off",
    .choices = switches,
    .help = "Adds a map of the counts that equal reporting everywhere would give: a scenario, not a finding."};
constexpr Parameter lifetime{
    .name = "lifetime", .otherwise = "the horizon", .help = "Mean lifetime of a problem in the scenario, such as 30d."};

constexpr std::array<OutputColumn, 12> columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given"},
    {.name = "incidents",
     .title = "Incidents followed",
     .unit = Unit::count,
     .help = "Incidents with a known time, of the categories asked for",
     .decimals = 0},
    {.name = "repeats",
     .title = "Repeated reports",
     .unit = Unit::count,
     .help = "Further reports of citizens while the problem was there",
     .decimals = 0},
    {.name = "exposure_d",
     .title = "Days followed",
     .help = "Days from the first report to closing, horizon or end of the data; never to the last report",
     .decimals = 1},
    {.name = "lambda",
     .title = "Reporting rate per day",
     .help = "Further reports per day of a problem that is there: how readily people report it",
     .decimals = 4},
    {.name = "lambda_lo",
     .title = "Reporting rate, lower limit",
     .help = "Exact 95 % interval of the count (Garwood)",
     .decimals = 4},
    {.name = "lambda_hi",
     .title = "Reporting rate, upper limit",
     .help = "Exact 95 % interval of the count (Garwood)",
     .decimals = 4},
    {.name = "rrr",
     .title = "Reporting beside the whole",
     .help = "Reporting rate over that of the study area; 1: alike"},
    {.name = "delay_d",
     .title = "Mean days until reported",
     .help = "Inverse of the reporting rate: how long a problem waits for its next report",
     .decimals = 1},
    {.name = "delay_lo",
     .title = "Days until reported, lower limit",
     .help = "From the upper limit of the rate",
     .decimals = 1},
    {.name = "delay_hi",
     .title = "Days until reported, upper limit",
     .help = "From the lower limit of the rate",
     .decimals = 1},
    {.name = "note", .title = "Note", .help = "Why a value is missing"},
}};

constexpr OutputLayer table{
    "reporting_rate", "How readily people report",
    "Repeated reports of known incidents over the time in which they could be repeated.", columns,
    "Only for problems that last. Where earlier reports stand on a public map, people hold back "
    "repeats."};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 4> all{horizon, categories, scenario, lifetime};
  return all;
}

std::span<const OutputLayer> layers() {
  static const std::array<OutputColumn, 4> of_zones{columns[4], columns[5], columns[6], columns[7]};
  static const std::array<OutputLayer, 3> all{
      {{"neighbourhoods", "", "", of_zones, ""}, table, reporting_scenario_layer()}};
  return all;
}

double days_of(const Settings& settings, const Parameter& parameter) {
  const std::string text = settings.text(parameter);
  const std::optional<double> days = parse_days(text);
  if (!days)
    throw UsageError(fmt::format("[reporting_rate] {} = '{}' is no length of time; write 30d or 8w", parameter.name,
                                 printable(text)));
  return *days;
}

struct Sum {
  double incidents = 0, repeats = 0, days = 0;
  void add(const IncidentRepeats& of, std::size_t i) {
    incidents += 1;
    repeats += static_cast<double>(of.repeats[i]);
    days += of.exposure_days[i];
  }
  RepeatRate rate() const { return repeat_rate(repeats, days); }
};

std::vector<Sum> sums_by_zone(const Study& study, const IncidentRepeats& repeats) {
  std::vector<Sum> sums(study.neighbourhoods.zones.size());
  for (std::size_t i = 0; i < repeats.report.size(); ++i)
    if (const std::int32_t zone = study.zone_of[repeats.report[i]]; zone >= 0)
      sums[static_cast<std::size_t>(zone)].add(repeats, i);
  return sums;
}

std::vector<Values> rate_columns(const Study& study, const std::vector<Sum>& sums, double overall) {
  Texts zone, note;
  Integers incidents, repeats;
  std::array<Reals, 8> numbers;
  for (std::size_t z = 0; z < sums.size(); ++z) {
    const RepeatRate rate = sums[z].rate();
    zone.push_back(study.neighbourhoods.zones.id[z]);
    incidents.values.push_back(static_cast<std::int64_t>(sums[z].incidents));
    repeats.values.push_back(static_cast<std::int64_t>(sums[z].repeats));
    const auto over = [](double a, double b) { return b > 0 ? a / b : no_number; };
    const std::array<double, 8> row{
        sums[z].days,       rate.rate,           rate.lower,         rate.upper, over(rate.rate, overall),
        over(1, rate.rate), over(1, rate.upper), over(1, rate.lower)};
    for (std::size_t k = 0; k < row.size(); ++k) numbers[k].values.push_back(row[k]);
    std::isnan(rate.rate) ? note.push_back("zero_denominator") : note.push_null();
  }
  std::vector<Values> values{zone, incidents, repeats};
  for (Reals& column : numbers) values.emplace_back(std::move(column));
  values.emplace_back(std::move(note));
  return values;
}

void report(const Settings& settings, const IncidentRepeats& repeats, const Sum& all, Contribution& out) {
  const RepeatRate rate = all.rate();
  out.record.emplace_back("lambda_all", number_text(rate.rate));
  out.record.emplace_back("lambda_all_lo", number_text(rate.lower));
  out.record.emplace_back("lambda_all_hi", number_text(rate.upper));
  const auto find = [&](const char* check, double value, Finding::Level level, const std::string& text) {
    out.findings.push_back(
        {"reports", check, value, Unit::none, value > 0 ? level : Finding::Level::ok, value > 0 ? text : ""});
  };
  using Level = Finding::Level;
  find("reporting_rate", rate.rate, Level::notice,
       fmt::format("a known problem is reported again {:.3f} times a day (95 % {:.3f} to {:.3f}): about {:.0f} days "
                   "until the next report",
                   rate.rate, rate.lower, rate.upper, 1 / rate.rate));
  if (settings.list(categories).empty())
    find("reporting_categories", 1, Level::notice,
         "the reporting rate looks at every category; it means something only for problems that last: name them in "
         "[reporting_rate] categories");
  find("repeats_after_exposure", static_cast<double>(repeats.after_exposure), Level::ok, "");
  find("copied_reports", static_cast<double>(repeats.copies), Level::notice,
       fmt::format("{} reports equal an earlier one of their incident in time, place, channel and reporter: no further "
                   "voice",
                   repeats.copies));
  find("closed_before_reported", static_cast<double>(repeats.early_closed), Level::notice,
       fmt::format("{} incidents close before they are reported; their closing is taken as unknown",
                   repeats.early_closed));
  if (!repeats.has_closed)
    find("closing_unknown", 1, Level::notice,
         "no incident has a time of closing, so each is followed for the whole horizon: problems mended earlier make "
         "the reporting rate too low");
  // An end that is the last report is no stopping time: it would overestimate by half and more.
  const auto repeated = std::ranges::count_if(repeats.repeats, [](std::int64_t n) { return n > 0; });
  if (repeated >= 10 && 2 * repeats.closed_at_last > repeated)
    find(
        "closing_is_last_report", static_cast<double>(repeats.closed_at_last), Level::warning,
        fmt::format("{} of {} repeated incidents close at the time of their last report; if closing was filled in from "
                    "the reports, the reporting rate is far too high: leave [reports] closed out",
                    repeats.closed_at_last, repeated));
}

void require_inputs(const Study& study) {
  if (!study.has_reports || !study.period.known())
    throw UsageError("[reporting_rate] needs [reports] with times: name the column as [reports] time");
  if (study.incidents() == static_cast<std::int64_t>(study.reports.size()))
    throw UsageError(
        "[reporting_rate] needs incidents with several reports: name their column as [reports] incident, or set link = "
        "\"auto\"");
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  require_inputs(study);
  Contribution out;
  const double days = days_of(settings, horizon);
  const std::vector<std::string> wanted = settings.list(categories);
  const IncidentRepeats repeats = incident_repeats(study, days, wanted);
  Sum all;
  for (std::size_t i = 0; i < repeats.report.size(); ++i) all.add(repeats, i);
  const std::vector<Sum> sums = sums_by_zone(study, repeats);
  report(settings, repeats, all, out);
  const std::vector<Values> values = rate_columns(study, sums, all.rate().rate);
  NewLayer layer{.declared = &table, .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&columns[i], values[i]});
  AddedColumns added{"neighbourhoods", {}, {}, ""};
  for (std::size_t i = 4; i < 8; ++i) added.columns.push_back({&columns[i], values[i]});
  if (settings.text(scenario) == "on") {
    std::vector<double> rate, incidents;
    for (const Sum& sum : sums) {
      rate.push_back(sum.rate().rate);
      incidents.push_back(sum.incidents);
    }
    const double lasts = settings.given(lifetime) ? days_of(settings, lifetime) : days;
    out.layers.push_back(reporting_scenario(study, incidents, rate, lasts));
  }
  out.layers.push_back(std::move(layer));
  out.added.push_back(std::move(added));
  return out;
}

}  // namespace

Analysis reporting_rate_analysis() {
  return {
      .name = "reporting_rate",
      .title = "Reporting rate",
      .summary =
          "How readily each neighbourhood reports a problem that is there, from reports that repeat known incidents.",
      .parameters = parameters(),
      .layers = layers(),
      .needs = "reports with times, several of them about one incident",
      .after = "",
      .possible =
          [](const Study& study) {
            return study.has_reports && study.period.known() &&
                   study.incidents() < static_cast<std::int64_t>(study.reports.size());
          },
      .run = run};
}

}  // namespace vigie
