// The keys of [survey], declared.
#include "engine/analysis/survey_keys.h"

#include <array>

#include "engine/analysis/table_keys.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 5> levels{"federal", "province", "zone", "municipality", "neighbourhood"};

}  // namespace

namespace survey_keys {
constexpr Parameter source = text_key("source", "", "Table of survey results: CSV, GeoPackage or another table.");
constexpr Parameter layer = table_keys::layer;
constexpr Parameter encoding = table_keys::encoding;
constexpr Parameter delimiter = table_keys::delimiter;
constexpr Parameter area =
    text_key("area", by_name, "Column with the code of the place (zone, municipality) of each row.");
constexpr Parameter indicator = text_key("indicator", by_name, "Column with the name of what was asked.");
constexpr Parameter wave = text_key("wave", by_name, "Column with the wave or year of the survey.");
constexpr Parameter rate =
    text_key("rate", by_name, "Column with the value: a share, or a number per person and year.");
constexpr Parameter lo = text_key("lo", by_name, "Column with the lower limit of its 95 % interval.");
constexpr Parameter hi = text_key("hi", by_name, "Column with the upper limit of its 95 % interval.");
constexpr Parameter variance =
    text_key("variance", by_name, "Column with its sampling variance, design effect included.");
constexpr Parameter respondents = text_key("respondents", by_name, "Column with the number of people asked.");
constexpr Parameter level =
    text_key("level", by_name,
             "Column with the level for which the sample was drawn, or that level itself: federal, province, zone, "
             "municipality, neighbourhood.");
constexpr Parameter units{.name = "units",
                          .kind = ParameterKind::choice,
                          .fallback = "neighbourhood",
                          .choices = levels,
                          .help = "Level at which the neighbourhoods of this job stand."};
constexpr Parameter code =
    text_key("code", "their id", "Column of the neighbourhoods with the place of the survey that each belongs to.");
constexpr Parameter people =
    text_key("people", "the population",
             "Column of the neighbourhoods with the number of people the survey speaks for (15 and over).");
constexpr Parameter join =
    text_key("join", "the first", "Indicator that is joined to neighbourhoods standing at its design level.");
constexpr Parameter ratio_of =
    text_key("ratio_of", "none",
             "Indicator that counts victimizations per person and year; reports over it say which share is reported.");
constexpr Parameter categories{.name = "categories",
                               .kind = ParameterKind::list,
                               .otherwise = "all",
                               .help = "Categories of reports that are what this indicator counts."};
}  // namespace survey_keys

std::span<const std::string_view> survey_levels() {
  return levels;
}

std::span<const Parameter> survey_parameters() {
  using namespace survey_keys;
  static const std::array<Parameter, 19> all{
      source,   layer,       encoding, delimiter, survey_keys::area, indicator, wave, rate,     lo,        hi,
      variance, respondents, level,    units,     survey_keys::code, people,    join, ratio_of, categories};
  return all;
}

}  // namespace vigie
