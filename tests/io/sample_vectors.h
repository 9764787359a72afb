// Files that tests make for themselves: a folder that vanishes, layers from WKT, SQL on a GeoPackage.
#pragma once

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/io/gdal_sandbox.h"
#include "engine/io/source.h"

namespace vigie::test {

/// A new folder below the system's temporary one, removed with all it holds.
class SampleFolder {
 public:
  SampleFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "vigie-sample-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~SampleFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  SampleFolder(const SampleFolder&) = delete;
  SampleFolder& operator=(const SampleFolder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

inline Source source_of(const std::string& path, const std::string& layer = "") {
  Source source;
  source.path = path;
  source.layer = layer;
  return source;
}

inline std::string write_file(const std::string& path, std::string_view content) {
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Overwrites bytes in place.
inline void scribble(const std::string& path, std::int64_t offset, std::string_view bytes) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(offset);
  file << bytes;
}

/// Triggers do not fire: those of a GeoPackage need functions that plain SQLite does not have.
inline void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* opened = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &opened), SQLITE_OK);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, sqlite3_close);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  ASSERT_EQ(sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(opened);
}

struct SampleLayer {
  std::string name = "zones";
  OGRwkbGeometryType type = wkbMultiPolygon;
  int epsg = 28992;                 // 0: no CRS
  std::vector<std::string> shapes;  // WKT; "" for NULL
};

/// Fields: name ("zone 1", ...), n (10, 20, ...), share (0.1 and a third, ...).
inline void add_layer(GDALDataset& dataset, const SampleLayer& sample) {
  OGRSpatialReference reference;
  if (sample.epsg != 0) {
    reference.importFromEPSG(sample.epsg);
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  }
  OGRLayer* layer =
      dataset.CreateLayer(sample.name.c_str(), sample.epsg != 0 ? &reference : nullptr, sample.type, nullptr);
  ASSERT_NE(layer, nullptr);
  OGRFieldDefn name("name", OFTString), n("n", OFTInteger64), share("share", OFTReal);
  for (OGRFieldDefn* field : {&name, &n, &share}) ASSERT_EQ(layer->CreateField(field), OGRERR_NONE);
  ASSERT_EQ(layer->StartTransaction(), OGRERR_NONE);
  for (std::size_t i = 0; i < sample.shapes.size(); ++i) {
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetField("name", ("zone " + std::to_string(i + 1)).c_str());
    feature.SetField("n", static_cast<int>(10 * (i + 1)));
    feature.SetField("share", static_cast<double>(i) + 1.0 / 3);
    if (!sample.shapes[i].empty()) {
      OGRGeometry* geometry = nullptr;
      ASSERT_EQ(OGRGeometryFactory::createFromWkt(sample.shapes[i].c_str(), nullptr, &geometry), OGRERR_NONE);
      feature.SetGeometryDirectly(geometry);
    }
    ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
  }
  ASSERT_EQ(layer->CommitTransaction(), OGRERR_NONE);
}

/// Driver: "GPKG", "GeoJSON", "ESRI Shapefile", "FlatGeobuf".
inline std::string make_vector(const std::string& path, const char* driver, const std::vector<SampleLayer>& layers) {
  open_gdal_sandbox();
  const GDALDatasetUniquePtr dataset(
      GetGDALDriverManager()->GetDriverByName(driver)->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  EXPECT_TRUE(dataset);
  for (const SampleLayer& layer : layers) add_layer(*dataset, layer);
  return path;
}

inline std::string square_wkt(int column) {
  const std::string west = std::to_string(100 * column), east = std::to_string(100 * column + 100);
  return "MULTIPOLYGON (((" + west + " 0," + east + " 0," + east + " 100," + west + " 100," + west + " 0)))";
}

inline std::vector<std::string> many_points(int count) {
  std::vector<std::string> points;
  for (int i = 0; i < count; ++i) points.push_back("POINT (" + std::to_string(i) + " " + std::to_string(2 * i) + ")");
  return points;
}

/// The message of the error that `call` throws, after its exit code: "65 zones.gpkg is damaged". "none" if it does not.
template <class Call>
std::string failure_of(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return std::to_string(static_cast<int>(error.code())) + " " + error.what();
  }
  return "none";
}

}  // namespace vigie::test
