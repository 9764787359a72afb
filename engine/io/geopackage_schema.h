// Empty tables of a GeoPackage, made by GDAL so that every program knows them.
#pragma once

#include <memory>
#include <string>

#include "engine/data/layer.h"

class OGRSpatialReference;

namespace vigie {

inline constexpr const char* geometry_column = "geom";
inline constexpr const char* feature_id_column = "fid";

/// The study's CRS from AUTHORITY:CODE or WKT, east before north. Throws UsageError for anything else, also for URLs,
/// files and PROJ strings.
OGRSpatialReference study_reference(const std::string& crs);

/// Creates the file with one empty table per layer, spatial indexes and triggers included. Throws IoError.
void create_tables(const std::string& path, const ResultSet& results);

/// gpkg_contents.identifier: the title, made unique in the file.
std::string contents_title(const ResultSet& results, const std::string& table, const std::string& title);

/// gpkg_contents.description: the sentence and the caveat.
std::string contents_description(const std::string& description, const std::string& caveat);

}  // namespace vigie
