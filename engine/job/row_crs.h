// Reports of several coordinate systems in one file, each row naming its own.
#pragma once

#include <functional>
#include <string>

#include "engine/geometry/projection.h"
#include "engine/job/intake.h"

namespace vigie {

/// Reports in metres, with the systems they came from and the operations used, for the manifest.
struct ProjectedReports {
  ProjectedPoints projected;
  std::string crs, operation;
};

/// Projects each row from the CRS that its attribute "crs" names (EPSG:31370, or 31370), which the result no longer
/// has; rows without one from `otherwise` ("" for none). Rows with an unknown code are rejected as bad_number, those of
/// a system that cannot be brought to the study's as out_of_range. `expected` gives the study area in a CRS. Throws
/// DataError where so many codes differ that the column cannot be one of codes.
ProjectedReports project_by_row(StoredPoints stored, const std::string& otherwise, const Intake& intake, Ledger& ledger,
                                const std::function<Box(const Crs&)>& expected);

}  // namespace vigie
