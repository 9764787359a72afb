// Polygons and points of the reference data, read and projected by GDAL and PROJ without this project's doors.
#pragma once

#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/data/shapes.h"

namespace vigie::test {

struct ReferenceZones {
  std::vector<std::string> ids;
  std::vector<MultiPolygon> shapes;
};

inline Ring ring_of(const OGRLinearRing& line) {
  Ring ring;
  for (int i = 0; i < line.getNumPoints(); ++i) ring.push_back({line.getX(i), line.getY(i)});
  return ring;
}

inline Polygon polygon_of(const OGRPolygon& source) {
  Polygon polygon{ring_of(*source.getExteriorRing()), {}};
  for (int i = 0; i < source.getNumInteriorRings(); ++i) polygon.holes.push_back(ring_of(*source.getInteriorRing(i)));
  return polygon;
}

/// `id_field` empty: the feature ids.
inline ReferenceZones read_zones(const std::filesystem::path& path, const std::string& id_field) {
  GDALAllRegister();
  const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  if (!file) throw std::runtime_error("cannot open " + path.string());
  ReferenceZones zones;
  for (const auto& feature : *file->GetLayer(0)) {
    zones.ids.push_back(id_field.empty() ? std::to_string(feature->GetFID())
                                         : feature->GetFieldAsString(id_field.c_str()));
    MultiPolygon shape;
    const OGRGeometry* geometry = feature->GetGeometryRef();
    if (wkbFlatten(geometry->getGeometryType()) == wkbPolygon) {
      shape.push_back(polygon_of(*geometry->toPolygon()));
    } else {
      for (const OGRPolygon* part : *geometry->toMultiPolygon()) shape.push_back(polygon_of(*part));
    }
    zones.shapes.push_back(std::move(shape));
  }
  return zones;
}

/// Vertices only, axis order east, north on both sides.
inline void project(std::vector<Point>& points, const std::string& from, const std::string& to) {
  OGRSpatialReference source, target;
  source.SetFromUserInput(from.c_str());
  target.SetFromUserInput(to.c_str());
  source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  target.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const std::unique_ptr<OGRCoordinateTransformation> operation(OGRCreateCoordinateTransformation(&source, &target));
  for (Point& p : points)
    if (!operation || !operation->Transform(1, &p.x, &p.y)) throw std::runtime_error("cannot project to " + to);
}

inline void project(MultiPolygon& shape, const std::string& from, const std::string& to) {
  for (Polygon& polygon : shape) {
    project(polygon.outer, from, to);
    for (Ring& hole : polygon.holes) project(hole, from, to);
  }
}

}  // namespace vigie::test
