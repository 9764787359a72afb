// The file names inside a project's text: QGIS knows no "this very file", so a renamed GeoPackage must be named anew.
#pragma once

#include <string>
#include <string_view>

namespace vigie {

/// Base name of the GeoPackage that the layers of vigie are read from; "" where the project has none of them.
std::string linked_file(std::string_view qgs);

/// The text with every layer of `old_file` (found beside the project, or by its full path) read from `new_file` beside
/// the project. Layers of other files stay as they are.
std::string relinked(std::string_view qgs, const std::string& old_file, const std::string& new_file);

}  // namespace vigie
