// Counts by area from table to neighbourhoods.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// Of the layer of neighbourhoods, where counts stand beside reports.
inline constexpr OutputColumn counted_by_area{.name = "n_counts",
                                              .title = "Counted by area",
                                              .unit = Unit::count,
                                              .help = "Events of the area counts, beside the reports",
                                              .decimals = 0};

/// Reads [area_counts] into `intake.study.counts`: rows whose area, count and period can be read; all others stand in
/// the ledger. The neighbourhoods and the time zone must be known. Throws DataError for missing columns.
void take_in_counts(Job& job, Intake& intake, Stopwatch& watch);

/// Leaves out rows whose period the study period cuts, and of rows that say the same twice all but one; then sums them
/// by neighbourhood and closes the account. The study period must be settled. Throws DataError if nothing is left, or
/// if more than max_bad percent are bad.
void settle_counts(const Job& job, Intake& intake);

}  // namespace vigie
