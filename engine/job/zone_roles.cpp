// Names, numbers and dates of boundaries, from the columns that the job names.
#include "engine/job/zone_roles.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/base/error.h"
#include "engine/base/week_schedule.h"
#include "engine/base/words.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

std::string text_at(const Column& column, std::size_t row) {
  if (const Texts* texts = std::get_if<Texts>(&column.values)) return std::string(trim(texts->at(row)));
  if (const Integers* integers = std::get_if<Integers>(&column.values))
    return integers->values[row] == no_integer ? "" : std::to_string(integers->values[row]);
  if (const Reals* reals = std::get_if<Reals>(&column.values)) {
    const double value = reals->values[row];
    return value == value ? fmt::format("{}", value) : "";
  }
  const Instant instant = std::get<Instants>(column.values).values[row];
  return instant == no_instant ? "" : iso_text(instant);
}

// Statistical offices write negative numbers for "secret"; nobody lives in negative numbers.
std::vector<double> role_numbers(const Settings& settings, const Parameter& parameter, const TableValues& table,
                                 const ZoneSet& zones, Intake& intake) {
  const std::string column = settings.text(parameter);
  if (column.empty()) return {};
  const auto in_table = table.numbers.find(parameter.name);
  std::vector<double> values =
      in_table != table.numbers.end() ? in_table->second : as_reals(*zones.attributes.find(column));
  std::size_t negative = 0;
  for (double& value : values)
    if (value < 0) {
      value = std::numeric_limits<double>::quiet_NaN();
      ++negative;
    }
  if (negative > 0)
    intake.findings.push_back(
        {"neighbourhoods", "negative_" + std::string(parameter.name), static_cast<double>(negative), Unit::count,
         Finding::Level::warning,
         fmt::format("{} neighbourhoods have a negative {} (often a mark for secret): taken as unknown", negative,
                     parameter.name)});
  return values;
}

std::vector<Instant> role_days(const Settings& settings, const Parameter& parameter, const TimeReader& reader,
                               const ZoneSet& zones) {
  std::vector<Instant> days(zones.size(), no_instant);
  const std::vector<std::string> texts = column_texts(zones.attributes, settings.text(parameter), zones.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const ParsedTime parsed = reader.parse(texts[i]);
    if (parsed.fault == TimeFault::bad_date)
      throw DataError(fmt::format("[watch_areas] feature {}: {} '{}' is no date; write 2024-01-31", zones.row[i],
                                  parameter.name, printable(texts[i])));
    days[i] = parsed.instant;
  }
  return days;
}

void find_unreadable_hours(const WatchAreas& watch, Intake& intake) {
  std::vector<std::string> unreadable;
  for (const std::string& hours : watch.active_hours)
    if (!hours.empty() && !parse_week_schedule(hours)) unreadable.push_back("'" + printable(hours, 40) + "'");
  const auto number = static_cast<double>(unreadable.size());
  if (unreadable.size() > 5) unreadable.resize(5);
  intake.findings.push_back(
      {"watch_areas", "unreadable_hours", number, Unit::count,
       number > 0 ? Finding::Level::warning : Finding::Level::ok,
       number > 0 ? fmt::format("active hours of {:g} watch areas cannot be read and are left out: {}; write them like "
                                "Mo-Su 18:00-23:00",
                                number, listed(unreadable))
                  : ""});
}

}  // namespace

std::vector<std::string> column_texts(const Table& table, const std::string& name, std::size_t rows) {
  std::vector<std::string> texts(rows);
  if (const Column* column = name.empty() ? nullptr : table.find(name))
    for (std::size_t row = 0; row < rows; ++row) texts[row] = text_at(*column, row);
  return texts;
}

void name_neighbourhoods(const Settings& settings, const TableValues& table, Neighbourhoods& zones, Intake& intake) {
  zones.name = table.names;
  if (zones.name.empty())
    zones.name = column_texts(zones.zones.attributes, settings.text(zones_keys::name), zones.zones.size());
  for (std::size_t i = 0; i < zones.name.size(); ++i)
    if (zones.name[i].empty()) zones.name[i] = zones.zones.id[i];
  zones.population = role_numbers(settings, zones_keys::population, table, zones.zones, intake);
  zones.dwellings = role_numbers(settings, zones_keys::dwellings, table, zones.zones, intake);
  zones.households = role_numbers(settings, zones_keys::households, table, zones.zones, intake);
  zones.deprivation = role_numbers(settings, zones_keys::deprivation, table, zones.zones, intake);
}

void describe_watch_areas(const Settings& settings, const TimeZone& zone, WatchAreas& watch, Intake& intake) {
  const TimeReader reader("iso", zone);
  const ZoneSet& zones = watch.zones;
  watch.name = column_texts(zones.attributes, settings.text(watch_keys::name), zones.size());
  watch.form = column_texts(zones.attributes, settings.text(watch_keys::form), zones.size());
  watch.status = column_texts(zones.attributes, settings.text(watch_keys::status), zones.size());
  watch.valid_from = role_days(settings, watch_keys::valid_from, reader, zones);
  watch.valid_to = role_days(settings, watch_keys::valid_to, reader, zones);
  watch.last_verified = role_days(settings, watch_keys::last_verified, reader, zones);
  watch.active_hours = column_texts(zones.attributes, settings.text(watch_keys::active_hours), zones.size());
  watch.member_unit = column_texts(zones.attributes, settings.text(watch_keys::member_unit), zones.size());
  for (std::string& unit : watch.member_unit) unit = lower(unit);
  find_unreadable_hours(watch, intake);
  watch.members.assign(zones.size(), no_integer);
  if (const std::string column = settings.text(watch_keys::members); !column.empty()) {
    const std::vector<double> members = as_reals(*zones.attributes.find(column));
    for (std::size_t i = 0; i < members.size(); ++i)
      if (members[i] >= 0) watch.members[i] = static_cast<std::int64_t>(members[i]);
  }
  static constexpr std::string_view known[] = {
      "plp",           "plp_i",        "messaging_group", "neighborhood_patrol",
      "dog_walkers",   "peace_warden", "police_patrol",   "street_contact",
      "reporting_app", "camera",       "mediation",       "other"};
  for (std::size_t i = 0; i < zones.size(); ++i) {
    if (watch.form[i].empty()) watch.form[i] = "other";
    watch.status[i] = lower(watch.status[i]);
    if (std::ranges::find(known, watch.form[i]) == std::end(known))
      intake.findings.push_back({"watch_areas", "unknown_form", 1, Unit::none, Finding::Level::notice,
                                 fmt::format("watch area {}: form '{}' is not in the code list; it is kept",
                                             zones.id[i], printable(watch.form[i]))});
  }
}

}  // namespace vigie
