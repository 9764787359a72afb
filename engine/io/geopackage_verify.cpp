// The checks of a reopened GeoPackage.
#include "engine/io/geopackage_verify.h"

#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/io/geopackage_schema.h"

namespace vigie {
namespace {

constexpr std::int64_t geopackage_mark = 0x47504B47;  // "GPKG"
constexpr std::int64_t geopackage_version = 10300;

void expect(bool holds, const std::string& what) {
  if (!holds)
    throw IoError(fmt::format("the file just written does not read back ({}); check the disk and try again", what));
}

void verify_layer(const SqliteDatabase& database, const WrittenLayer& layer) {
  const std::string table = sql_identifier(layer.table), name = sql_text(layer.table);
  expect(database.integer(fmt::format("SELECT count(*) FROM {}", table)) == layer.rows, layer.table + ": rows");
  expect(database.integer(fmt::format("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name={}", name)) ==
             layer.rows,
         layer.table + ": stored count");
  if (!layer.is_spatial) return;
  const std::string index = fmt::format("rtree_{}_{}", layer.table, geometry_column);
  // quick_check does not notice an R-tree that is missing or empty.
  expect(database.integer(fmt::format("SELECT count(*) FROM gpkg_extensions WHERE table_name={} AND "
                                      "extension_name='gpkg_rtree_index'",
                                      name)) == 1,
         layer.table + ": no spatial index");
  expect(database.integer(fmt::format("SELECT count(*) FROM {}", sql_identifier(index + "_rowid"))) == layer.shapes,
         layer.table + ": rows of the spatial index");
  expect(database.text(fmt::format("SELECT rtreecheck({})", sql_text(index))) == "ok", layer.table + ": spatial index");
  SqliteStatement extent =
      database.prepare(fmt::format("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name={}", name));
  expect(extent.step(), layer.table + ": not listed");
  if (layer.shapes == 0) return expect(extent.is_null(0), layer.table + ": extent");
  expect(extent.real(0) == layer.extent.min_x && extent.real(1) == layer.extent.min_y &&
             extent.real(2) == layer.extent.max_x && extent.real(3) == layer.extent.max_y,
         layer.table + ": extent");
}

}  // namespace

void verify_geopackage(const std::string& path, const std::vector<WrittenLayer>& written,
                       const std::vector<std::string>& rasters) {
  const SqliteDatabase database(path, DatabaseAccess::read_only);
  expect(database.text("PRAGMA quick_check") == "ok", "quick_check");
  expect(database.integer("PRAGMA application_id") == geopackage_mark, "application_id");
  expect(database.integer("PRAGMA user_version") == geopackage_version, "user_version");
  expect(database.text("PRAGMA journal_mode") == "delete", "journal_mode");
  for (const WrittenLayer& layer : written) verify_layer(database, layer);
  for (const std::string& raster : rasters)
    expect(database.integer(fmt::format("SELECT count(*) FROM gpkg_contents WHERE table_name={} AND "
                                        "data_type='2d-gridded-coverage'",
                                        sql_text(raster))) == 1,
           raster + ": not listed");
}

}  // namespace vigie
