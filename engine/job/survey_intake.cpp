// Reading survey results: every row has a place, a value and a design level, or stands in the rejects.
#include "engine/job/survey_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/analysis/survey_keys.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/io/table_file.h"
#include "engine/job/column_guess.h"
#include "engine/job/zone_intake.h"
#include "engine/job/zone_roles.h"

namespace vigie {
namespace {

namespace keys = survey_keys;

bool is_level(const std::string& word) {
  const auto known = survey_levels();
  return std::ranges::find(known, word) != known.end();
}

void settle_survey_columns(Job& job, const Preview& look, Intake& intake) {
  Settings& settings = job.section("survey");
  std::vector<std::string> said;
  for (const ColumnGuess& guess : guess_survey_columns(look)) {
    const auto& declared = settings.section().parameters;
    const Parameter& parameter = *std::ranges::find(declared, guess.role, &Parameter::name);
    if (settings.given(parameter)) continue;
    settings.choose(parameter, guess.column);
    said.push_back(fmt::format("{} = {}", guess.role, guess.column));
  }
  if (!said.empty())
    intake.messages.push_back(fmt::format("[survey] columns taken by name: {}", fmt::join(said, ", ")));
}

std::vector<TableColumn> wanted_columns(const Settings& settings, const std::string& name, const Preview& look) {
  for (const Parameter* parameter : {&keys::area, &keys::rate, &keys::level})
    if (settings.text(*parameter).empty())
      throw DataError(fmt::format("{} has no column that looks like the {}; set [survey] {}. Its columns are {}", name,
                                  parameter->name, parameter->name, listed(look.columns)));
  std::vector<TableColumn> wanted;
  for (const Parameter* parameter : {&keys::area, &keys::indicator, &keys::wave, &keys::rate, &keys::lo, &keys::hi,
                                     &keys::variance, &keys::respondents, &keys::level}) {
    const std::string column = settings.text(*parameter);
    if (column.empty() || (parameter == &keys::level && is_level(column))) continue;
    wanted.push_back({std::string(parameter->name), column, fmt::format("survey.{}", parameter->name)});
  }
  return wanted;
}

class SurveyReader {
 public:
  SurveyReader(const Settings& settings, TableRead& table, SurveyRows& survey)
      : table_(table), survey_(survey), fixed_level_(settings.text(keys::level)) {}

  void read(std::size_t at) {
    double value = 0;
    if (!number("rate", at, value) || std::isnan(value)) return reject(at, "no value", text("rate", at));
    double lower = 0, upper = 0, spread = 0, asked = 0;
    for (auto [role, into] : {std::pair{"lo", &lower}, {"hi", &upper}, {"variance", &spread}, {"respondents", &asked}})
      if (!number(role, at, *into)) return reject(at, fmt::format("{} is no number", role), text(role, at));
    survey_.place.emplace_back(text("area", at));
    survey_.indicator.emplace_back(text("indicator", at));
    survey_.wave.emplace_back(text("wave", at));
    survey_.level.push_back(lower_level(at));
    survey_.rate.push_back(value);
    survey_.lower.push_back(lower);
    survey_.upper.push_back(upper);
    survey_.variance.push_back(spread);
    survey_.respondents.push_back(asked);
  }

 private:
  std::string_view text(std::string_view role, std::size_t at) const {
    const Texts* texts = table_.columns.find_as<Texts>(role);
    return texts ? trim(texts->at(at)) : std::string_view{};
  }

  std::string lower_level(std::size_t at) const {
    return is_level(fixed_level_) ? fixed_level_ : lower(text("level", at));
  }

  // NaN for an empty field; false for one that is no number.
  bool number(std::string_view role, std::size_t at, double& value) const {
    value = std::nan("");
    const std::string_view given = text(role, at);
    if (given.empty()) return true;
    const ParsedNumber parsed = parse_number(given, table_.decimal);
    if (parsed.fault == NumberFault::none) value = parsed.value;
    return parsed.fault == NumberFault::none;
  }

  void reject(std::size_t at, const std::string& detail, std::string_view raw) {
    table_.ledger.rejects.push_back({table_.row[at], Reason::bad_number, detail, printable(raw, 60)});
  }

  TableRead& table_;
  SurveyRows& survey_;
  std::string fixed_level_;
};

// Which place of the survey each neighbourhood belongs to, and for how many people it speaks there.
void place_zones(const Settings& settings, const Neighbourhoods& zones, SurveyRows& survey) {
  const Table& attributes = zones.zones.attributes;
  const auto require = [&](const Parameter& parameter) {
    const std::string column = settings.text(parameter);
    if (!column.empty() && attributes.find(column) == nullptr)
      throw DataError(
          fmt::format("[survey] {} = '{}': the neighbourhoods have no such column", parameter.name, printable(column)));
    return column;
  };
  survey.zone_place = zones.zones.id;
  if (const std::string column = require(keys::code); !column.empty())
    survey.zone_place = column_texts(attributes, column, zones.zones.size());
  survey.zone_people = zones.population;
  if (const std::string column = require(keys::people); !column.empty())
    survey.zone_people = as_reals(*attributes.find(column));
}

}  // namespace

void take_in_survey(Job& job, Intake& intake, Stopwatch& watch) {
  const Source file = source_of(job, "survey");
  const std::string name = source_name(file);
  const Preview first_look = preview(file);
  settle_survey_columns(job, first_look, intake);
  const Settings& settings = job.section("survey");
  const std::vector<TableColumn> wanted = wanted_columns(settings, name, first_look);
  TableRead table = watch.time("read", 9, [&] { return read_table(file, wanted, nullptr); });
  for (const std::string& note : table.notes) intake.messages.push_back(note);
  SurveyRows& survey = intake.study.survey;
  survey.source = name;
  survey.units = settings.text(keys::units);
  survey.ratio_of = settings.text(keys::ratio_of);
  SurveyReader reader(settings, table, survey);
  for (std::size_t i = 0; i < table.row.size(); ++i) reader.read(i);
  if (survey.size() == 0) throw DataError(fmt::format("{}: no row has a value", name));
  place_zones(settings, intake.study.neighbourhoods, survey);
  table.ledger.used = static_cast<std::int64_t>(survey.size());
  std::ranges::stable_sort(table.ledger.rejects, {}, &Reject::row);
  table.ledger.check();
  intake.inputs.push_back({"survey", name, fingerprint(file), "", "", std::move(table.ledger)});
}

}  // namespace vigie
