// Where hot places have no watch area: candidates for a conversation, not a list of things to do.
#pragma once

#include <string_view>

#include "engine/analysis/analysis.h"
#include "engine/analysis/coverage_measures.h"

namespace vigie {

/// What every layer about coverage must say.
inline constexpr std::string_view coverage_caveat =
    "Coverage describes where watch areas are. It is no effect: watch groups start where problems are, and reporting "
    "differs between covered and uncovered places.";

OutputLayer coverage_gaps_declared();

/// Parts of hot places outside every watch area that counts, at least one cell large, ranked by excess reports, with
/// the probability that their density is above that of the study area and the distance to the nearest watch area.
NewLayer coverage_gaps_layer(const Study& study, const HotPlaces& hot, const MultiPolygon& cover);

}  // namespace vigie
