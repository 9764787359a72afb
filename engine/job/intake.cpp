// The order of reading: boundaries first, since they say where reports must lie.
#include "engine/job/intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/geometry/overlay.h"
#include "engine/job/column_guess.h"
#include "engine/job/count_intake.h"
#include "engine/job/presence_intake.h"
#include "engine/job/report_intake.h"
#include "engine/job/sections.h"
#include "engine/job/site_intake.h"
#include "engine/job/street_intake.h"
#include "engine/job/survey_intake.h"
#include "engine/job/zone_intake.h"
#include "engine/job/zone_roles.h"
#include "engine/job/zone_seams.h"
#include "engine/job/zone_table.h"

namespace vigie {
namespace {

bool is_sound(const Crs& crs) {
  try {
    require_sound_for_distances(crs);
    return true;
  } catch (const UsageError&) {
    return false;
  }
}

Box in_degrees(const ZonesTaken& taken) {
  Box box;
  for (const MultiPolygon& shape : taken.stored.shapes) box.add(bounds(shape));
  return taken.crs.geographic ? box : Projection(taken.crs, crs_from_text("EPSG:4326")).transform(box);
}

// The study's CRS: as given, else that of the boundaries if distances are right in it, else a national one or UTM.
Crs settle_crs(Job& job, const Crs& boundaries, Intake& intake) {
  Settings& settings = job.section("study");
  if (settings.given(study_keys::crs)) {
    const Crs given = crs_from_text(settings.text(study_keys::crs));
    require_sound_for_distances(given);
    return given;
  }
  const bool own = is_sound(boundaries);
  const Crs chosen = own ? boundaries : choose_projected_crs(intake.degrees);
  settings.choose(study_keys::crs, chosen.text);
  intake.messages.push_back(
      fmt::format("[study] crs = {} ({}): {}", chosen.text.size() < 20 ? chosen.text : "that of the boundaries",
                  chosen.name, own ? "the projected system of the boundaries" : "chosen for where the boundaries lie"));
  return chosen;
}

// Countries that vigie knows by their national systems; elsewhere a zone cannot be told from coordinates.
std::optional<std::string> zone_by_crs(const std::string& crs) {
  struct National {
    std::string_view crs, zone;
  };
  static constexpr std::array<National, 22> known{
      {{"EPSG:31370", "Europe/Brussels"},  {"EPSG:3812", "Europe/Brussels"},  {"EPSG:28992", "Europe/Amsterdam"},
       {"EPSG:2169", "Europe/Luxembourg"}, {"EPSG:2154", "Europe/Paris"},     {"EPSG:25832", "Europe/Berlin"},
       {"EPSG:25833", "Europe/Berlin"},    {"EPSG:27700", "Europe/London"},   {"EPSG:2157", "Europe/Dublin"},
       {"EPSG:2056", "Europe/Zurich"},     {"EPSG:2180", "Europe/Warsaw"},    {"EPSG:3006", "Europe/Stockholm"},
       {"EPSG:3067", "Europe/Helsinki"},   {"EPSG:3301", "Europe/Tallinn"},   {"EPSG:3059", "Europe/Riga"},
       {"EPSG:3346", "Europe/Vilnius"},    {"EPSG:5514", "Europe/Prague"},    {"EPSG:31287", "Europe/Vienna"},
       {"EPSG:3763", "Europe/Lisbon"},     {"EPSG:2193", "Pacific/Auckland"}, {"EPSG:31983", "America/Sao_Paulo"},
       {"EPSG:3035", "Europe/Brussels"}}};
  for (const National& national : known)
    if (national.crs == crs) return std::string(national.zone);
  return std::nullopt;
}

TimeZone settle_zone(Job& job, const Crs& crs, Intake& intake) {
  Settings& settings = job.section("study");
  if (settings.given(study_keys::time_zone)) return TimeZone(settings.text(study_keys::time_zone));
  const std::optional<std::string> guess = zone_by_crs(crs.text);
  settings.choose(study_keys::time_zone, guess.value_or("UTC"));
  intake.messages.push_back(guess
                                ? fmt::format("[study] time_zone = {}: by the country of the coordinate system", *guess)
                                : "[study] time_zone = UTC: times without zone are read as UTC; set it to the local "
                                  "zone, such as Europe/Brussels");
  return TimeZone(guess.value_or("UTC"));
}

// A job file is copied, mailed and kept; a password belongs where the database's own programs look for it.
void find_passwords(const Job& job, Intake& intake) {
  for (const std::string_view section : {"reports", "area_counts", "neighbourhoods", "watch_areas"}) {
    if (!job.asks_for(section)) continue;
    const Source source = source_of(job, section);
    if (!is_database(source.path) || lower(source.path).find("password") == std::string::npos) continue;
    intake.findings.push_back(
        {source_name(source), "password_in_job", 1, Unit::none, Finding::Level::warning,
         fmt::format("[{}] source holds a password; keep it in ~/.pgpass or a service file instead", section)});
  }
}

}  // namespace

void take_in_boundaries(Job& job, Intake& intake, Stopwatch& watch) {
  Study& study = intake.study;
  if (!job.asks_for("neighbourhoods"))
    throw UsageError(
        "[neighbourhoods] is missing; name the file of the boundaries, such as source = \"neighbourhoods.gpkg\"");
  find_passwords(job, intake);
  std::optional<ZonesTaken> zones, area_file, watch_zones;
  watch.time("read", 0, [&] {
    zones = read_boundaries(job, "neighbourhoods", intake, guess_zone_columns);
    if (job.section("study").given(study_keys::area)) area_file = read_area(job, intake);
    if (job.asks_for("watch_areas")) watch_zones = read_boundaries(job, "watch_areas", intake, guess_watch_columns);
  });
  watch.time("project", 5, [&] {
    intake.degrees = in_degrees(*zones);
    intake.crs = settle_crs(job, zones->crs, intake);
    const Settings& settings = job.section("neighbourhoods");
    study.neighbourhoods.zones =
        place_boundaries(*zones, settings.text(zones_keys::id), intake.crs, "neighbourhoods", intake);
    name_neighbourhoods(settings, join_table(job, study.neighbourhoods.zones, intake), study.neighbourhoods, intake);
    const std::vector<MultiPolygon> area_shapes =
        area_file ? place_boundaries(*area_file, "", intake.crs, "study", intake).shapes
                  : study.neighbourhoods.zones.shapes;
    study.area = unite(area_shapes);
    find_seams(job, intake);
    study.zone = settle_zone(job, intake.crs, intake);
    if (watch_zones) {
      const Settings& watch_settings = job.section("watch_areas");
      study.watch.zones =
          place_boundaries(*watch_zones, watch_settings.text(watch_keys::id), intake.crs, "watch_areas", intake);
      describe_watch_areas(watch_settings, study.zone, study.watch, intake);
    }
  });
}

Intake take_in(Job& job, Stopwatch& watch, const ReadReports& reading) {
  Intake intake;
  std::unique_ptr<ReportsAhead> ahead = read_ahead(job, reading);
  take_in_boundaries(job, intake, watch);
  Study& study = intake.study;
  std::optional<ReportGround> ground;
  if (job.asks_for("reports")) {
    ground = watch.time("project", 8, [&] { return prepare_for_reports(job, intake); });
    take_in_reports(job, *ground, intake, watch, reading, std::move(ahead));
  }
  if (job.asks_for("area_counts")) take_in_counts(job, intake, watch);
  if (job.asks_for("survey")) take_in_survey(job, intake, watch);
  take_in_sites(job, intake);
  if (job.asks_for("streets")) take_in_streets(job, intake, watch);
  study.language = job.section("study").choice<Language>(study_keys::language);
  settle_period_and_place(job, ground ? &*ground : nullptr, intake);
  if (job.asks_for("area_counts")) settle_counts(job, intake);
  if (job.asks_for("presence")) take_in_presence(job, intake, watch);
  return intake;
}

}  // namespace vigie
