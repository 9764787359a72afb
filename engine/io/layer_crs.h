// The coordinate reference system that a layer names, as text that others understand.
#pragma once

#include <string>

class OGRSpatialReference;

namespace vigie {

/// Whether OGR's driver has already looked for the code; a search through EPSG's database takes 0.4 s.
enum class CodeSearch { needed, done_by_driver };

/// AUTHORITY:CODE where the definition carries one or is the very one of EPSG's database (100 % certain), else WKT2.
/// "" for none and for the "undefined" ones of GeoPackage.
std::string crs_text(const OGRSpatialReference* reference, CodeSearch search);

/// WKT2 of 2019 on one line; "" where it cannot be written so.
std::string wkt_text(const OGRSpatialReference& reference);

}  // namespace vigie
