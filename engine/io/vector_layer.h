// One layer of a vector file, opened under restrictions, chosen with care, read to its promised end.
#pragma once

#include "engine/io/reader.h"
#include "engine/io/source.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

class OGRFeature;
class OGRFeatureDefn;

namespace vigie {

class OpenVectorLayer {
 public:
  /// Opens the layer that the source names, else the only one, else the only one of the `wanted` geometry.
  /// Throws NoInputError, BusyError, or DataError: damage, a view, no such layer, several that would do (they are
  /// listed).
  OpenVectorLayer(const Source& source, GeometryKind wanted);
  ~OpenVectorLayer();
  OpenVectorLayer(OpenVectorLayer&&) noexcept;
  OpenVectorLayer& operator=(OpenVectorLayer&&) noexcept;

  const std::string& source_name() const;
  const std::string& layer_name() const;
  const OGRFeatureDefn& definition() const;
  GeometryKind geometry() const;   // as the layer declares it
  const std::string& crs() const;  // AUTHORITY:CODE or WKT2; "" if the layer names none
  const std::vector<std::string>& notes() const;

  /// Calls `each` for the first features, at most `limit`. Throws DataError if GDAL reports a failure.
  void sample(std::int64_t limit, const std::function<void(const OGRFeature&)>& each);

  /// Calls `each` for every feature in file order and returns their number. Throws DataError where GDAL reports a
  /// failure, where more or fewer features come than the file promises, or where the file changed meanwhile;
  /// Interrupted.
  std::int64_t read(const std::function<void(const OGRFeature&)>& each);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie
