// The sequence that makes one GeoPackage: fill a draft, compact it once, verify, publish.
#include "engine/io/writer.h"

#include <cpl_conv.h>
#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "engine/base/error.h"
#include "engine/io/analyst_work.h"
#include "engine/io/gdal_sandbox.h"
#include "engine/io/geopackage_metadata.h"
#include "engine/io/geopackage_project.h"
#include "engine/io/geopackage_raster.h"
#include "engine/io/geopackage_rows.h"
#include "engine/io/geopackage_schema.h"
#include "engine/io/geopackage_titles.h"
#include "engine/io/geopackage_verify.h"
#include "engine/io/geotiff.h"
#include "engine/io/output_target.h"
#include "engine/io/project_beside.h"
#include "engine/io/project_document.h"
#include "engine/io/sqlite_handle.h"

namespace vigie {
namespace {

// GDAL's clock, held at the results' instant: the only thing in a GeoPackage that would differ from run to run.
class FixedDate {
 public:
  explicit FixedDate(const std::string& instant) { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", instant.c_str()); }
  ~FixedDate() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr); }
  FixedDate(const FixedDate&) = delete;
  FixedDate& operator=(const FixedDate&) = delete;
};

double geometry_bytes(const Geometries& geometries) {
  constexpr double head = 100, point = 16, corners = 7;
  if (const auto* cells = std::get_if<GridCells>(&geometries))
    return static_cast<double>(cells->index.size()) * (head + corners * point);
  if (const auto* points = std::get_if<std::vector<Point>>(&geometries))
    return static_cast<double>(points->size()) * head;
  double bytes = 0;
  if (const auto* lines = std::get_if<std::vector<MultiLine>>(&geometries))
    for (const MultiLine& line : *lines)
      for (const LineString& part : line) bytes += head + point * static_cast<double>(part.size());
  if (const auto* shapes = std::get_if<std::vector<MultiPolygon>>(&geometries))
    for (const MultiPolygon& shape : *shapes)
      for (const Polygon& polygon : shape) {
        bytes += head + point * static_cast<double>(polygon.outer.size());
        for (const Ring& hole : polygon.holes) bytes += point * static_cast<double>(hole.size());
      }
  return bytes;
}

double mean_bytes(const Values& values) {
  const auto* texts = std::get_if<Texts>(&values);
  const std::vector<std::string_view> distinct = texts ? texts->distinct() : std::vector<std::string_view>{};
  if (distinct.empty()) return 9;
  double sum = 0;
  for (const std::string_view text : distinct) sum += static_cast<double>(text.size());
  return 2 + sum / static_cast<double>(distinct.size());
}

// Of one draft, generously.
double estimated_bytes(const ResultSet& results) {
  double bytes = 500'000;  // tables of the format itself, styles
  for (const Layer& layer : results.layers) {
    double row = 12;
    for (const Column& column : layer.table.columns()) row += mean_bytes(column.values);
    bytes += row * static_cast<double>(row_count(layer)) + geometry_bytes(layer.geometries);
  }
  for (const Raster& raster : results.rasters) bytes += 6 * static_cast<double>(raster.surface.values.size());
  return bytes;
}

// GDALClose returns nothing, and a spatial index that met a full disk is only told to the error handler.
void create_structure(const std::string& path, const ResultSet& results) {
  const GdalErrors errors;
  const FixedDate date(results.instant);
  try {
    create_tables(path, results);
    for (const Raster& raster : results.rasters) append_raster(path, results, raster);
  } catch (const IoError& error) {
    throw IoError(fmt::format("{}: {}", error.what(), errors.messages()));
  }
  if (errors.count() > 0) throw IoError(fmt::format("writing failed: {}", errors.messages()));
}

// What makes tables explain themselves. `file` is the name under which the file will be opened.
void write_words(SqliteDatabase& database, const ResultSet& results, const MapPlan& plan,
                 const std::vector<WrittenLayer>& written, const std::string& file) {
  const std::vector<NamedStyle> styles = styles_of(results, plan);
  write_styles(database, styles, results.instant);
  write_titles(database, results);
  write_metadata(database, results, plan, written);
  if (!plan.groups.empty())
    write_project(database, project_document(results, plan, styles, written, file), results.instant);
}

std::vector<WrittenLayer> fill_tables(SqliteDatabase& database, const ResultSet& results, const MapPlan& plan,
                                      const std::string& file) {
  // A draft needs no journal: when anything fails, it goes.
  database.execute(
      "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY;"
      "PRAGMA cache_size=-65536");
  // The R-tree's triggers would index row by row, with functions that only GDAL has.
  sqlite3_db_config(database.raw(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  database.execute("BEGIN");
  std::vector<WrittenLayer> written;
  for (const Layer& layer : results.layers) written.push_back(write_rows(database, layer, results.metres_per_unit));
  write_words(database, results, plan, written, file);
  database.execute(fmt::format("UPDATE gpkg_contents SET last_change={}", sql_text(results.instant)));
  database.execute("COMMIT");
  return written;
}

// Canonical bytes, without free pages that could still hold what was taken out. Once: a second pass changes a byte.
void compact(SqliteDatabase& database, const std::string& path) {
  SqliteStatement vacuum = database.prepare("VACUUM INTO ?");
  vacuum.bind(1, std::string_view(path));
  vacuum.run();
}

void write_drafts(const ResultSet& results, const MapPlan& plan, const OutputTarget& target) {
  create_structure(target.draft(), results);
  std::vector<WrittenLayer> written;
  {
    SqliteDatabase database(target.draft(), DatabaseAccess::read_write);
    written = fill_tables(database, results, plan, target.file_name());
    compact(database, target.finished_draft());
  }
  std::vector<std::string> rasters;
  for (const Raster& raster : results.rasters) rasters.push_back(raster.name);
  verify_geopackage(target.finished_draft(), written, rasters);
}

}  // namespace

void write_geopackage(const ResultSet& results, OutputPlace& place, const MapPlan& plan, const WriteOptions& options) {
  if (results.audience == Audience::not_yet_public)
    throw std::logic_error("results for the public did not pass disclosure control; nothing was written");
  open_gdal_sandbox();
  OutputPlace::State& target = *place.state_;
  target.require_room(2 * estimated_bytes(results));
  try {
    std::optional<GeoTiffs> rasters;
    if (!options.geotiff_folder.empty()) rasters.emplace(results, options.geotiff_folder);
    write_drafts(results, plan, target);
    // The project names the file: where another name had to be taken meanwhile, it is written for that one.
    for (std::string name = target.file_name(); target.settle(), name != target.file_name();) {
      name = target.file_name();
      target.remove_drafts();
      write_drafts(results, plan, target);
    }
    const QgzBeside qgz = options.qgz_beside ? QgzBeside::is_replaced : QgzBeside::stays;
    target.saved_aside = save_analyst_work(target.place(), qgz);
    target.publish();
    if (rasters) rasters->publish();
    if (options.qgz_beside && !plan.groups.empty()) write_project_beside(target.place());
  } catch (...) {
    target.remove_drafts();
    throw;
  }
}

std::vector<std::pair<std::string, std::string>> storage_library_versions() {
  return {{"GDAL", gdal_version()}, {"SQLite", sqlite3_libversion()}};
}

}  // namespace vigie
