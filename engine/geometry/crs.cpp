// CRS texts from users and files: what they name, and whether distances in them are sound.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/error.h"
#include "engine/geometry/crs_handle.h"
#include "engine/geometry/projection.h"

namespace vigie {
namespace {

constexpr const char* how_to_choose = "set study.crs to a national CRS such as EPSG:31370, or to a UTM zone";

std::string method_of(const ProjContext& proj, const PJ* crs) {
  const ProjObject source(proj_get_type(crs) == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(proj.get(), crs) : nullptr);
  const ProjObject conversion(proj_crs_get_coordoperation(proj.get(), source ? source.get() : crs));
  const char* name = nullptr;
  if (!conversion || proj_coordoperation_get_method_info(proj.get(), conversion.get(), &name, nullptr, nullptr) == 0)
    return {};
  return name ? name : "";
}

// Methods whose scale is right on one parallel only and that are in use for the whole world. Mercator variant B has a
// parallel of true scale of its own and is a sound choice for some tropical countries.
bool stretches_with_latitude(std::string_view method) {
  constexpr std::array<std::string_view, 7> methods{"Popular Visualisation Pseudo Mercator",
                                                    "Mercator (variant A)",
                                                    "Mercator (Spherical)",
                                                    "Mercator (1SP) (Spherical)",
                                                    "Equidistant Cylindrical",
                                                    "Equidistant Cylindrical (Spherical)",
                                                    "Lambert Cylindrical Equal Area"};
  return std::ranges::find(methods, method) != methods.end();
}

// Axes that count towards south and west (Krovak, South African Lo) draw the map upside down.
bool counts_south_and_west(const ProjContext& proj, const PJ* crs) {
  const ProjObject system(proj_crs_get_coordinate_system(proj.get(), crs));
  if (!system) return false;
  std::array<std::string_view, 2> directions;
  for (int i = 0; i < 2; ++i) {
    const char* direction = nullptr;
    proj_cs_get_axis_info(proj.get(), system.get(), i, nullptr, nullptr, &direction, nullptr, nullptr, nullptr,
                          nullptr);
    if (direction) directions[static_cast<std::size_t>(i)] = direction;
  }
  return std::ranges::find(directions, "west") != directions.end();
}

}  // namespace

Crs crs_from_text(const std::string& text) {
  const ProjContext proj;
  const ProjObject crs = open_crs(proj, text);
  return describe_crs(proj, crs.get());
}

void require_sound_for_distances(const Crs& crs) {
  if (crs.geographic)
    throw UsageError(fmt::format("CRS {} is in degrees, and distances need metres; {}", crs.name, how_to_choose));
  const ProjContext proj;
  const ProjObject object = open_crs(proj, crs.text);
  const std::string method = method_of(proj, object.get());
  if (stretches_with_latitude(method))
    throw UsageError(fmt::format(
        "CRS {} ({}) stretches lengths with latitude (1.58 times at 50.8 N for web mercator), so distances would be "
        "wrong; {}",
        crs.name, method, how_to_choose));
  if (counts_south_and_west(proj, object.get()))
    throw UsageError(fmt::format("CRS {} counts towards west or south; {}", crs.name, how_to_choose));
}

std::string projection_library_version() {
  const ProjContext proj;
  const char* epsg = proj_context_get_database_metadata(proj.get(), "EPSG.VERSION");
  return fmt::format("PROJ {}, EPSG {}", proj_info().version, epsg ? epsg : "database not found");
}

}  // namespace vigie
