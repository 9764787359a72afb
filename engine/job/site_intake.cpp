// Points or polygons, by what the file holds.
#include "engine/job/site_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/geometry/overlay.h"
#include "engine/io/reader.h"
#include "engine/job/column_guess.h"
#include "engine/job/mask_plan.h"
#include "engine/job/zone_intake.h"
#include "engine/job/zone_roles.h"

namespace vigie {
namespace {

struct SiteKey {
  std::string_view section, key;
};
constexpr std::array<SiteKey, 5> site_keys{{{"mediation_priority", "services"},
                                            {"output", "mask_anchors"},
                                            {"output", "mask_dwellings"},
                                            {"siting", "candidates"},
                                            {"siting", "keep_existing"}}};
constexpr std::array<std::string_view, 5> words{"", "cells", "neighbourhoods", "true", "false"};

// "" where the key names no file.
std::string file_of(const Job& job, const SiteKey& at) {
  if (at.section == "output" ? !shows_moved_points(job) : !job.asks_for(at.section)) return "";
  const Settings& settings = job.section(at.section);
  const auto& parameters = settings.section().parameters;
  const std::string named = settings.text(*std::ranges::find(parameters, at.key, &Parameter::name));
  return std::ranges::find(words, named) != words.end() ? "" : job.resolve(named);
}

std::string column_named(const Preview& preview, std::string_view wanted) {
  for (const std::string& column : preview.columns)
    if (same_ignoring_case(column, wanted)) return column;
  return "";
}

bool is_yes(std::string_view text) {
  const std::string word = lower(trim(text));
  return word == "1" || word == "true" || word == "yes" || word == "t" || word == "y";
}

void add_polygons(Source source, const Preview& first, SitePlaces& places, Intake& intake) {
  const ZonesTaken taken = read_polygons(std::move(source), places.key, "", intake);
  std::string id;
  for (const ColumnGuess& guess : guess_zone_columns(first, "en"))
    if (guess.role == "id") id = guess.column;
  const ZoneSet zones = place_boundaries(taken, id, intake.crs, places.key, intake);
  places.id = zones.id;
  places.shapes = zones.shapes;
  for (const MultiPolygon& shape : zones.shapes) places.at.push_back(interior_point(shape));
  for (const std::string& text : column_texts(zones.attributes, column_named(first, "locked"), zones.size()))
    places.locked.push_back(is_yes(text) ? 1 : 0);
}

// The id role is filled by a column of that name, or by what looks like one.
ReportRequest point_request(const Preview& first) {
  ReportRequest request;
  for (const ColumnGuess& guess : guess_report_columns(first)) {
    if (guess.role == "x") request.columns.x = guess.column;
    if (guess.role == "y") request.columns.y = guess.column;
    if (guess.role == "wkt") request.columns.wkt = guess.column;
    if (guess.role == "id") request.columns.id = guess.column;
  }
  if (const std::string id = column_named(first, "id"); !id.empty()) request.columns.id = id;
  request.columns.category = column_named(first, "locked");
  return request;
}

void add_points(const Source& source, const Preview& first, SitePlaces& places, Intake& intake) {
  ReportsRead read = read_reports(source, point_request(first));
  const auto reports = std::ranges::find(intake.inputs, "reports", &InputRecord::section);
  const std::string fallback = reports != intake.inputs.end() ? reports->crs : intake.crs.text;
  const Crs crs = crs_from_text(read.points.crs.empty() ? fallback : read.points.crs);
  const std::string name = source_name(source);
  const Projection projection = operation_for(name, crs, intake.crs, intake.degrees);
  ProjectedPoints projected = project_points(std::move(read.points), projection, {}, read.ledger);
  const PointSet& points = projected.points;
  if (points.size() == 0)
    throw DataError(
        fmt::format("{}: no point can be used; [{}] needs points with x and y, or polygons", name, places.key));
  const Texts* id = points.attributes.find_as<Texts>("id");
  const Texts* locked = points.attributes.find_as<Texts>("category");
  for (std::size_t i = 0; i < points.size(); ++i) {
    places.at.push_back({points.x[i], points.y[i]});
    places.id.push_back(id && !id->is_null(i) && !id->at(i).empty() ? std::string(id->at(i))
                                                                    : std::to_string(points.row[i]));
    places.locked.push_back(locked && !locked->is_null(i) && is_yes(locked->at(i)) ? 1 : 0);
  }
  read.ledger.used = static_cast<std::int64_t>(points.size());
  read.ledger.check();
  intake.inputs.push_back(
      {places.key, name, read.fingerprint, crs.text, projection.operation(), std::move(read.ledger)});
}

}  // namespace

std::vector<SiteFile> site_files(const Job& job) {
  std::vector<SiteFile> files;
  for (const SiteKey& at : site_keys)
    if (std::string path = file_of(job, at); !path.empty())
      files.push_back({fmt::format("{}.{}", at.section, at.key), std::move(path)});
  return files;
}

void take_in_sites(const Job& job, Intake& intake) {
  for (SiteFile& file : site_files(job)) {
    Source source;
    source.path = std::move(file.path);
    SitePlaces places;
    places.key = std::move(file.key);
    const Preview first = preview(source);
    if (first.geometry == GeometryKind::polygon) {
      add_polygons(std::move(source), first, places, intake);
    } else {
      add_points(source, first, places, intake);
    }
    intake.study.sites.push_back(std::move(places));
  }
}

}  // namespace vigie
