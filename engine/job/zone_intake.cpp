// Reading and placing boundaries.
#include "engine/job/zone_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/geometry/repair.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

const Parameter& key(const Settings& settings, std::string_view name) {
  return *std::ranges::find(settings.section().parameters, name, &Parameter::name);
}

bool has_key(const Settings& settings, std::string_view name) {
  const auto& all = settings.section().parameters;
  return std::ranges::find(all, name, &Parameter::name) != all.end();
}

// Keys of a section that name columns of its file.
bool names_column(std::string_view key) {
  static constexpr std::string_view others[] = {"source", "layer", "crs", "time_format", "keep", "encoding", "delimiter",
                                                "decimal", "max_bad", "link"};
  return std::ranges::find(others, key) == std::end(others);
}

std::string column_in(const Preview& preview, const std::string& wanted) {
  std::vector<std::string> folded;
  for (const std::string& column : preview.columns) {
    if (column == wanted) return column;
    if (same_ignoring_case(column, trim(wanted))) folded.push_back(column);
  }
  return folded.size() == 1 ? folded.front() : "";
}

// Belgian Lambert systems by their ranges, else degrees.
std::optional<std::string> crs_by_range(const Box& box) {
  const auto within = [&](double west, double east, double south, double north) {
    return box.min_x >= west && box.max_x <= east && box.min_y >= south && box.max_y <= north;
  };
  if (within(-180, 180, -90, 90)) return "EPSG:4326";
  if (within(20e3, 300e3, 20e3, 250e3)) return "EPSG:31370";
  if (within(520e3, 800e3, 520e3, 750e3)) return "EPSG:3812";
  return std::nullopt;
}

// `given` is what the job says; "" where it says nothing.
Crs crs_of_zones(const std::string& given, std::string_view section, const StoredZones& stored, Intake& intake) {
  if (!given.empty()) return crs_from_text(given);
  if (!stored.crs.empty()) return crs_from_text(stored.crs);
  Box box;
  for (const MultiPolygon& shape : stored.shapes) box.add(bounds(shape));
  const std::optional<std::string> guess = crs_by_range(box);
  if (!guess)
    throw DataError(fmt::format("{} names no coordinate reference system, and coordinates from {:.0f} {:.0f} to {:.0f} {:.0f} "
                                "fit none that can be guessed; set [{}] crs, such as crs = \"EPSG:31370\"",
                                stored.source, box.min_x, box.min_y, box.max_x, box.max_y, section));
  intake.messages.push_back(fmt::format("{} names no CRS; {} was taken by the range of its coordinates (set [{}] crs if this is wrong)",
                                        stored.source, *guess, section));
  intake.findings.push_back({stored.source, "crs_guessed", 1, Unit::none, Finding::Level::warning, intake.messages.back()});
  return crs_from_text(*guess);
}

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

std::vector<std::string> texts_of(const Table& table, const std::string& name, std::size_t rows) {
  std::vector<std::string> texts(rows);
  if (const Column* column = name.empty() ? nullptr : table.find(name))
    for (std::size_t row = 0; row < rows; ++row) texts[row] = text_at(*column, row);
  return texts;
}

std::vector<std::string> unique_ids(const StoredZones& stored, const std::string& id_column) {
  std::vector<std::string> ids = texts_of(stored.attributes, id_column, stored.shapes.size());
  std::map<std::string, std::int64_t> first_row;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (id_column.empty()) ids[i] = std::to_string(stored.row[i]);
    if (ids[i].empty())
      throw DataError(fmt::format("{} feature {}: column '{}' is empty; every area needs an id", stored.source, stored.row[i], id_column));
    const auto [place, is_new] = first_row.try_emplace(ids[i], stored.row[i]);
    if (!is_new)
      throw DataError(fmt::format("{} features {} and {} have the same {} '{}'; ids must be unique (merge the parts, or choose another column)",
                                  stored.source, place->second, stored.row[i], id_column, printable(ids[i])));
  }
  return ids;
}

ZoneSet sorted_by_id(ZoneSet zones) {
  std::vector<std::size_t> order(zones.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) -> const std::string& { return zones.id[i]; });
  ZoneSet sorted;
  for (std::size_t i : order) {
    sorted.id.push_back(std::move(zones.id[i]));
    sorted.shapes.push_back(std::move(zones.shapes[i]));
    sorted.row.push_back(zones.row[i]);
  }
  sorted.attributes = zones.attributes.select(order);
  return sorted;
}

// Statistical offices write negative numbers for "secret"; nobody lives in negative numbers.
std::vector<double> role_numbers(const Settings& settings, const Parameter& parameter, const ZoneSet& zones, Intake& intake) {
  const std::string column = settings.text(parameter);
  if (column.empty()) return {};
  std::vector<double> values = as_reals(*zones.attributes.find(column));
  std::size_t negative = 0;
  for (double& value : values)
    if (value < 0) {
      value = std::numeric_limits<double>::quiet_NaN();
      ++negative;
    }
  if (negative > 0)
    intake.findings.push_back({"neighbourhoods", "negative_" + std::string(parameter.name), static_cast<double>(negative), Unit::count,
                               Finding::Level::warning,
                               fmt::format("{} neighbourhoods have a negative {} (often a mark for secret): taken as unknown", negative, parameter.name)});
  return values;
}

std::vector<Instant> role_days(const Settings& settings, const Parameter& parameter, const TimeReader& reader, const ZoneSet& zones) {
  std::vector<Instant> days(zones.size(), no_instant);
  const std::vector<std::string> texts = texts_of(zones.attributes, settings.text(parameter), zones.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const ParsedTime parsed = reader.parse(texts[i]);
    if (parsed.fault == TimeFault::bad_date)
      throw DataError(fmt::format("[watch_areas] feature {}: {} '{}' is no date; write 2024-01-31", zones.row[i], parameter.name, printable(texts[i])));
    days[i] = parsed.instant;
  }
  return days;
}

}  // namespace

Source source_of(const Job& job, std::string_view section) {
  const Settings& settings = job.section(section);
  const auto text = [&](std::string_view name) { return has_key(settings, name) ? settings.text(key(settings, name)) : std::string{}; };
  Source source;
  source.path = job.resolve(text("source"));
  if (source.path.empty())
    throw UsageError(fmt::format("[{}] source is missing; name the file, such as source = \"{}.gpkg\"", section, section));
  source.layer = text("layer");
  source.encoding = text("encoding");
  source.delimiter = text("delimiter");
  if (const std::string decimal = text("decimal"); !decimal.empty()) source.decimal = decimal.front();
  return source;
}

void settle_columns(Job& job, std::string_view section, const Preview& preview, const std::vector<ColumnGuess>& guesses,
                    Intake& intake) {
  Settings& settings = job.section(section);
  for (const Parameter& parameter : settings.section().parameters) {
    if (!names_column(parameter.name) || !settings.given(parameter)) continue;
    const std::string wanted = settings.text(parameter), found = column_in(preview, wanted);
    if (wanted.empty()) continue;
    if (found.empty()) {
      const std::string nearest = nearest_name(wanted, preview.columns);
      throw DataError(fmt::format("{} has no column '{}' ([{}] {}){}; its columns are {}", source_name(source_of(job, section)),
                                  printable(wanted), section, parameter.name,
                                  nearest.empty() ? "" : "; did you mean '" + nearest + "'?", listed(preview.columns)));
    }
  }
  const auto given = [&](std::string_view name) { return has_key(settings, name) && settings.given(key(settings, name)); };
  const bool place_given = given("x") || given("y") || given("wkt");
  std::vector<std::string> said;
  for (const ColumnGuess& guess : guesses) {
    const bool place = guess.role == "x" || guess.role == "y" || guess.role == "wkt";
    if (given(guess.role) || (place && place_given)) continue;
    settings.choose(key(settings, guess.role), guess.column);
    said.push_back(fmt::format("{} = {}", guess.role, guess.column));
  }
  if (!said.empty()) intake.messages.push_back(fmt::format("[{}] columns taken by name: {}", section, fmt::join(said, ", ")));
}

namespace {

// Polygons read, mended, and entered in the account.
ZonesTaken read_polygons(Source source, std::string_view section, const std::string& given_crs, Intake& intake) {
  ZonesTaken taken{.stored = {}, .crs = {}, .source = std::move(source)};
  ZonesRead read = read_zones(taken.source);
  if (read.zones.shapes.empty())
    throw DataError(fmt::format("{} holds no polygons; [{}] needs at least one", source_name(taken.source), section));
  for (const std::string& note : read.notes) intake.messages.push_back(read.zones.source + ": " + note);
  const std::vector<Repair> repairs = repair_zones(read.zones);
  for (const Repair& repair : repairs)
    intake.messages.push_back(fmt::format("{} feature {}: repaired ({})", read.zones.source, read.zones.row[repair.zone], repair.reason));
  intake.findings.push_back({read.zones.source, "repaired", static_cast<double>(repairs.size()), Unit::count,
                             repairs.empty() ? Finding::Level::ok : Finding::Level::notice, ""});
  read.ledger.used = static_cast<std::int64_t>(read.zones.shapes.size());
  read.ledger.check();
  taken.crs = crs_of_zones(given_crs, section, read.zones, intake);
  taken.stored = std::move(read.zones);
  intake.inputs.push_back({std::string(section), source_name(taken.source), fingerprint(taken.source), taken.crs.text, "", std::move(read.ledger)});
  return taken;
}

}  // namespace

ZonesTaken read_boundaries(Job& job, std::string_view section, Intake& intake,
                           std::vector<ColumnGuess> (*guess)(const Preview&)) {
  const Source source = source_of(job, section);
  const Preview first_look = preview(source);
  settle_columns(job, section, first_look, guess(first_look), intake);
  const Settings& settings = job.section(section);
  return read_polygons(source, section, settings.text(key(settings, "crs")), intake);
}

ZonesTaken read_area(const Job& job, Intake& intake) {
  Source source;
  source.path = job.resolve(job.section("study").text(study_keys::area));
  return read_polygons(std::move(source), "study", "", intake);
}

Projection operation_for(const std::string& source, const Crs& from, const Crs& to, const Box& degrees) {
  try {
    return Projection(from, to, degrees);
  } catch (const DataError& fault) {
    throw DataError(source + ": " + fault.what());
  }
}

ZoneSet place_boundaries(const ZonesTaken& taken, const std::string& id_column, const Crs& study, std::string_view section,
                         Intake& intake) {
  const Projection projection = operation_for(taken.stored.source, taken.crs, study, intake.degrees);
  for (InputRecord& input : intake.inputs)
    if (input.section == section) input.operation = projection.operation();
  return sorted_by_id(project_zones(taken.stored, unique_ids(taken.stored, id_column), projection));
}

void name_neighbourhoods(const Settings& settings, Neighbourhoods& zones, Intake& intake) {
  zones.name = texts_of(zones.zones.attributes, settings.text(zones_keys::name), zones.zones.size());
  for (std::size_t i = 0; i < zones.name.size(); ++i)
    if (zones.name[i].empty()) zones.name[i] = zones.zones.id[i];
  zones.population = role_numbers(settings, zones_keys::population, zones.zones, intake);
  zones.dwellings = role_numbers(settings, zones_keys::dwellings, zones.zones, intake);
  zones.households = role_numbers(settings, zones_keys::households, zones.zones, intake);
  zones.deprivation = role_numbers(settings, zones_keys::deprivation, zones.zones, intake);
}

void describe_watch_areas(const Settings& settings, const TimeZone& zone, WatchAreas& watch, Intake& intake) {
  const TimeReader reader("iso", zone);
  const ZoneSet& zones = watch.zones;
  watch.name = texts_of(zones.attributes, settings.text(watch_keys::name), zones.size());
  watch.form = texts_of(zones.attributes, settings.text(watch_keys::form), zones.size());
  watch.status = texts_of(zones.attributes, settings.text(watch_keys::status), zones.size());
  watch.valid_from = role_days(settings, watch_keys::valid_from, reader, zones);
  watch.valid_to = role_days(settings, watch_keys::valid_to, reader, zones);
  watch.last_verified = role_days(settings, watch_keys::last_verified, reader, zones);
  watch.members.assign(zones.size(), no_integer);
  if (const std::string column = settings.text(watch_keys::members); !column.empty()) {
    const std::vector<double> members = as_reals(*zones.attributes.find(column));
    for (std::size_t i = 0; i < members.size(); ++i)
      if (members[i] >= 0) watch.members[i] = static_cast<std::int64_t>(members[i]);
  }
  static constexpr std::string_view known[] = {"plp", "plp_i", "messaging_group", "neighborhood_patrol", "dog_walkers", "peace_warden",
                                               "police_patrol", "street_contact", "reporting_app", "camera", "mediation", "other"};
  for (std::size_t i = 0; i < zones.size(); ++i) {
    if (watch.form[i].empty()) watch.form[i] = "other";
    watch.status[i] = lower(watch.status[i]);
    if (std::ranges::find(known, watch.form[i]) == std::end(known))
      intake.findings.push_back({"watch_areas", "unknown_form", 1, Unit::none, Finding::Level::notice,
                                 fmt::format("watch area {}: form '{}' is not in the code list; it is kept", zones.id[i], printable(watch.form[i]))});
  }
}

}  // namespace vigie
