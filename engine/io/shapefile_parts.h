// The files that make one Shapefile, held against each other before anything is read.
#pragma once

#include <string>
#include <vector>

namespace vigie {

/// .cpg, .dbf, .prj, .shp and .shx that lie beside `path` (the .shp), in this order. `name` stands in messages.
/// Throws DataError where .dbf or .shx is missing, where a file is shorter than its own header says, or where .dbf and
/// .shx promise different numbers of records (ESRI Shapefile Technical Description, 1998).
std::vector<std::string> shapefile_parts(const std::string& path, const std::string& name);

}  // namespace vigie
