// Minutes of presence by place: hot areas, neighbourhoods, and the whole study area.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/geometry/line_overlay.h"
#include "engine/statistics/presence_stays.h"

namespace vigie {

/// Places of one kind with the streets in them.
struct PresencePlaces {
  std::string kind;                       // hot_area, neighbourhood, all
  std::vector<std::string> id;            // "all" for the study area
  std::vector<LinePiece> pieces;          // of streets, by street
  std::vector<double> incidents;          // in the days for which presence is known; NaN where nobody knows
  std::vector<MultiPolygon> shapes = {};  // of hot areas
};

PresencePlaces whole_area(const Study& study);
PresencePlaces neighbourhood_places(const Study& study);
/// Hot areas of the period before, where the job names them, else those of this run (none without [hotspots]).
PresencePlaces hot_places_for_presence(const Study& study, const Earlier& earlier);

/// Presence in one place, of one form or of all.
struct PlacePresence {
  double length = 0;    // metres of street
  double minutes = 0;   // of each street its minutes by the share of its length that lies in the place
  double interval = 0;  // recording interval of the coarsest row, s; NaN where one is unknown
  Stays stays{};        // number is 0 where there is no presence or the interval is unknown
  bool visits_known = true;
};

/// One entry per place. `form` "all": every form. An hour counts as visited from `least_minutes` in the place.
std::vector<PlacePresence> presence_in(const Study& study, const PresencePlaces& places, std::string_view form,
                                       double least_minutes);

/// "all", then the forms of the rows, ascending.
std::vector<std::string> forms_present(const PresenceRows& rows);

}  // namespace vigie
