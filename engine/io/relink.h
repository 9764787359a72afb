// Mends the project inside a GeoPackage that was renamed.
#pragma once

#include <string>
#include <vector>

namespace vigie {

struct RelinkSummary {
  std::string old_file;               // base name that the project looked for
  std::vector<std::string> projects;  // those that were mended; empty: nothing had to be
};

/// Rewrites every project inside the file that reads layers from its former name, and a NAME.qgz beside it. Written
/// beside and moved into place; the same bytes as if the file had been written under its new name. Throws NoInputError,
/// DataError if the file holds no project of vigie, BusyError while somebody edits it, IoError.
RelinkSummary relink_geopackage(const std::string& path);

}  // namespace vigie
