// Neighbourhoods, watch areas and study areas: polygons in metres with attributes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/data/table.h"

namespace vigie {

/// Valid polygons in metres of the study's projected CRS. Made by geometry/projection only.
struct ZoneSet {
  std::vector<std::string> id;  // unique, never empty
  std::vector<MultiPolygon> shapes;
  std::vector<std::int64_t> row;  // record number in the source
  Table attributes;               // the file's own columns

  std::size_t size() const { return shapes.size(); }
};

}  // namespace vigie
