// Geometries written as text (WKT), as tables carry them in a column.
#include "engine/base/words.h"
#include "engine/io/gdal_sandbox.h"
#include "engine/io/ogr_shapes.h"
#include "engine/io/vector_file.h"

#include <ogr_geometry.h>

#include <array>
#include <charconv>
#include <memory>
#include <string_view>

namespace vigie {
namespace {

// PostGIS writes "SRID=4326;POINT (1 2)"; the CRS of a column is said elsewhere.
std::string_view without_srid(std::string_view text) {
  text = trim(text);
  const std::size_t end = text.find(';');
  return lower(text.substr(0, 5)) == "srid=" && end != text.npos ? trim(text.substr(end + 1)) : text;
}

}  // namespace

std::optional<MultiPolygon> polygons_from_wkt(const std::string& text) {
  const GdalQuiet quiet;
  const std::string plain(without_srid(text));
  const char* rest = plain.c_str();
  OGRGeometry* made = nullptr;
  const OGRErr error = OGRGeometryFactory::createFromWkt(&rest, nullptr, &made);
  const std::unique_ptr<OGRGeometry> geometry(made);
  if (error != OGRERR_NONE || !geometry || !trim(rest).empty()) return {};
  MultiPolygon shape = ShapeReader().polygons(*geometry);
  const bool is_area = geometry_kind(geometry->getGeometryType()) == GeometryKind::polygon;
  if (shape.empty() && !is_area) return {};
  return shape;
}

std::optional<Point> point_from_wkt(const std::string& text) {
  std::string_view rest = without_srid(text);
  const auto skip_word = [&](std::string_view word) {
    if (lower(rest.substr(0, word.size())) == word) rest = trim(rest.substr(word.size()));
  };
  if (lower(rest.substr(0, 5)) != "point") return {};
  for (const char* word : {"point", "z", "m"}) skip_word(word);
  if (rest.size() < 2 || rest.front() != '(' || rest.back() != ')') return {};
  rest = trim(rest.substr(1, rest.size() - 2));
  std::array<double, 4> values{};
  std::size_t count = 0;
  for (; !rest.empty() && count < values.size(); ++count) {
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), values[count]);
    const std::string_view after = rest.substr(static_cast<std::size_t>(end - rest.data()));
    if (error != std::errc() || (!after.empty() && trim(after).size() == after.size())) return {};
    rest = trim(after);
  }
  if (!rest.empty() || count < 2) return {};
  return Point{values[0], values[1]};
}

}  // namespace vigie
