// Reads a result back without trusting it: somebody may have made it look like one.
#include "engine/io/inspect.h"

#include "engine/base/error.h"
#include "engine/io/file_format.h"
#include "engine/io/geopackage_precheck.h"

#include <fmt/format.h>

namespace vigie {
namespace {

std::string kind_of(const std::string& data_type) {
  return data_type == "features" || data_type == "attributes" ? data_type : "raster";
}

// A raster's rows are its tiles.
LayerSummary summary_of(const UntrustedDatabase& database, const GeoPackageLayer& layer) {
  require_plain_table(database, layer.name);
  return {layer.name, layer.title, kind_of(layer.data_type), database.count(layer.name)};
}

std::vector<ManifestRow> manifest_of(const UntrustedDatabase& database) {
  if (!database.has_table("run_manifest"))
    throw DataError(fmt::format("{} was not written by vigie: it has no run_manifest", database.name()));
  std::vector<ManifestRow> manifest;
  for (const auto& row : database.rows("SELECT section, key, value, origin FROM run_manifest ORDER BY rowid"))
    manifest.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), row[3].value_or("")});
  return manifest;
}

}  // namespace

GeoPackageSummary inspect_geopackage(const std::string& path) {
  const InputFile input = examine_input(Source{.path = path, .layer = {}, .encoding = {}, .delimiter = {}});
  if (input.format != FileFormat::geopackage)
    throw DataError(fmt::format("{} is no GeoPackage; name the file that vigie wrote", input.name));
  const UntrustedDatabase database(input.path, input.name);
  GeoPackageSummary summary;
  const std::vector<GeoPackageLayer> layers = geopackage_layers(database);
  summary.manifest = manifest_of(database);
  for (const GeoPackageLayer& layer : layers) summary.layers.push_back(summary_of(database, layer));
  return summary;
}

}  // namespace vigie
