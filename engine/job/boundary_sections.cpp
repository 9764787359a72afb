// Declarations of [neighbourhoods] and [watch_areas], and of the key that opens a database.
#include <array>

#include "engine/job/sections.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> no_or_yes{"false", "true"};

}  // namespace

constexpr Parameter allow_database{.name = "allow_database",
                                   .kind = ParameterKind::choice,
                                   .fallback = "false",
                                   .choices = no_or_yes,
                                   .help =
                                       "Whether source may be a database: \"PG:host=... dbname=... user=...\" with "
                                       "layer = \"schema.table\"."};

namespace zones_keys {
constexpr Parameter source = text_key("source", "", "Polygon file of the neighbourhoods.");
constexpr Parameter layer = text_key("layer", "the only polygon layer", "Layer of the file.");
constexpr Parameter crs = text_key("crs", "from the file", "CRS of the coordinates as AUTHORITY:CODE.");
constexpr Parameter id = text_key("id", by_name, "Column with a unique code.");
constexpr Parameter name = text_key("name", by_name, "Column of the name.");
constexpr Parameter population = text_key("population", by_name, "Column of the number of inhabitants.");
constexpr Parameter dwellings = text_key("dwellings", by_name, "Column of the number of dwellings.");
constexpr Parameter households = text_key("households", by_name, "Column of the number of households.");
constexpr Parameter deprivation = text_key("deprivation", by_name, "Column of a deprivation rank or score.");
constexpr Parameter table =
    text_key("table", "none", "File with numbers by neighbourhood, such as population per statistical sector.");
constexpr Parameter table_id =
    text_key("table_id", by_name, "Column of the table with the codes of id, compared as text.");
constexpr Parameter table_where =
    text_key("table_where", "every row", "Rows of the table to use, such as: YEAR = 2024.");
constexpr Parameter strict_coverage{
    .name = "strict_coverage",
    .kind = ParameterKind::choice,
    .fallback = "false",
    .choices = no_or_yes,
    .help = "Whether neighbourhoods that overlap, or leave gaps between them, stop the run instead of being told."};
constexpr Parameter max_vertices{.name = "max_vertices",
                                 .kind = ParameterKind::integer,
                                 .fallback = "10000000",
                                 .minimum = 3,
                                 .maximum = 1e9,
                                 .help = "Vertices of the boundaries; a file with more is refused before it is used."};
}  // namespace zones_keys

namespace watch_keys {
constexpr Parameter source = text_key("source", "", "Polygon file of the watch areas.");
constexpr Parameter layer = text_key("layer", "the only polygon layer", "Layer of the file.");
constexpr Parameter crs = text_key("crs", "from the file", "CRS of the coordinates as AUTHORITY:CODE.");
constexpr Parameter id = text_key("id", by_name, "Column with a unique code.");
constexpr Parameter name = text_key("name", by_name, "Column of the name.");
constexpr Parameter form =
    text_key("form", by_name, "Column of the form of participation: plp, plp_i, messaging_group, ...");
constexpr Parameter valid_from = text_key("valid_from", by_name, "Column of the first day.");
constexpr Parameter valid_to = text_key("valid_to", by_name, "Column of the day after the last day.");
constexpr Parameter status = text_key("status", by_name, "Column of the status: active, suspended, ended.");
constexpr Parameter last_verified =
    text_key("last_verified", by_name, "Column of the day of the last check that it still exists.");
constexpr Parameter members = text_key("members", by_name, "Column of the number of members; a count, never a list.");
constexpr Parameter member_unit =
    text_key("member_unit", by_name, "Column of what members are: person, household, establishment.");
constexpr Parameter active_hours =
    text_key("active_hours", by_name, "Column of the declared hours, such as Mo-Su 18:00-23:00.");
}  // namespace watch_keys

std::span<const Parameter> zones_parameters() {
  using namespace zones_keys;
  static const std::array<Parameter, 15> all{source,      allow_database,  layer,       crs,         id,    name,
                                             population,  dwellings,       households,  deprivation, table, table_id,
                                             table_where, strict_coverage, max_vertices};
  return all;
}

std::span<const Parameter> watch_parameters() {
  using namespace watch_keys;
  static const std::array<Parameter, 14> all{source,        allow_database, layer,       crs,         id,
                                             name,          form,           valid_from,  valid_to,    status,
                                             last_verified, members,        member_unit, active_hours};
  return all;
}

}  // namespace vigie
