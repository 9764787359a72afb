// The survey recipe: intervals, design levels, and the share of what happened that was reported.
#include "engine/analysis/survey_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

#include "engine/analysis/survey_interval.h"
#include "engine/analysis/survey_keys.h"
#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/statistics/survey_ratio.h"

namespace vigie {
namespace {

constexpr std::array<OutputColumn, 17> columns{{
    {.name = "area", .title = "Place of the survey", .help = "Code of the place as given"},
    {.name = "level",
     .title = "Design level",
     .help = "Level for which the sample was drawn; it says nothing below it"},
    {.name = "indicator", .title = "Indicator", .help = "As given"},
    {.name = "wave", .title = "Wave", .help = "As given"},
    {.name = "rate", .title = "Survey value", .help = "Share or number per person and year, as given", .decimals = 4},
    {.name = "lo",
     .title = "Survey value, lower limit",
     .help = "95 % interval as given, or from the variance",
     .decimals = 4},
    {.name = "hi",
     .title = "Survey value, upper limit",
     .help = "95 % interval as given, or from the variance",
     .decimals = 4},
    {.name = "variance", .title = "Sampling variance", .help = "As given, or from the interval", .decimals = 8},
    {.name = "respondents", .title = "Respondents", .unit = Unit::persons, .help = "As given", .decimals = 0},
    {.name = "zones",
     .title = "Neighbourhoods in the place",
     .unit = Unit::count,
     .help = "Neighbourhoods of this study in the place",
     .decimals = 0},
    {.name = "n", .title = "Reports", .unit = Unit::count, .help = "Used reports in the place", .decimals = 0},
    {.name = "people",
     .title = "People",
     .unit = Unit::persons,
     .help = "Those for whom the survey speaks, in the study",
     .decimals = 0},
    {.name = "psi",
     .title = "Reported share of what happened",
     .help = "Reports over what the survey counts; above 1 is possible, since visitors and businesses report, too",
     .decimals = 3},
    {.name = "psi_lo",
     .title = "Reported share, lower limit",
     .help = "95 % interval from the reports and the survey's variance",
     .decimals = 3},
    {.name = "psi_hi",
     .title = "Reported share, upper limit",
     .help = "95 % interval from the reports and the survey's variance",
     .decimals = 3},
    {.name = "joined",
     .title = "Joined to the map",
     .help = "1 where the neighbourhoods stand at the design level",
     .decimals = 0},
    {.name = "note", .title = "Note", .help = "Why a value is missing"},
}};

constexpr std::array<OutputColumn, 3> zone_columns{{
    {.name = "svy_rate",
     .title = "Survey value",
     .help = "Share or number per person and year, as given",
     .decimals = 4},
    {.name = "svy_lo",
     .title = "Survey value, lower limit",
     .help = "95 % interval as given, or from the variance",
     .decimals = 4},
    {.name = "svy_hi",
     .title = "Survey value, upper limit",
     .help = "95 % interval as given, or from the variance",
     .decimals = 4},
}};

constexpr OutputLayer table{
    "survey", "Survey of residents",
    "Survey results with interval and design level, beside the reports of the same places.", columns,
    "A survey says nothing below the level for which it was drawn. People answer for where they "
    "live, reports lie where things happen; memory errs, and some are hit more than once."};

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 2> all{{{"neighbourhoods", "", "", zone_columns, ""}, table}};
  return all;
}

std::ptrdiff_t fineness(std::string_view level) {
  const auto levels = survey_levels();
  return std::ranges::find(levels, level) - levels.begin();
}

// What the study knows of one place of the survey.
struct Place {
  std::int64_t zones = 0;
  double reports = 0, people = 0;
};

std::vector<double> reports_by_zone(const Study& study, const std::vector<std::string>& wanted) {
  if (wanted.empty() || !study.has_reports) return {study.neighbourhoods.n.begin(), study.neighbourhoods.n.end()};
  std::vector<double> counts(study.neighbourhoods.zones.size(), 0);
  const Texts* category = study.reports.attributes.find_as<Texts>("category");
  for (std::size_t i = 0; category && i < study.reports.size(); ++i)
    if (study.zone_of[i] >= 0 && std::ranges::find(wanted, category->at(i)) != wanted.end())
      ++counts[static_cast<std::size_t>(study.zone_of[i])];
  return counts;
}

Place place_of(const Study& study, const std::vector<double>& reports, const std::string& code) {
  Place place;
  for (std::size_t z = 0; z < study.survey.zone_place.size(); ++z) {
    if (study.survey.zone_place[z] != code) continue;
    ++place.zones;
    place.reports += reports[z];
    if (!study.survey.zone_people.empty() && study.survey.zone_people[z] > 0)
      place.people += study.survey.zone_people[z];
  }
  return place;
}

struct Row {
  SurveyInterval interval;
  Place place;
  SurveyRatio psi{std::nan(""), std::nan(""), std::nan("")};
  bool joined = false;
  std::string note;
};

Row row_of(const Study& study, const std::vector<double>& reports, std::size_t i) {
  const SurveyRows& survey = study.survey;
  Row row{survey_interval(survey, i), place_of(study, reports, survey.place[i]), {}, false, ""};
  row.psi = {std::nan(""), std::nan(""), std::nan("")};
  const auto design = fineness(survey.level[i]), own = fineness(survey.units);
  if (design == std::ssize(survey_levels())) {
    row.note = "unknown_level";
  } else if (std::isnan(row.interval.variance)) {
    row.note = "no_interval";
  } else if (design < own) {
    row.note = "below_design_level";
  } else if (row.place.zones == 0) {
    row.note = "unknown_area";
  } else {
    row.joined = design == own;
  }
  const bool counts = !survey.ratio_of.empty() && survey.indicator[i] == survey.ratio_of;
  if (!counts || row.note == "unknown_level" || row.note == "no_interval" || row.place.zones == 0) return row;
  const double years = study.has_reports ? study.period.years : study.counts.years;
  row.psi = survey_ratio(row.place.reports, row.place.people, years, survey.rate[i], row.interval.variance);
  if (std::isnan(row.psi.value) && row.note.empty()) row.note = "zero_denominator";
  if (row.psi.value > 1 && row.note.empty()) row.note = "above_one";
  return row;
}

void add_columns(const SurveyRows& survey, const std::vector<Row>& rows, NewLayer& layer) {
  const auto texts = [](const std::vector<std::string>& values) {
    Texts column;
    for (const std::string& value : values) value.empty() ? column.push_null() : column.push_back(value);
    return column;
  };
  Reals lower, upper, variance, people, psi, psi_lo, psi_hi;
  Integers zones, n, joined;
  Texts note;
  for (const Row& row : rows) {
    lower.values.push_back(row.interval.lower);
    upper.values.push_back(row.interval.upper);
    variance.values.push_back(row.interval.variance);
    zones.values.push_back(row.place.zones);
    n.values.push_back(static_cast<std::int64_t>(row.place.reports));
    people.values.push_back(row.place.people > 0 ? row.place.people : std::nan(""));
    psi.values.push_back(row.psi.value);
    psi_lo.values.push_back(row.psi.lower);
    psi_hi.values.push_back(row.psi.upper);
    joined.values.push_back(row.joined ? 1 : 0);
    row.note.empty() ? note.push_null() : note.push_back(row.note);
  }
  const std::vector<Values> values{texts(survey.place),
                                   texts(survey.level),
                                   texts(survey.indicator),
                                   texts(survey.wave),
                                   Reals{survey.rate},
                                   lower,
                                   upper,
                                   variance,
                                   Reals{survey.respondents},
                                   zones,
                                   n,
                                   people,
                                   psi,
                                   psi_lo,
                                   psi_hi,
                                   joined,
                                   note};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&columns[i], values[i]});
}

// The shown indicator, on neighbourhoods that stand at its design level.
void join_to_zones(const SurveyRows& survey, const std::vector<Row>& rows, const std::string& shown,
                   Contribution& out) {
  std::array<Reals, 3> joined;
  for (Reals& column : joined) column.values.assign(survey.zone_place.size(), std::nan(""));
  bool any = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].joined || survey.indicator[i] != shown) continue;
    for (std::size_t z = 0; z < survey.zone_place.size(); ++z) {
      if (survey.zone_place[z] != survey.place[i]) continue;
      joined[0].values[z] = survey.rate[i];
      joined[1].values[z] = rows[i].interval.lower;
      joined[2].values[z] = rows[i].interval.upper;
      any = true;
    }
  }
  if (!any) return;
  AddedColumns added{"neighbourhoods", {}, {}, ""};
  for (std::size_t i = 0; i < joined.size(); ++i) added.columns.push_back({&zone_columns[i], joined[i]});
  out.added.push_back(std::move(added));
}

void report(const SurveyRows& survey, const std::vector<Row>& rows, Contribution& out) {
  for (const char* note : {"below_design_level", "no_interval", "unknown_area", "unknown_level"}) {
    const auto number = static_cast<double>(std::ranges::count(rows, std::string(note), &Row::note));
    static const std::map<std::string, std::string> words{
        {"below_design_level",
         "stand at a coarser level than the neighbourhoods and are not joined to them: a survey "
         "says nothing below its design level"},
        {"no_interval", "have neither interval nor variance nor respondents and are not joined"},
        {"unknown_area", "name a place in which no neighbourhood lies"},
        {"unknown_level", "name no known design level (federal, province, zone, municipality, neighbourhood)"}};
    out.findings.push_back({survey.source, note, number, Unit::count,
                            number > 0 ? Finding::Level::warning : Finding::Level::ok,
                            number > 0 ? fmt::format("{}: {:g} rows {}", survey.source, number, words.at(note)) : ""});
  }
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  const SurveyRows& survey = study.survey;
  if (survey.size() == 0) throw UsageError("[survey] source is missing; name the table of survey results");
  Contribution out;
  const std::vector<double> reports = reports_by_zone(study, settings.list(survey_keys::categories));
  std::vector<Row> rows;
  for (std::size_t i = 0; i < survey.size(); ++i) rows.push_back(row_of(study, reports, i));
  const std::string asked = settings.text(survey_keys::join);
  join_to_zones(survey, rows, asked.empty() ? survey.indicator.front() : asked, out);
  report(survey, rows, out);
  NewLayer layer{.declared = &table, .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  add_columns(survey, rows, layer);
  out.layers.push_back(std::move(layer));
  return out;
}

}  // namespace

Analysis survey_analysis() {
  return {.name = "survey",
          .title = "Survey of residents",
          .summary = "Survey results with interval and design level, beside the reports of the same places.",
          .parameters = survey_parameters(),
          .layers = layers(),
          .needs = "a table of survey results",
          .after = "",
          .possible = [](const Study& study) { return study.survey.size() > 0; },
          .run = run};
}

}  // namespace vigie
