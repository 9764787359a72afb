// The earliest and the latest of many instants.
#pragma once

#include "engine/data/table.h"

namespace vigie {

struct InstantRange {
  Instant first = no_instant, last = no_instant;
  bool known() const { return first != no_instant; }
};

/// Of those that are not NULL; not known where all are.
InstantRange range_of(const Instants& column);

}  // namespace vigie
