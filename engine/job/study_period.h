// The time that a study speaks of.
#pragma once

#include "engine/data/instant_range.h"
#include "engine/job/intake.h"

namespace vigie {

/// From the job, else from the times of the reports and from the area counts, which must be read; chosen days are
/// written into the job's settings. Not known where nothing carries a time. Throws UsageError for a period that ends
/// before it begins.
Period settle_period(Job& job, const InstantRange& reports, Intake& intake);

/// The end of the day on which the file of reports was made ([reports] as_of), else of the study period where the job
/// gives one: what happened later is not known. no_instant where neither is given.
Instant told_until(const Job& job, const Study& study);

/// The length of [from, to) as the sum over calendar years of the share of each that lies inside.
double years_of(Instant from, Instant to, const TimeZone& zone);

}  // namespace vigie
