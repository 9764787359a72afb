// The choice of one coordinate operation between two CRS.
#pragma once

#include <string>

#include "engine/geometry/crs_handle.h"

namespace vigie {

struct ChosenOperation {
  ProjObject object;        // east before north on both sides; null where both CRS are the same
  std::string description;  // for the manifest, with its accuracy
  double accuracy = 0;      // metres, NaN if unknown
};

/// The first operation, in PROJ's order, that covers `area_of_interest` and is accurate to 2 m; else the first that
/// covers it; else the first. Grids that are not installed and ballpark operations do not count. An empty area means
/// the common area of use of both. Throws DataError where nothing is left.
ChosenOperation choose_operation(const ProjContext& proj, const Crs& from, const Crs& to, const Box& area_of_interest);

/// Longitude and latitude, counted from Greenwich, to the CRS without any datum shift: for areas of use, where a
/// hundred metres do not matter. Null where PROJ makes none.
ProjObject own_conversion(const ProjContext& proj, const Crs& to);

}  // namespace vigie
