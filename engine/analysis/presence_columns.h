// The numbers of presence in one place, as columns with their reasons.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/analysis/presence_places.h"

namespace vigie {

/// The columns that a place with presence has in every layer, in this order.
inline constexpr std::size_t presence_number_count = 13;
extern const std::array<OutputColumn, presence_number_count> presence_numbers;

/// Values of these columns, filled place by place.
class PresenceNumbers {
 public:
  /// `incidents`: NaN where nobody knows.
  void add(const PlacePresence& place, double incidents, double weeks);
  /// In the order of `presence_numbers`.
  std::vector<Values> take();

 private:
  Reals length_, minutes_, per_week_, incidents_, per_incident_, mean_gap_, longest_gap_, shorter_, fitting_, longer_,
      interval_;
  Integers visits_;
  Texts note_;
};

}  // namespace vigie
