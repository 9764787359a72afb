// From a south-west-first surface to GDAL's image in memory.
#include "engine/io/raster_image.h"

#include <fmt/format.h>
#include <gdal_priv.h>

#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/geopackage_schema.h"

namespace vigie {
namespace {

[[noreturn]] void fail(const Raster& raster, const char* what) {
  throw IoError(fmt::format("raster {}: {}", printable(raster.name), what));
}

// Rows are turned round: a surface starts in the south-west, an image in the north-west.
void copy_values(const Surface& surface, GDALRasterBand& band, const Raster& raster) {
  const auto columns = static_cast<std::size_t>(surface.grid.columns);
  const auto rows = static_cast<std::size_t>(surface.grid.rows);
  std::vector<float> line(columns);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto values = std::span(surface.values).subspan((rows - 1 - row) * columns, columns);
    for (std::size_t i = 0; i < columns; ++i)
      line[i] = std::isnan(values[i]) ? raster_nodata : static_cast<float>(values[i]);
    if (band.RasterIO(GF_Write, 0, static_cast<int>(row), static_cast<int>(columns), 1, line.data(),
                      static_cast<int>(columns), 1, GDT_Float32, 0, 0, nullptr) != CE_None)
      fail(raster, "its values cannot be copied");
  }
}

}  // namespace

DatasetPointer raster_image(const ResultSet& results, const Raster& raster) {
  const Surface& surface = raster.surface;
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("MEM");
  DatasetPointer image(driver->Create("", static_cast<int>(surface.grid.columns), static_cast<int>(surface.grid.rows),
                                      1, GDT_Float32, nullptr));
  if (!image) fail(raster, "not enough memory");
  const Box box = surface.grid.extent();
  const double unit = results.metres_per_unit, cell = surface.grid.cell_size / unit;
  std::array<double, 6> transform{box.min_x / unit, cell, 0, box.max_y / unit, 0, -cell};
  image->SetGeoTransform(transform.data());
  const OGRSpatialReference reference = study_reference(results.crs);
  image->SetSpatialRef(&reference);
  image->GetRasterBand(1)->SetNoDataValue(raster_nodata);
  copy_values(surface, *image->GetRasterBand(1), raster);
  return image;
}

}  // namespace vigie
