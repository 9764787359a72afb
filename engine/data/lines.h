// Lines, such as streets: plain values in metres (or, before projection, as stored).
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/data/table.h"

namespace vigie {

/// Two points or more, open or closed.
using LineString = std::vector<Point>;
using MultiLine = std::vector<LineString>;

/// Empty for a line without points.
inline Box bounds_of(const MultiLine& line) {
  Box box;
  for (const LineString& part : line)
    for (const Point p : part) box.add(p);
  return box;
}

/// In units of the coordinates.
inline double length_of(const MultiLine& line) {
  double sum = 0;
  for (const LineString& part : line)
    for (std::size_t i = 1; i < part.size(); ++i)
      sum += std::hypot(part[i].x - part[i - 1].x, part[i].y - part[i - 1].y);
  return sum;
}

/// Lines as stored, one entry per feature.
struct StoredLines {
  std::string source;
  std::string crs;  // WKT or AUTHORITY:CODE named by the file; "" if it names none
  std::vector<MultiLine> shapes;
  std::vector<std::int64_t> row;  // feature id
  Table attributes;               // the file's own columns under their own names
};

}  // namespace vigie
