// Codes only where they are certain: a near match would move everything by metres.
#include "engine/io/layer_crs.h"

#include "engine/base/words.h"
#include "engine/io/gdal_text.h"

#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <memory>
#include <string_view>

namespace vigie {
namespace {

struct ReleaseReference {
  void operator()(OGRSpatialReference* reference) const { reference->Release(); }
};
using Reference = std::unique_ptr<OGRSpatialReference, ReleaseReference>;

// "Undefined Cartesian SRS" and "Undefined geographic SRS" are GeoPackage's words for none (srs_id -1 and 0).
bool is_undefined(const OGRSpatialReference& reference) {
  if (reference.IsEmpty()) return true;
  const char* name = reference.GetName();
  return name && lower(name).starts_with("undefined");
}

std::string code_text(const OGRSpatialReference& reference) {
  const char* authority = reference.GetAuthorityName(nullptr);
  const char* code = reference.GetAuthorityCode(nullptr);
  if (!authority || !code) return "";
  // The same system in the axis order in which coordinates are read anyway.
  if (std::string_view(authority) == "OGC" && std::string_view(code) == "CRS84") return "EPSG:4326";
  return fmt::format("{}:{}", authority, code);
}

}  // namespace

std::string wkt_text(const OGRSpatialReference& reference) {
  const char* const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
  char* made = nullptr;
  reference.exportToWkt(&made, options);
  const GdalText text(made);
  return text ? text.get() : "";
}

std::string crs_text(const OGRSpatialReference* reference, CodeSearch search) {
  if (!reference || is_undefined(*reference)) return "";
  if (std::string code = code_text(*reference); !code.empty()) return code;
  constexpr int certain = 100;
  if (search == CodeSearch::needed) {
    const Reference match(reference->FindBestMatch(certain, "EPSG"));
    if (match && !code_text(*match).empty()) return code_text(*match);
  }
  return wkt_text(*reference);
}

}  // namespace vigie
