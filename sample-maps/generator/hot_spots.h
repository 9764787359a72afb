// The concentrations planted in the town: two real ones, one made by one person, one made by an office.
#pragma once

#include "sample-maps/generator/reports.h"

namespace vigie::sample {

void add_hot_spots(const Town& town, Life& life);

/// The one reporter behind most of the reports of Story::one_voice.
std::string one_voice_key();

}  // namespace vigie::sample
