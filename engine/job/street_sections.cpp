// Declaration of [streets].
#include <array>

#include "engine/job/sections.h"

namespace vigie {
namespace streets_keys {
constexpr Parameter source = text_key("source", "", "Line file of the street network: GeoPackage, GeoJSON, Shapefile.");
constexpr Parameter layer = text_key("layer", "the only line layer", "Layer of the file.");
constexpr Parameter crs = text_key("crs", "from the file", "CRS of the coordinates as AUTHORITY:CODE.");
constexpr Parameter id =
    text_key("id", by_name, "Column with the id of the segment; lines with the same id are one segment.");
constexpr Parameter kind = text_key("class", by_name, "Column with the class of the street, such as residential.");
}  // namespace streets_keys

std::span<const Parameter> streets_parameters() {
  using namespace streets_keys;
  static const std::array<Parameter, 6> all{source, allow_database, layer, crs, id, kind};
  return all;
}

}  // namespace vigie
