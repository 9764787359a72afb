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
#include "engine/job/zone_roles.h"

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
  static constexpr std::string_view others[] = {"source",   "layer",          "crs",           "time_format", "keep",
                                                "encoding", "delimiter",      "decimal",       "max_bad",     "link",
                                                "where",    "default_points", "link_distance", "link_days"};
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
    throw DataError(
        fmt::format("{} names no coordinate reference system, and coordinates from {:.0f} {:.0f} to {:.0f} {:.0f} "
                    "fit none that can be guessed; set [{}] crs, such as crs = \"EPSG:31370\"",
                    stored.source, box.min_x, box.min_y, box.max_x, box.max_y, section));
  intake.messages.push_back(
      fmt::format("{} names no CRS; {} was taken by the range of its coordinates (set [{}] crs if this is wrong)",
                  stored.source, *guess, section));
  intake.findings.push_back(
      {stored.source, "crs_guessed", 1, Unit::none, Finding::Level::warning, intake.messages.back()});
  return crs_from_text(*guess);
}

std::vector<std::string> unique_ids(const StoredZones& stored, const std::string& id_column) {
  std::vector<std::string> ids = column_texts(stored.attributes, id_column, stored.shapes.size());
  std::map<std::string, std::int64_t> first_row;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (id_column.empty()) ids[i] = std::to_string(stored.row[i]);
    if (ids[i].empty())
      throw DataError(fmt::format("{} feature {}: column '{}' is empty; every area needs an id", stored.source,
                                  stored.row[i], id_column));
    const auto [place, is_new] = first_row.try_emplace(ids[i], stored.row[i]);
    if (!is_new)
      throw DataError(fmt::format(
          "{} features {} and {} have the same {} '{}'; ids must be unique (merge the parts, or choose another column)",
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

}  // namespace

Source source_of(const Job& job, std::string_view section) {
  const Settings& settings = job.section(section);
  const auto text = [&](std::string_view name) {
    return has_key(settings, name) ? settings.text(key(settings, name)) : std::string{};
  };
  Source source;
  source.path = job.resolve(text("source"));
  if (source.path.empty())
    throw UsageError(
        fmt::format("[{}] source is missing; name the file, such as source = \"{}.gpkg\"", section, section));
  source.layer = text("layer");
  source.encoding = text("encoding");
  source.delimiter = text("delimiter");
  if (const std::string decimal = text("decimal"); !decimal.empty()) source.decimal = decimal.front();
  return source;
}

std::optional<RowFilter> filter_of(const Settings& settings, const Parameter& where) {
  const std::string sentence = settings.text(where);
  if (sentence.empty()) return std::nullopt;
  try {
    return RowFilter(sentence);
  } catch (const UsageError& fault) {
    throw UsageError(fmt::format("[{}] {}", settings.section().name, fault.what()));
  }
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
      throw DataError(fmt::format("{} has no column '{}' ([{}] {}){}; its columns are {}",
                                  source_name(source_of(job, section)), printable(wanted), section, parameter.name,
                                  nearest.empty() ? "" : "; did you mean '" + nearest + "'?", listed(preview.columns)));
    }
  }
  const auto given = [&](std::string_view name) {
    return has_key(settings, name) && settings.given(key(settings, name));
  };
  const bool place_given = given("x") || given("y") || given("wkt");
  std::vector<std::string> said;
  for (const ColumnGuess& guess : guesses) {
    const bool place = guess.role == "x" || guess.role == "y" || guess.role == "wkt";
    if (given(guess.role) || (place && place_given)) continue;
    settings.choose(key(settings, guess.role), guess.column);
    said.push_back(fmt::format("{} = {}", guess.role, guess.column));
  }
  if (!said.empty())
    intake.messages.push_back(fmt::format("[{}] columns taken by name: {}", section, fmt::join(said, ", ")));
}

ZonesTaken read_polygons(Source source, std::string_view section, const std::string& given_crs, Intake& intake) {
  ZonesTaken taken{.stored = {}, .crs = {}, .source = std::move(source)};
  ZonesRead read = read_zones(taken.source);
  if (read.zones.shapes.empty())
    throw DataError(fmt::format("{} holds no polygons; [{}] needs at least one", source_name(taken.source), section));
  for (const std::string& note : read.notes) intake.messages.push_back(read.zones.source + ": " + note);
  const std::vector<Repair> repairs = repair_zones(read.zones);
  for (const Repair& repair : repairs)
    intake.messages.push_back(
        fmt::format("{} feature {}: repaired ({})", read.zones.source, read.zones.row[repair.zone], repair.reason));
  intake.findings.push_back({read.zones.source, "repaired", static_cast<double>(repairs.size()), Unit::count,
                             repairs.empty() ? Finding::Level::ok : Finding::Level::notice, ""});
  read.ledger.used = static_cast<std::int64_t>(read.zones.shapes.size());
  read.ledger.check();
  taken.crs = crs_of_zones(given_crs, section, read.zones, intake);
  taken.stored = std::move(read.zones);
  intake.inputs.push_back({std::string(section), source_name(taken.source), fingerprint(taken.source), taken.crs.text,
                           "", std::move(read.ledger)});
  return taken;
}

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

ZoneSet place_boundaries(const ZonesTaken& taken, const std::string& id_column, const Crs& study,
                         std::string_view section, Intake& intake) {
  const Projection projection = operation_for(taken.stored.source, taken.crs, study, intake.degrees);
  for (InputRecord& input : intake.inputs)
    if (input.section == section) input.operation = projection.operation();
  return sorted_by_id(project_zones(taken.stored, unique_ids(taken.stored, id_column), projection));
}

}  // namespace vigie
