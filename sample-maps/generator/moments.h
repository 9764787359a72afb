// When things happen: hours by rhythm, more at weekends' nights, less in winter.
#pragma once

#include "sample-maps/generator/categories.h"
#include "sample-maps/generator/dice.h"
#include "sample-maps/generator/reports.h"

namespace vigie::sample {

inline Clock days(double count) {
  return static_cast<Clock>(count * static_cast<double>(day_seconds));
}

/// A clock time of the two years.
Clock moment(Rhythm rhythm, Dice& dice);

/// A clock time of a going-out night: Friday or Saturday from 22 h, or until 5 h the morning after.
Clock night_out(Dice& dice);

/// The end of an exponential wait, or `still_open` if that lies beyond the period.
Clock closing_time(Clock from, double mean_days, Dice& dice);

}  // namespace vigie::sample
