// Which counts a public file shows: small ones hidden, and as many others as it takes that no small one can be
// worked out.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/disclosure/count_table.h"

namespace vigie {

/// What is known of one margin before anything is published.
struct UnitState {
  std::int64_t truth = 0;
  std::int64_t shown = no_integer;    // as it would be published; no_integer: hidden
  std::int64_t earlier = no_integer;  // the last number that a public file of this series showed
  std::int64_t least = 1;             // what everybody knows of it where it is hidden
  bool held = false;                  // `shown` is the earlier number, not the truth
};

/// A table with what would be published of it.
struct Proposal {
  CountTable table;
  std::vector<UnitState> cells, zones;
  UnitState total;
};

/// Sums of the atoms.
Proposal proposal_of(CountTable table);

/// Hides further margins, the smallest that help first and those that no earlier file showed before others, until
/// - the published numbers do not contradict each other,
/// - every hidden margin above 0, and every count below `limit` in one cell and one zone, has a range at least `limit`
///   wide for anybody who puts all published numbers together (METHODS 16.2).
void complete_suppression(Proposal& proposal, std::int64_t limit);

PublishedCounts published(const Proposal& proposal);

}  // namespace vigie
