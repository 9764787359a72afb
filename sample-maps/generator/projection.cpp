// The datum shift matters: without it every point would lie some 100 m off.
#include "sample-maps/generator/projection.h"

#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <stdexcept>

namespace vigie::sample {
namespace {

struct DestroyTransformation {
  void operator()(OGRCoordinateTransformation* transformation) const {
    OGRCoordinateTransformation::DestroyCT(transformation);
  }
};

}  // namespace

struct ToDegrees::State {
  std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation> transformation;
};

ToDegrees::ToDegrees() : state_(std::make_unique<State>()) {
  OGRSpatialReference lambert, degrees;
  if (lambert.importFromEPSG(31370) != OGRERR_NONE || degrees.importFromEPSG(4326) != OGRERR_NONE)
    throw std::runtime_error("the PROJ database lacks EPSG:31370 or EPSG:4326");
  lambert.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRCoordinateTransformationOptions options;
  options.SetBallparkAllowed(false);
  state_->transformation.reset(OGRCreateCoordinateTransformation(&lambert, &degrees, options));
  if (!state_->transformation) throw std::runtime_error("no operation from EPSG:31370 to EPSG:4326");
}

ToDegrees::~ToDegrees() = default;

Point ToDegrees::operator()(Point metres) const {
  if (!state_->transformation->Transform(1, &metres.x, &metres.y))
    throw std::runtime_error(fmt::format("{} {} cannot be projected", metres.x, metres.y));
  return metres;
}

std::string degrees_text(double degrees) {
  return fmt::format("{:.6f}", degrees);
}

}  // namespace vigie::sample
