// Which streets are visited how often, and which share of their length that is (METHODS 10.16).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/presence_places.h"

namespace vigie {

struct StreetVisits {
  double minutes = 0;
  std::int64_t visits = 0;  // that can be told apart; where the interval is unknown, by hours without presence
  std::int64_t weeks = 0;   // with presence, of the weeks from the first day for which it is known
  bool interval_known = true;
};

/// One entry per street. `form` "all": every form.
std::vector<StreetVisits> street_visits(const Study& study, std::string_view form);

/// True for a street with at least that many visits per week over all days for which presence is known.
bool is_visited(const StreetVisits& street, double per_week, double weeks);

/// One row of street_coverage: metres of street of a class in a place, and those of them on visited streets.
struct StreetShare {
  std::string zone, kind, form;  // "all" for the study area, every class, every form
  double metres = 0, visited = 0;
  bool interval_known = true;
};

/// For each form, all of them first: the study area, its street classes, its neighbourhoods.
std::vector<StreetShare> street_shares(const Study& study, const PresencePlaces& neighbourhoods, double per_week);

}  // namespace vigie
