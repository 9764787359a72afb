// A QGIS project as it lies in a GeoPackage: a zip of one entry, as hexadecimal text.
#pragma once

#include <string>

namespace vigie {

/// The bytes of a .qgz that holds `qgs`. Equal texts give equal bytes: the entry carries a constant date.
std::string qgz_of(const std::string& qgs);

/// The project text inside a .qgz. Throws DataError if it holds none.
std::string qgs_of(const std::string& qgz);

std::string hex_of(const std::string& bytes);
/// Throws DataError where `hex` is no hexadecimal text.
std::string bytes_of_hex(const std::string& hex);

}  // namespace vigie
