// From a south-west-first surface to GDAL's gridded coverage.
#include "engine/io/geopackage_raster.h"

#include <fmt/format.h>
#include <gdal_priv.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/gdal_sandbox.h"
#include "engine/io/geopackage_schema.h"
#include "engine/io/raster_image.h"

namespace vigie {
namespace {

constexpr int tile_size = 512;

[[noreturn]] void fail(const Raster& raster, const char* what) {
  throw IoError(fmt::format("raster {}: {}", printable(raster.name), what));
}

CPLStringList raster_options(const ResultSet& results, const Raster& raster) {
  CPLStringList options;
  options.SetNameValue("APPEND_SUBDATASET", "YES");
  options.SetNameValue("RASTER_TABLE", raster.name.c_str());
  options.SetNameValue("RASTER_IDENTIFIER", contents_title(results, raster.name, raster.title).c_str());
  options.SetNameValue("RASTER_DESCRIPTION", contents_description(raster.description, raster.caveat).c_str());
  if (!raster.unit.empty()) options.SetNameValue("UOM", raster.unit.c_str());
  options.SetNameValue("FIELD_NAME", raster.name.c_str());
  options.SetNameValue("QUANTITY_DEFINITION", raster.title.c_str());
  options.SetNameValue("GRID_CELL_ENCODING", "grid-value-is-area");
  options.SetNameValue("BLOCKSIZE", std::to_string(tile_size).c_str());
  return options;
}

// One level more than the last that still needs several tiles would break requirement 45 of GeoPackage.
std::vector<int> overview_factors(const Grid& grid) {
  const std::int64_t longest = std::max(grid.columns, grid.rows);
  std::vector<int> factors;
  for (int factor = 1; longest / factor > tile_size;) factors.push_back(factor *= 2);
  return factors;
}

}  // namespace

void append_raster(const std::string& path, const ResultSet& results, const Raster& raster) {
  if (raster.surface.grid.size() == 0) throw std::logic_error(fmt::format("raster {} has no cells", raster.name));
  const DatasetPointer image = raster_image(results, raster);
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  const DatasetPointer stored(
      driver->CreateCopy(path.c_str(), image.get(), TRUE, raster_options(results, raster).List(), nullptr, nullptr));
  if (!stored) fail(raster, "cannot be written");
  std::vector<int> factors = overview_factors(raster.surface.grid);
  if (!factors.empty() && stored->BuildOverviews("AVERAGE", static_cast<int>(factors.size()), factors.data(), 0,
                                                 nullptr, nullptr, nullptr) != CE_None)
    fail(raster, "its overviews cannot be written");
}

}  // namespace vigie
