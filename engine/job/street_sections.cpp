// Declaration of [streets].
#include <array>

#include "engine/job/sections.h"

namespace vigie {
namespace {

constexpr std::string_view by_name = "guessed by name and content";

constexpr Parameter text(std::string_view name, std::string_view otherwise, std::string_view help) {
  return {.name = name, .otherwise = otherwise, .help = help};
}

}  // namespace

namespace streets_keys {
constexpr Parameter source = text("source", "", "Line file of the street network: GeoPackage, GeoJSON, Shapefile.");
constexpr Parameter layer = text("layer", "the only line layer", "Layer of the file.");
constexpr Parameter crs = text("crs", "from the file", "CRS of the coordinates as AUTHORITY:CODE.");
constexpr Parameter id =
    text("id", by_name, "Column with the id of the segment; lines with the same id are one segment.");
constexpr Parameter kind = text("class", by_name, "Column with the class of the street, such as residential.");
}  // namespace streets_keys

std::span<const Parameter> streets_parameters() {
  using namespace streets_keys;
  static const std::array<Parameter, 6> all{source, allow_database, layer, crs, id, kind};
  return all;
}

}  // namespace vigie
