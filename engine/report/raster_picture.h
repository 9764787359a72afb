// A raster as a small picture: one letter per pixel.
#pragma once

#include <string>

#include "engine/data/layer.h"

namespace vigie {

/// JSON with the place of the picture (metres from `origin`), its size in pixels, the limits of its values, five or
/// seven colours from low to high, and one letter per pixel, south-west first: '.' for no value, else one of 64 steps.
/// Pixels are means of whole blocks of cells where the raster has more than 40,000 of them.
std::string raster_picture(const Raster& raster, Point origin);

}  // namespace vigie
