// Tonight's file minus yesterday's must not reveal one event: numbers move by at least the limit, or not at all.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/disclosure/point_series.h"
#include "engine/disclosure/suppression.h"

namespace vigie {

/// One margin in the last public file.
struct EarlierUnit {
  std::int64_t number = no_integer;  // the last number that a file of the series showed
  bool hidden = false;               // the last file did not show it
  std::string outline;               // fingerprint of a zone's shape; "" for cells
};

/// The last public file, by identifier.
struct EarlierRelease {
  std::map<std::string, EarlierUnit> cells, zones;
  std::map<std::string, std::vector<ShownPoint>> points;  // by neighbourhood
  std::int64_t total = no_integer;
  /// True if it counts the same kind of reports (filters, categories): only then may its numbers be repeated.
  bool same_scope = true;
};

/// Names and facts of the margins that the counts do not tell.
struct UnitFacts {
  std::vector<std::string> id;
  std::vector<std::string> outline;         // of zones; empty for cells
  std::vector<std::uint8_t> always_hidden;  // too few dwellings, people or reporters behind it
};

/// Fills what would be published: nothing below `limit` but 0; nothing of what is always hidden; and, where an earlier
/// release stands (METHODS 16.4):
/// - a number that moved by less than `limit` is held at the earlier one, or hidden where that one counted something
///   else;
/// - what was hidden stays hidden, since an unchanged total would give it back;
/// - a zone that is new or whose outline changed is hidden, cells that are new too;
/// - where a zone and its cells would leave a remainder that moved by at most `limit`, all of them are held; the total
///   leaves out what moved by at most `limit` in the zones that are hidden.
void propose(Proposal& proposal, const UnitFacts& cells, const UnitFacts& zones, const EarlierRelease* earlier,
             std::int64_t limit);

}  // namespace vigie
