// What a file is, by its first bytes; its name only has to agree.
#pragma once

#include "engine/io/source.h"

#include <string>
#include <vector>

namespace vigie {

enum class FileFormat { text, geopackage, geojson, shapefile, flatgeobuf, database };

/// An input that may be opened.
struct InputFile {
  std::string path;  // real path of the file itself; of a database, as the job names it
  std::string name;  // for messages
  FileFormat format = FileFormat::text;
  std::vector<std::string> parts;  // real paths of all files that belong to it, in name order
};

/// Holds path and content against the rules of `identify`; of a Shapefile also the lengths of its three files against
/// each other. Throws NoInputError or DataError.
InputFile examine_input(const Source& source);

/// Throws DataError if one of the parts changed since `before` was taken.
std::vector<FileState> file_states(const InputFile& input);
void require_unchanged(const InputFile& input, const std::vector<FileState>& before);

}  // namespace vigie
