// Numbers of neighbourhoods that stand in a file of their own, such as population per statistical sector.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/zone_set.h"
#include "engine/io/reader.h"
#include "engine/job/column_guess.h"
#include "engine/job/intake.h"

namespace vigie {

/// What the table says of each neighbourhood; empty where there is no table or it does not speak of it.
struct TableValues {
  std::map<std::string_view, std::vector<double>> numbers;  // by key of the section; NaN where it says nothing
  std::vector<std::string> names;                           // "" where it says nothing
};

/// Where [neighbourhoods] table is given: its columns join those of the boundaries, and its numbers go before theirs
/// among the guesses. Throws as preview does.
void look_into_table(const Job& job, Preview& boundaries, std::vector<ColumnGuess>& guesses);

/// Reads the table and matches its codes with the ids of the neighbourhoods, letter by letter. Codes without partner
/// are told on both sides; rows of people who cannot be located (codes that end in ZZZZ) are added up. Throws DataError
/// where a code stands twice, or where less than half of the neighbourhoods have a row.
TableValues join_table(const Job& job, const ZoneSet& zones, Intake& intake);

}  // namespace vigie
