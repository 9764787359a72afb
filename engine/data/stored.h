// What the doors read, before projection: coordinates as stored, with the CRS that the file names.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/rejects.h"
#include "engine/data/row_runs.h"
#include "engine/data/shapes.h"
#include "engine/data/table.h"

namespace vigie {

/// Points as stored. Every vector has one entry per accepted record.
struct StoredPoints {
  std::string source;        // file name, for messages and rejects
  std::string crs;           // WKT or AUTHORITY:CODE named by the file; "" if it names none
  std::vector<double> x, y;  // units of `crs`; x is east or longitude
  RowRuns row;               // 1 = first record after the header; feature id for layers
  Table attributes;          // named by role: id, time, time_end, category, origin, channel, incident, ...
};

/// Polygons as stored, one entry per feature.
struct StoredZones {
  std::string source;
  std::string crs;
  std::vector<MultiPolygon> shapes;
  std::vector<std::int64_t> row;  // feature id, or record number for CSV
  Table attributes;               // the file's own columns under their own names
};

}  // namespace vigie
