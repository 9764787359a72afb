// The invented town: neighbourhoods with shared borders, a river between them, people and homes.
#pragma once

#include <string>
#include <vector>

#include "sample-maps/generator/plane.h"

namespace vigie::sample {

/// What a neighbourhood is there to show; `ordinary` for most.
enum class Role { ordinary, market, nightlife, station, port, neglected, mediation, one_voice, park };

struct Neighbourhood {
  std::string id, name_nl, name_fr;
  int belt = 0;  // 0 old town, 1 inner belt, 2 suburbs, 3 outer rim
  Role role = Role::ordinary;
  int population = 0, households = 0, dwellings = 0;
  int deprivation_rank = 0;    // 1 = most deprived
  std::vector<Polygon> parts;  // as they are meant: valid, borders shared exactly
  std::vector<Polygon> drawn;  // as they are written: with the flaws planted by `plant_flaws`
  Point centre;
};

struct Town {
  std::vector<Neighbourhood> zones;  // by id
  Ring river_part;                   // a stretch of water between two banks, in no neighbourhood

  const Neighbourhood& with(Role role) const;
  /// Index of the neighbourhood that holds p, or -1.
  int zone_at(Point p) const;
};

/// Where everything is measured from: the middle of the market square, EPSG:31370.
inline constexpr Point town_centre{121000, 164500};
/// On the market square, well inside a cell of every likely grid.
inline constexpr Point town_hall{121034, 164562};

Town lay_out_town();

}  // namespace vigie::sample
