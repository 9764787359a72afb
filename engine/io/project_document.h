// The project inside the GeoPackage: opened from the Browser panel, it shows every result arranged by question.
#pragma once

#include <string>
#include <vector>

#include "engine/data/map_plan.h"
#include "engine/io/geopackage_rows.h"
#include "engine/io/qml_document.h"

namespace vigie {

/// The project's name in qgis_projects.
inline constexpr const char* project_name = "vigie";

/// The .qgs text. `file` is the final base name of the GeoPackage: layers are found beside the project by it.
/// `written` gives the extents.
std::string project_document(const ResultSet& results, const MapPlan& plan, const std::vector<NamedStyle>& styles,
                             const std::vector<WrittenLayer>& written, const std::string& file);

}  // namespace vigie
