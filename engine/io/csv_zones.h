// Boundaries from a CSV with a WKT column.
#pragma once

#include "engine/io/reader.h"

namespace vigie {

/// See read_zones(), for a source that is a CSV.
ZonesRead read_csv_zones(const Source& source, const std::string& wkt);

}  // namespace vigie
