// Any text as WKT: nothing, a point, or polygons of closed rings.
#include "engine/io/vector_file.h"
#include "tests/fuzz/scratch_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie;
  const std::string text(fuzz::as_text(data, size));
  const std::optional<Point> point = point_from_wkt(text);
  const std::optional<MultiPolygon> shape = polygons_from_wkt(text);
  fuzz::require(!point || !shape);
  if (!shape) return 0;
  for (const Polygon& polygon : *shape) {
    fuzz::require(!polygon.outer.empty());
    for (const Ring& hole : polygon.holes) fuzz::require(!hole.empty());
  }
  return 0;
}
