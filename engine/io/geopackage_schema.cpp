// Layer definitions through OGR.
#include "engine/io/geopackage_schema.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <set>
#include <stdexcept>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/gdal_sandbox.h"

namespace vigie {
namespace {

OGRFieldType field_type(const Values& values) {
  if (std::holds_alternative<Reals>(values)) return OFTReal;
  if (std::holds_alternative<Integers>(values)) return OFTInteger64;
  if (std::holds_alternative<Instants>(values)) return OFTDateTime;
  return OFTString;
}

OGRwkbGeometryType geometry_type(const Geometries& geometries) {
  if (std::holds_alternative<std::vector<Point>>(geometries)) return wkbPoint;
  if (std::holds_alternative<GridCells>(geometries)) return wkbPolygon;
  if (std::holds_alternative<std::vector<MultiPolygon>>(geometries)) return wkbMultiPolygon;
  if (std::holds_alternative<std::vector<MultiLine>>(geometries)) return wkbMultiLineString;
  return wkbNone;
}

CPLStringList layer_options(const ResultSet& results, const Layer& layer) {
  CPLStringList options;
  options.SetNameValue("FID", feature_id_column);
  options.SetNameValue("IDENTIFIER", contents_title(results, layer.name, layer.title).c_str());
  options.SetNameValue("DESCRIPTION", contents_description(layer.description, layer.caveat).c_str());
  if (geometry_type(layer.geometries) != wkbNone) {
    options.SetNameValue("GEOMETRY_NAME", geometry_column);
    options.SetNameValue("SPATIAL_INDEX", "YES");
  }
  return options;
}

// Names as SQLite compares them: case does not count.
void check_names(const Layer& layer) {
  std::set<std::string> taken{feature_id_column, geometry_column};
  for (const Field& field : layer.fields)
    if (!taken.insert(lower(field.name)).second)
      throw std::logic_error(fmt::format("layer {}: column name {} is taken", layer.name, field.name));
}

void create_layer(GDALDataset& file, const ResultSet& results, const Layer& layer, OGRSpatialReference& reference) {
  check_names(layer);
  const OGRwkbGeometryType type = geometry_type(layer.geometries);
  OGRLayer* made = file.CreateLayer(layer.name.c_str(), type == wkbNone ? nullptr : &reference, type,
                                    layer_options(results, layer).List());
  if (made == nullptr) throw IoError(fmt::format("table {} cannot be created", printable(layer.name)));
  for (const Field& field : layer.fields) {
    const Column* column = layer.table.find(field.name);
    if (column == nullptr)
      throw std::logic_error(fmt::format("layer {} declares {}, its table does not hold it", layer.name, field.name));
    OGRFieldDefn definition(field.name.c_str(), field_type(column->values));
    if (made->CreateField(&definition) != OGRERR_NONE)
      throw IoError(fmt::format("column {} of table {} cannot be created", printable(field.name), layer.name));
  }
}

}  // namespace

OGRSpatialReference study_reference(const std::string& crs) {
  open_gdal_sandbox();
  const bool is_proj_text = crs.find('+') == 0 || crs.find("+proj") != std::string::npos;
  OGRSpatialReference reference;
  const GdalQuiet question;
  if (is_proj_text || reference.SetFromUserInput(
                          crs.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE)
    throw UsageError(fmt::format("study.crs '{}' is neither a known AUTHORITY:CODE nor WKT", printable(crs)));
  reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return reference;
}

void create_tables(const std::string& path, const ResultSet& results) {
  OGRSpatialReference reference = study_reference(results.crs);
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  CPLStringList options;
  options.SetNameValue("VERSION", "1.3");
  options.SetNameValue("ADD_GPKG_OGR_CONTENTS", "YES");
  const std::unique_ptr<GDALDataset> file(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, options.List()));
  if (!file) throw IoError(fmt::format("{}: cannot be created", printable_path(path)));
  file->StartTransaction();
  for (const Layer& layer : results.layers) create_layer(*file, results, layer, reference);
  if (file->CommitTransaction() != OGRERR_NONE) throw IoError(fmt::format("{}: commit failed", printable_path(path)));
}

std::string contents_title(const ResultSet& results, const std::string& table, const std::string& title) {
  std::ptrdiff_t shared = 0;
  for (const Layer& layer : results.layers) shared += layer.title == title;
  for (const Raster& raster : results.rasters) shared += raster.title == title;
  if (title.empty()) return table;
  return shared > 1 ? fmt::format("{} ({})", title, table) : title;
}

std::string contents_description(const std::string& description, const std::string& caveat) {
  return description.empty() || caveat.empty() ? description + caveat : description + " " + caveat;
}

}  // namespace vigie
