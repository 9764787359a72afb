// What a reader wants to know first about one place: for map tips and printed sheets.
#pragma once

#include <string>
#include <vector>

#include "engine/data/map_plan.h"

namespace vigie {

/// The layer's most telling columns, at most `most`, as titles and QGIS expressions that write their values in the
/// language; a value with limits (rate, rate_lo, rate_hi) is one figure. `but` is left out.
std::vector<KeyFigure> key_figures(const Layer& layer, const std::string& language, std::size_t most,
                                   const std::string& but = "");

/// A map tip: what the place is, then its figures, one a line. "" for layers without columns.
std::string map_tip_of(const Layer& layer, const std::string& language);

}  // namespace vigie
