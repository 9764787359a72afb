// What analysts saved into the old output: a new one replaces the file, so it is put beside it first.
#pragma once

#include <string>
#include <vector>

namespace vigie {

/// Projects in the GeoPackage that are not vigie's (or are vigie's own, saved again by somebody) become
/// STEM-NAME.qgz beside it and open there unchanged; styles of other owners become STEM-TABLE-STYLE.qml; a STEM.qgz
/// that somebody changed becomes STEM-changed.qgz where `replaces_qgz`. What lies there already with the same bytes
/// stays; nothing is written over. Returns the paths written. A file that cannot be read holds nothing to save.
/// Throws IoError where something cannot be put aside.
enum class QgzBeside { stays, is_replaced };
std::vector<std::string> save_analyst_work(const std::string& geopackage, QgzBeside qgz);

}  // namespace vigie
