// The keys of [presence], declared.
#include "engine/analysis/presence_keys.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "engine/analysis/table_keys.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 3> bases{"unknown", "recorded", "planned"};

}  // namespace

namespace presence_keys {
constexpr Parameter source = text_key(
    "source", "", "Table of minutes of presence by street segment and whole hour: CSV, GeoPackage or another.");
constexpr Parameter layer = table_keys::layer;
constexpr Parameter encoding = table_keys::encoding;
constexpr Parameter delimiter = table_keys::delimiter;
constexpr Parameter segment =
    text_key("segment", by_name, "Column with the id of the street segment, as in [streets] id.");
constexpr Parameter hour_start = text_key("hour_start", by_name, "Column with the beginning of the hour.");
constexpr Parameter minutes = text_key("minutes", by_name, "Column with the minutes of presence in that hour.");
constexpr Parameter form =
    text_key("form", by_name,
             "Column with the form (peace_warden, police_patrol, ...), or the one form of all rows; "
             "plp and plp_i are refused.");
constexpr Parameter interval_s =
    text_key("interval_s", by_name, "Column with the seconds between recorded positions, or that number for all rows.");
constexpr Parameter time_format{
    .name = "time_format",
    .fallback = "iso",
    .help = "iso, epoch_s, epoch_ms, excel, excel_1904, or a pattern such as %d/%m/%Y %H:%M."};
constexpr Parameter where = text_key("where", "every row", "Rows to use, such as: kind = 'foot'.");
constexpr Parameter basis{.name = "basis",
                          .kind = ParameterKind::choice,
                          .fallback = "unknown",
                          .choices = bases,
                          .help =
                              "What the minutes rest on: recorded positions or planned routes. A planned route is not "
                              "a walked one; the word is stored with every result."};
constexpr Parameter from{.name = "from",
                         .kind = ParameterKind::date,
                         .otherwise = "that of the study period",
                         .help = "First day for which presence is known."};
constexpr Parameter to{.name = "to",
                       .kind = ParameterKind::date,
                       .otherwise = "that of the study period",
                       .help = "Day after the last day for which presence is known."};
constexpr Parameter most_persons{
    .name = "most_persons",
    .kind = ParameterKind::integer,
    .fallback = "10",
    .minimum = 1,
    .maximum = 1000,
    .help = "Persons that may be added up in one row; more than 60 minutes for each of them is refused."};
constexpr Parameter least_minutes{
    .name = "least_minutes",
    .kind = ParameterKind::number,
    .fallback = "1",
    .minimum = 0.01,
    .maximum = 60,
    .help = "Minutes of presence in an area from which an hour counts as visited; less is passing by its border."};
constexpr Parameter visits_per_week{.name = "visits_per_week",
                                    .kind = ParameterKind::number,
                                    .fallback = "1",
                                    .minimum = 0.01,
                                    .maximum = 168,
                                    .help = "Visits per week from which a street counts as visited."};
constexpr Parameter hot_areas =
    text_key("hot_areas", "the hot areas of this run",
             "Polygon file with the hot areas of the period before, such as the result of the last run.");
constexpr Parameter hot_layer =
    text_key("hot_layer", "hotspot_areas, else the only polygon layer", "Layer of hot_areas.");
}  // namespace presence_keys

std::span<const Parameter> presence_parameters() {
  using namespace presence_keys;
  static const std::array<Parameter, 19> all{source,        layer,           encoding,  delimiter,  segment,
                                             hour_start,    minutes,         form,      interval_s, time_format,
                                             where,         basis,           from,      to,         most_persons,
                                             least_minutes, visits_per_week, hot_areas, hot_layer};
  return all;
}

bool is_no_patrol(std::string_view form) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"plp", "plpi", "plpbin", "binplp", "bin", "bini", "binz", "binzelfstandigen", "buurtinformatienetwerk",
       "partenariatlocaldeprevention", "partenariatlocaldeprévention"});
  std::string letters;
  for (const char c : form)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80)
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::ranges::find(names, letters) != names.end();
}

}  // namespace vigie
