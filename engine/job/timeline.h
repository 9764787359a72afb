// Reports over time: how many in each day, month or year of the study period.
#pragma once

#include <optional>

#include "engine/analysis/analysis.h"

namespace vigie {

/// Whole calendar months of the study's zone, cut at the ends of the period; days where that is at most 62 days long,
/// years where it is longer than 20 years. Nothing where reports carry no time.
std::optional<NewLayer> timeline_of(const Study& study);

}  // namespace vigie
