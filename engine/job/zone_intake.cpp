// Reading and placing boundaries.
#include "engine/job/zone_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/geometry/repair.h"
#include "engine/io/standard_input.h"
#include "engine/job/sections.h"
#include "engine/job/zone_roles.h"
#include "engine/job/zone_table.h"

namespace vigie {
namespace {

const Parameter& key(const Settings& settings, std::string_view name) {
  return *std::ranges::find(settings.section().parameters, name, &Parameter::name);
}

bool has_key(const Settings& settings, std::string_view name) {
  const auto& all = settings.section().parameters;
  return std::ranges::find(all, name, &Parameter::name) != all.end();
}

// Keys of a section that name columns of its file: texts that are nothing else.
bool names_column(const Parameter& parameter) {
  static constexpr std::string_view others[] = {"source",         "layer",     "crs",        "time_format",
                                                "encoding",       "delimiter", "comment",    "where",
                                                "default_points", "table",     "table_where"};
  return parameter.kind == ParameterKind::text && std::ranges::find(others, parameter.name) == std::end(others);
}

std::string column_in(const Preview& preview, const std::string& wanted) {
  std::vector<std::string> folded;
  for (const std::string& column : preview.columns) {
    if (column == wanted) return column;
    if (same_ignoring_case(column, trim(wanted))) folded.push_back(column);
  }
  return folded.size() == 1 ? folded.front() : "";
}

Origin origin_of(const Settings& settings, std::string_view key) {
  const std::vector<Settings::Entry> entries = settings.entries();
  return std::ranges::find(entries, key, &Settings::Entry::key)->origin;
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

Box bounds_of(const StoredZones& stored) {
  Box box;
  for (const MultiPolygon& shape : stored.shapes) box.add(bounds(shape));
  return box;
}

// `given` is what the job says; "" where it says nothing.
Crs crs_of_zones(const std::string& given, std::string_view section, const StoredZones& stored, Intake& intake) {
  if (!given.empty()) return crs_from_text(given);
  if (!stored.crs.empty()) return crs_of_file(stored.source, stored.crs, section);
  const Box box = bounds_of(stored);
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

// The area of use with as much again on each side: boundaries may reach beyond it, not lie in another country.
Box surroundings(const Box& use) {
  const double x = std::max(1.0, use.width()), y = std::max(1.0, use.height());
  return {.min_x = use.min_x - x, .min_y = use.min_y - y, .max_x = use.max_x + x, .max_y = use.max_y + y};
}

bool meet(const Box& a, const Box& b) {
  return !a.empty() && !b.empty() && a.min_x <= b.max_x && a.max_x >= b.min_x && a.min_y <= b.max_y &&
         a.max_y >= b.min_y;
}

// GeoJSON without a word about its CRS is in degrees by its standard, and often is not.
void require_degrees(const ZonesTaken& taken, const Box& box, std::string_view section) {
  constexpr double turn = 360;
  if (box.min_x >= -turn && box.max_x <= turn && box.min_y >= -90 && box.max_y <= 90) return;
  const std::optional<std::string> likely = crs_by_range(box);
  throw DataError(
      fmt::format("{} is said to be in {}, but its coordinates from {:.0f} {:.0f} to {:.0f} {:.0f} are no degrees; set "
                  "[{}] crs to the "
                  "one that they are in{}",
                  taken.stored.source, taken.crs.name, box.min_x, box.min_y, box.max_x, box.max_y, section,
                  likely ? fmt::format(", by their range \"{}\"", *likely) : ""));
}

// Degrees in a file that calls them metres would make a city of a square metre; metres of another system lie in the
// sea.
void require_place_of_crs(const ZonesTaken& taken, std::string_view section) {
  const Box box = bounds_of(taken.stored), &use = taken.crs.area_of_use;
  if (taken.crs.geographic) return require_degrees(taken, box, section);
  if (use.empty()) return;
  const bool like_degrees = box.min_x >= -180 && box.max_x <= 180 && box.min_y >= -90 && box.max_y <= 90;
  const Box there = Projection(taken.crs, crs_from_text("EPSG:4326")).transform(box);
  if (meet(there, like_degrees ? use : surroundings(use))) return;
  throw DataError(fmt::format(
      "{} is said to be in {}, but its coordinates from {:.6g} {:.6g} to {:.6g} {:.6g} {}, far from where that system "
      "is "
      "used (longitudes {:.2f} to {:.2f}, latitudes {:.2f} to {:.2f}); set [{}] crs to the one that they are in",
      taken.stored.source, taken.crs.name, box.min_x, box.min_y, box.max_x, box.max_y,
      like_degrees ? "look like degrees and as metres lie" : "lie", use.min_x, use.max_x, use.min_y, use.max_y,
      section));
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

Crs crs_of_file(const std::string& source, const std::string& text, std::string_view section) {
  try {
    return crs_from_text(text);
  } catch (const UsageError& fault) {
    throw DataError(
        fmt::format("{}: its coordinate system cannot be used: {} as [{}] crs", source, fault.what(), section));
  }
}

Source source_of(const Job& job, std::string_view section) {
  const Settings& settings = job.section(section);
  const auto text = [&](std::string_view name) {
    return has_key(settings, name) ? settings.text(key(settings, name)) : std::string{};
  };
  Source source;
  source.path = text("source");
  if (source.path == "/dev/stdin") source.path = standard_input;
  if (!is_database(source.path) && source.path != standard_input) source.path = job.resolve(source.path);
  source.allow_database = has_key(settings, "allow_database") && settings.text(allow_database) == "true";
  if (source.path.empty())
    throw UsageError(
        fmt::format("[{}] source is missing; name the file, such as source = \"{}.gpkg\"", section, section));
  source.layer = text("layer");
  source.encoding = text("encoding");
  source.delimiter = text("delimiter");
  source.comment = text("comment");
  if (has_key(settings, "skip_lines"))
    source.skip_lines = static_cast<std::int64_t>(settings.required_number(key(settings, "skip_lines")));
  if (has_key(settings, "max_vertices"))
    source.max_vertices = static_cast<std::int64_t>(settings.required_number(zones_keys::max_vertices));
  if (section == "reports") source.max_bad = settings.required_number(key(settings, "max_bad"));
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
                    std::vector<std::string>& messages) {
  Settings& settings = job.section(section);
  for (const Parameter& parameter : settings.section().parameters) {
    if (!names_column(parameter) || !settings.given(parameter)) continue;
    const std::string wanted = settings.text(parameter), found = column_in(preview, wanted);
    if (wanted.empty()) continue;
    if (found.empty()) {
      const std::string nearest = nearest_name(wanted, preview.columns);
      throw DataError(fmt::format("{} has no column '{}' ([{}] {}){}; its columns are {}",
                                  source_name(source_of(job, section)), printable(wanted), section, parameter.name,
                                  nearest.empty() ? "" : "; did you mean '" + nearest + "'?", listed(preview.columns)));
    }
    if (found != wanted) settings.set(parameter.name, {found}, origin_of(settings, parameter.name));
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
  if (!said.empty()) messages.push_back(fmt::format("[{}] columns taken by name: {}", section, fmt::join(said, ", ")));
}

static ZonesTaken take_polygons(Source source, ZonesRead read, std::string_view section, const std::string& given_crs,
                                Intake& intake) {
  ZonesTaken taken{.stored = {}, .crs = {}, .source = std::move(source)};
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
  require_place_of_crs(taken, section);
  intake.inputs.push_back({std::string(section), source_name(taken.source), fingerprint(taken.source), taken.crs.text,
                           "", std::move(read.ledger)});
  return taken;
}

ZonesTaken read_polygons(Source source, std::string_view section, const std::string& given_crs, Intake& intake) {
  ZonesRead read = read_zones(source);
  return take_polygons(std::move(source), std::move(read), section, given_crs, intake);
}

ZonesTaken read_boundaries(Job& job, std::string_view section, Intake& intake,
                           std::vector<ColumnGuess> (*guess)(const Preview&, std::string_view language)) {
  const Source source = source_of(job, section);
  ZonesRead read = read_zones(source);
  std::vector<ColumnGuess> guesses = guess(read.look, job.section("study").text(study_keys::language));
  if (section == "neighbourhoods") look_into_table(job, read.look, guesses);
  settle_columns(job, section, read.look, guesses, intake.messages);
  const Settings& settings = job.section(section);
  return take_polygons(source, std::move(read), section, settings.text(key(settings, "crs")), intake);
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
