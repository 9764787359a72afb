// GDAL's COG driver: tiles, overviews and all, deflated without loss.
#include "engine/io/geotiff.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/file_handle.h"
#include "engine/io/gdal_sandbox.h"
#include "engine/io/raster_image.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;

GDALDriver& cog_driver() {
  [[maybe_unused]] static const bool registered = [] {
    open_gdal_sandbox();
    GDALRegister_COG();
    return true;
  }();
  return *GetGDALDriverManager()->GetDriverByName("COG");
}

std::string finished_name(const std::string& folder, const std::string& name) {
  return fmt::format("{}/{}.tif", folder, name);
}

std::string draft_name(const std::string& folder, const std::string& name) {
  return fmt::format("{}/{}.tif.tmp-{}.tif", folder, name, ::getpid());
}

void remove_draft(const std::string& draft) {
  for (const char* side : {"", ".aux.xml", ".ovr.tmp", ".msk.ovr.tmp"}) ::unlink((draft + side).c_str());
}

void write_draft(const ResultSet& results, const Raster& raster, const std::string& draft) {
  GDALDriver& driver = cog_driver();
  const GdalErrors errors;
  const DatasetPointer image = raster_image(results, raster);
  image->SetMetadataItem("TIFFTAG_IMAGEDESCRIPTION", (raster.title + ". " + raster.description).c_str());
  image->SetMetadataItem("TIFFTAG_SOFTWARE", "vigie " VIGIE_VERSION);
  image->GetRasterBand(1)->SetDescription(raster.title.c_str());
  if (!raster.unit.empty()) image->GetRasterBand(1)->SetUnitType(raster.unit.c_str());
  CPLStringList options;
  for (const auto& [name, value] : {std::pair{"COMPRESS", "DEFLATE"}, std::pair{"PREDICTOR", "YES"},
                                    std::pair{"LEVEL", "9"}, std::pair{"RESAMPLING", "AVERAGE"}})
    options.SetNameValue(name, value);
  const DatasetPointer written(driver.CreateCopy(draft.c_str(), image.get(), TRUE, options.List(), nullptr, nullptr));
  if (!written || errors.count() > 0)
    throw IoError(fmt::format("raster {} cannot be written as GeoTIFF: {}", printable(raster.name), errors.messages()));
}

}  // namespace

GeoTiffs::GeoTiffs(const ResultSet& results, const std::string& folder) : folder_(folder) {
  std::error_code failed;
  const bool is_new = fs::create_directories(folder_, failed);
  if (failed || ::access(folder_.c_str(), W_OK | X_OK) != 0)
    throw CannotCreateError(fmt::format("output.geotiff: the folder {} cannot be used ({})", printable_path(folder_),
                                        failed ? failed.message() : std::strerror(errno)));
  if (is_new) fs::permissions(folder_, fs::perms(0755), fs::perm_options::replace, failed);
  try {
    for (const Raster& raster : results.rasters) {
      names_.push_back(raster.name);
      write_draft(results, raster, draft_name(folder_, raster.name));
    }
  } catch (...) {
    for (const std::string& name : names_) remove_draft(draft_name(folder_, name));
    throw;
  }
}

GeoTiffs::~GeoTiffs() {
  for (const std::string& name : names_) remove_draft(draft_name(folder_, name));
}

void GeoTiffs::publish() {
  constexpr unsigned readable_by_all = 0644;  // as the GeoPackage itself
  for (const std::string& name : names_) {
    const std::string draft = draft_name(folder_, name), finished = finished_name(folder_, name);
    make_durable(draft, readable_by_all);
    if (std::rename(draft.c_str(), finished.c_str()) != 0)
      throw IoError(fmt::format("{} cannot be put in place ({})", printable_path(finished), std::strerror(errno)));
  }
  names_.clear();
  sync_directory(folder_);
}

}  // namespace vigie
