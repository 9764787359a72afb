// GeoJSON as text: one feature per line, so that a change shows as a change.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sample-maps/generator/plane.h"

namespace vigie::sample {

/// Properties in order; the values are JSON already (see `quoted`).
using Properties = std::vector<std::pair<std::string, std::string>>;

std::string quoted(std::string_view text);

/// The features of one file, in EPSG:31370, coordinates in centimetres.
class FeatureCollection {
 public:
  explicit FeatureCollection(std::string name) : name_(std::move(name)) {}
  void add(const Properties& properties, const std::vector<Polygon>& parts);
  void add(const Properties& properties, Point point);
  std::string text() const;

 private:
  void add(const Properties& properties, const std::string& type, const std::string& coordinates);

  std::string name_;
  std::vector<std::string> features_;
};

}  // namespace vigie::sample
