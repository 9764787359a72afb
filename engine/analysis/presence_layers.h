// The layers and tables that presence writes.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/analysis/presence_places.h"
#include "engine/analysis/street_visits.h"

namespace vigie {

/// Declarations: neighbourhoods, streets, presence_areas, presence_dosage, street_coverage.
std::span<const OutputLayer> presence_outputs();

/// What the minutes rest on, and over how long: stored with every result.
struct PresenceBasis {
  std::string word;  // recorded, planned, unknown
  double weeks = 0, per_week = 1;
};

/// Columns of neighbourhoods: presence of all forms, and the share of their streets that is visited.
AddedColumns neighbourhood_presence(const PresencePlaces& places, const std::vector<PlacePresence>& presence,
                                    const std::vector<StreetShare>& shares, const PresenceBasis& basis);

/// Streets by visits per week, all forms together.
NewLayer streets_layer(const Streets& streets, const std::vector<StreetVisits>& visits, const PresenceBasis& basis);

/// Hot areas with the presence in them, all forms together. `earlier`: they are of the period before.
NewLayer presence_areas_layer(const PresencePlaces& places, const std::vector<PlacePresence>& presence,
                              const PresenceBasis& basis, bool earlier);

/// Rows of one kind of place and one form, for the table of dosage.
struct DosageRows {
  const PresencePlaces* places;
  std::string form;
  std::vector<PlacePresence> presence;
};
NewLayer presence_dosage_table(const std::vector<DosageRows>& rows, const PresenceBasis& basis);

NewLayer street_coverage_table(const std::vector<StreetShare>& shares, const PresenceBasis& basis);

}  // namespace vigie
