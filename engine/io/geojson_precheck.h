// A GeoJSON looked through for bytes that no text holds, since GDAL reads over them and loses what they replaced.
#pragma once

#include <string>

namespace vigie {

/// Throws DataError for a NUL, the mark of a page that was lost on a disk or on the way. `name` stands in messages.
void require_no_lost_pages(const std::string& path, const std::string& name);

}  // namespace vigie
