// Borders between neighbourhoods: roughened once, shared by both sides, and spoilt in three places on purpose.
#pragma once

#include <span>

#include "sample-maps/generator/mosaic.h"
#include "sample-maps/generator/river.h"
#include "sample-maps/generator/town.h"

namespace vigie::sample {

/// Outline of one cell, counter-clockwise, in centimetres.
Ring outline(const Mosaic& mosaic, const River& river, int cell);

/// What real boundary files have: a bow-tie, a sliver of a gap, a sliver of an overlap. Changes `drawn` only.
void plant_flaws(std::span<Neighbourhood> zones);

/// Where `plant_flaws` put them, for TRUTH.md.
struct BorderFlaw {
  const char* kind;
  std::string zone, other;  // ids
  Point at;
  double square_metres;
};
std::vector<BorderFlaw> planted_flaws(std::span<const Neighbourhood> zones);

}  // namespace vigie::sample
