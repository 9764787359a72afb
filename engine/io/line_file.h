// Lines, such as streets, from a layer of a vector file.
#pragma once

#include <string>
#include <vector>

#include "engine/data/lines.h"
#include "engine/data/rejects.h"
#include "engine/io/source.h"

namespace vigie {

struct LinesRead {
  StoredLines lines;
  Ledger ledger;                   // geometries that are missing, empty or no lines are rejected as bad_geometry
  std::vector<std::string> notes;  // curves made straight, Z dropped, ... counted
};

/// Lines with their attributes: Integers, Reals, and Texts. Throws DataError for a CSV, a layer of points or polygons,
/// one without any line, for damage, and for fewer rows than the file promises.
LinesRead read_lines(const Source& source);

}  // namespace vigie
