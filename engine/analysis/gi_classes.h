// The seven classes of a local Gi statistic and the columns that carry it.
#pragma once

#include <array>
#include <string>

#include "engine/analysis/analysis.h"

namespace vigie {

inline constexpr std::array<ClassName, 7> gi_bin_classes{{
    {"3", "Hot spot, 99 % confidence"},
    {"2", "Hot spot, 95 % confidence"},
    {"1", "Hot spot, 90 % confidence"},
    {"0", "Not significant"},
    {"-1", "Cold spot, 90 % confidence"},
    {"-2", "Cold spot, 95 % confidence"},
    {"-3", "Cold spot, 99 % confidence"},
}};

inline constexpr std::array<OutputColumn, 6> gi_columns{{
    {.name = "gi_z",
     .title = "Gi* z-score",
     .help = "Standardized Getis-Ord statistic of binary weights; not corrected for many tests",
     .decimals = 2},
    {.name = "gi_p",
     .title = "p-value",
     .unit = Unit::probability,
     .help = "Two-sided, of the inference in use; not corrected for many tests",
     .decimals = 4},
    {.name = "gi_q",
     .title = "q-value (FDR)",
     .unit = Unit::probability,
     .help = "p-value corrected for testing all places",
     .decimals = 4},
    {.name = "gi_bin",
     .title = "Confidence bin",
     .help = "1, 2, 3: q at most 0.10, 0.05, 0.01; negative for cold spots; NULL where there is no result",
     .decimals = 0,
     .classes = gi_bin_classes},
    {.name = "gi_label",
     .title = "Class in words",
     .help = "Class of the confidence bin, or why there is no result",
     .texting = Texting::words},
    {.name = "gi_links",
     .title = "Neighbors",
     .unit = Unit::count,
     .help = "Neighbors of the place, itself not counted",
     .decimals = 0},
}};

/// Diverging colours, hot on top, with a class for places without result.
Look gi_look();

}  // namespace vigie
