// The classes of local Moran and the columns that carry them.
#pragma once

#include <array>

#include "engine/analysis/analysis.h"

namespace vigie {

inline constexpr std::array<ClassName, 6> moran_classes{{
    {"high_high", "High among high"},
    {"low_low", "Low among low"},
    {"high_low", "High among low (outlier)"},
    {"low_high", "Low among high (outlier)"},
    {"none", "Not significant"},
    {"island", "No neighbors"},
}};

inline constexpr std::array<OutputColumn, 5> moran_columns{{
    {.name = "moran_i",
     .title = "Local Moran's I",
     .help = "Above 0 among similar values, below 0 among unlike ones; row-standardized weights, second moment over n",
     .decimals = 3},
    {.name = "moran_z",
     .title = "Moran z-score",
     .help = "Standardized with the place's own value kept; not corrected for many tests",
     .decimals = 2},
    {.name = "moran_p",
     .title = "Moran p-value",
     .unit = Unit::probability,
     .help = "Two-sided, of the inference in use; not corrected for many tests",
     .decimals = 4},
    {.name = "moran_q",
     .title = "Moran q-value (FDR)",
     .unit = Unit::probability,
     .help = "p-value corrected for testing all places",
     .decimals = 4},
    {.name = "moran_lbl",
     .title = "Cluster or outlier",
     .help = "The place, then its neighbors, against the mean, where q is at most 0.05; NULL where there is no result",
     .classes = moran_classes},
}};

/// Red for high among high, blue for low among low, their pale tones for outliers; legend in the order of the classes.
Look moran_look();

}  // namespace vigie
