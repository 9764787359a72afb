// Where sites could stand and where they stand, and what each of them covers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/siting_demand.h"
#include "engine/statistics/site_cover.h"

namespace vigie {

/// Candidates first, then sites in place; `in_place` lists the numbers of the latter and of candidates marked so.
struct SitingPlaces {
  std::vector<std::string> id;
  std::vector<Point> at;
  std::vector<const MultiPolygon*> area;  // covers what lies in it; null: covers what lies within reach
  std::vector<std::uint32_t> in_place;
  std::size_t candidates = 0;

  void add(std::string name, Point place, const MultiPolygon* shape);
};

/// Candidates as the job names them: "cells", "neighbourhoods" (their middles), or a file.
void add_candidates(const Study& study, const std::string& named, SitingPlaces& places);

/// Sites in place: "true" (watch areas that count at the end of the period, and candidates marked `locked`), "false",
/// or a file.
void add_existing(const Study& study, const std::string& named, SitingPlaces& places);

/// Points within reach of points, points inside of areas.
SiteCover siting_cover(const SitingDemand& demand, const SitingPlaces& places, double reach);

}  // namespace vigie
