// Written by hand rather than by a driver: the same bytes with every version of every library.
#include "sample-maps/generator/geojson.h"

#include <fmt/format.h>

namespace vigie::sample {
namespace {

std::string pair(Point p) {
  return fmt::format("[{:.2f},{:.2f}]", p.x, p.y);
}

std::string closed(const Ring& ring) {
  std::string text = "[";
  for (const Point& p : ring) text += pair(p) + ",";
  return text + pair(ring.front()) + "]";
}

std::string rings(const Polygon& polygon) {
  std::string text = "[" + closed(polygon.outer);
  for (const Ring& hole : polygon.holes) text += "," + closed(hole);
  return text + "]";
}

}  // namespace

std::string quoted(std::string_view text) {
  return fmt::format("\"{}\"", text);
}

void FeatureCollection::add(const Properties& properties, const std::vector<Polygon>& parts) {
  if (parts.size() == 1) return add(properties, "Polygon", rings(parts[0]));
  std::string text = "[";
  for (const Polygon& part : parts) text += (text.size() > 1 ? "," : "") + rings(part);
  add(properties, "MultiPolygon", text + "]");
}

void FeatureCollection::add(const Properties& properties, Point point) {
  add(properties, "Point", pair(point));
}

void FeatureCollection::add(const Properties& properties, const std::string& type, const std::string& coordinates) {
  std::string members;
  for (const auto& [key, value] : properties) members += (members.empty() ? "" : ",") + quoted(key) + ":" + value;
  features_.push_back(
      fmt::format(R"({{"type":"Feature","properties":{{{}}},"geometry":{{"type":"{}","coordinates":{}}}}})", members,
                  type, coordinates));
}

std::string FeatureCollection::text() const {
  std::string text = fmt::format(
      "{{\n\"type\":\"FeatureCollection\",\n\"name\":\"{}\",\n"
      "\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"urn:ogc:def:crs:EPSG::31370\"}}}},\n\"features\":[\n",
      name_);
  for (std::size_t i = 0; i < features_.size(); ++i) text += features_[i] + (i + 1 < features_.size() ? ",\n" : "\n");
  return text + "]\n}\n";
}

}  // namespace vigie::sample
