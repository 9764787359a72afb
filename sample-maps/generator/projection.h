// From metres on the map to the longitudes and latitudes that telephones send.
#pragma once

#include <memory>
#include <string>

#include "sample-maps/generator/plane.h"

namespace vigie::sample {

/// EPSG:31370 to EPSG:4326 by the best operation that needs no grid; a ballpark one is refused.
class ToDegrees {
 public:
  /// Throws std::runtime_error where the library offers no such operation.
  ToDegrees();
  ~ToDegrees();
  ToDegrees(const ToDegrees&) = delete;
  ToDegrees& operator=(const ToDegrees&) = delete;

  /// x is the longitude, y the latitude.
  Point operator()(Point metres) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Six decimals, about 0.1 m.
std::string degrees_text(double degrees);

}  // namespace vigie::sample
