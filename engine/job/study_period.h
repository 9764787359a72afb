// The time that a study speaks of.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// From the job, else from the reports and area counts, which must be read; chosen days are written into the job's
/// settings. Not known where nothing carries a time. Throws UsageError for a period that ends before it begins.
Period settle_period(Job& job, Intake& intake);

/// The length of [from, to) as the sum over calendar years of the share of each that lies inside.
double years_of(Instant from, Instant to, const TimeZone& zone);

}  // namespace vigie
