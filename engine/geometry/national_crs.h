// Which projected CRS a country's own maps are in.
#pragma once

#include <string_view>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie {

/// EPSG codes of the projected CRS in national use, the one to prefer first.
struct NationalCrs {
  std::string_view country;
  std::vector<int> epsg;
};

/// The CRS of the country that holds the centre of this box of longitudes and latitudes, where most of the box that
/// lies in known countries lies in that one, or the box is no larger than a town (half a degree); else no codes.
NationalCrs national_crs(const Box& degrees);

/// The WGS 84 UTM zone of a position, as EPSG code (326zz north, 327zz south). The wider zones of Norway and Svalbard
/// are not used.
int utm_epsg(Point degrees);

}  // namespace vigie
