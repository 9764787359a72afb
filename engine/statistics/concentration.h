// How unequally events are spread over places: Lorenz curve, Gini, top shares.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vigie {

/// Places with equal counts.
struct CountLevel {
  double count = 0;
  std::int64_t places = 0;
};

/// Places by descending count; levels with a count of 0 stand last. Only how many places have which count matters for
/// any measure of concentration, never which places these are: ties change no number here.
struct CountLevels {
  std::vector<CountLevel> levels;
  std::int64_t places = 0;
  double events = 0;
};

/// NaN counts are no places. Throws DataError for a negative count.
CountLevels count_levels(std::span<const double> counts);

/// G = sum_i (2i - n - 1) x_(i) / (n c), counts ascending (Gini 1912). 0 for one place, NaN without events.
double gini(const CountLevels& places);

/// max(1, n/c) (G - 1) + 1: the same where there are fewer events c than places n, which can then not all have one
/// (Bernasco & Steenbeek 2017). 0 for the most even spread, NaN without events.
double generalized_gini(const CountLevels& places);

/// generalized_gini times k / (k - 1), k = min(n, c): reaches 1 if all events lie in one place. 0 for k = 1.
double generalized_gini_small_sample(const CountLevels& places);

/// Share of events in the `share` (0..1) of places with the most, by the Lorenz curve with straight lines between
/// places. NaN without events.
double top_share(const CountLevels& places, double share);

/// The smallest number of places that hold `share` (0..1) of the events; 0 without events.
std::int64_t places_holding(const CountLevels& places, double share);

}  // namespace vigie
