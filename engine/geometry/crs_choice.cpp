// The default study CRS: what the country itself uses, else UTM.
#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/geometry/national_crs.h"
#include "engine/geometry/projection.h"

namespace vigie {
namespace {

constexpr double widest = 12;  // degrees: two UTM zones, where lengths are off by 0.4 % at most

void require_utm_possible(const Box& degrees) {
  const std::string where = fmt::format("longitudes {:.4g} to {:.4g}, latitudes {:.4g} to {:.4g}", degrees.min_x,
                                        degrees.max_x, degrees.min_y, degrees.max_y);
  if (degrees.min_x < -180 || degrees.max_x > 180)
    throw UsageError(fmt::format("the data cross the antimeridian ({}); set study.crs to a CRS for them", where));
  if (degrees.width() > widest)
    throw UsageError(
        fmt::format("the data are wider than {} degrees ({}), too wide for a UTM zone; set study.crs to a CRS for "
                    "them, or look for "
                    "points far off",
                    widest, where));
  if (degrees.max_y > 84 || degrees.min_y < -80)
    throw UsageError(fmt::format("the data reach beyond 84 N or 80 S ({}), where UTM ends; set study.crs", where));
}

}  // namespace

Crs choose_projected_crs(const Box& degrees) {
  if (degrees.empty()) throw UsageError("there are no positions to choose a projected CRS from; set study.crs");
  const NationalCrs national = national_crs(degrees);
  if (!national.epsg.empty()) return crs_from_text(fmt::format("EPSG:{}", national.epsg.front()));
  require_utm_possible(degrees);
  const Point centre{(degrees.min_x + degrees.max_x) / 2, (degrees.min_y + degrees.max_y) / 2};
  return crs_from_text(fmt::format("EPSG:{}", utm_epsg(centre)));
}

}  // namespace vigie
