// What coverage measures for a neighbourhood: the same columns for all forms together and for each form.
#pragma once

#include <array>

#include "engine/analysis/analysis.h"

namespace vigie {

/// cov_area, cov_pop, cov_dw, cov_inc, cov_hot, lift, lift_lo, lift_hi.
inline constexpr std::array<OutputColumn, 8> zone_measures{{
    {.name = "cov_area",
     .title = "Area covered",
     .unit = Unit::share,
     .help = "Share of the territory inside watch areas that count"},
    {.name = "cov_pop",
     .title = "Population covered",
     .unit = Unit::share,
     .help = "Share of inhabitants inside, taken as spread evenly over the neighbourhood"},
    {.name = "cov_dw",
     .title = "Dwellings covered",
     .unit = Unit::share,
     .help = "Share of dwellings inside, taken as spread evenly over the neighbourhood"},
    {.name = "cov_inc",
     .title = "Incidents covered",
     .unit = Unit::share,
     .help = "Share of incidents inside a watch area that was valid at the time"},
    {.name = "cov_hot",
     .title = "Hot places covered",
     .unit = Unit::share,
     .help = "Share of the hot cells' area inside watch areas that count"},
    {.name = "lift",
     .title = "Lift",
     .help = "Incidents covered over homes covered at the times of the incidents; 1: alike. Never an effect"},
    {.name = "lift_lo", .title = "Lift, lower limit", .help = "95 % interval, widened for uneven counts"},
    {.name = "lift_hi", .title = "Lift, upper limit", .help = "95 % interval, widened for uneven counts"},
}};

}  // namespace vigie
