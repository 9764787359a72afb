// Counts of cells and of neighbourhoods over the same reports: what may be published, and what of it is.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/table.h"

namespace vigie {

/// Reports that lie both in a cell and in a zone.
struct CountAtom {
  std::int32_t cell = 0, zone = 0;
  std::int64_t count = 0;  // above 0
};

/// A two-way table of counts of which only the margins are published. Every report lies in one cell and one zone; a
/// place outside all zones is a zone of its own that is never published.
struct CountTable {
  std::int32_t cells = 0, zones = 0;
  std::vector<CountAtom> atoms;  // each pair once, in any order
};

/// Margins as they stand in a public file; `no_integer` where a number is hidden.
struct PublishedCounts {
  std::vector<std::int64_t> cells, zones;
  std::int64_t total = no_integer;
};

/// What everybody knows about a hidden number: it is at least this.
struct KnownLeast {
  std::vector<std::int64_t> cells, zones;
};

/// One margin.
struct CountUnit {
  enum class Kind { cell, zone, total } kind = Kind::cell;
  std::int32_t index = 0;
  friend bool operator==(const CountUnit&, const CountUnit&) = default;
};

}  // namespace vigie
