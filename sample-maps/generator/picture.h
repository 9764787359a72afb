// A small drawing of the invented city for its README.
#pragma once

#include <string>
#include <vector>

#include "sample-maps/generator/town.h"
#include "sample-maps/generator/watch_areas.h"

namespace vigie::sample {

/// SVG text: neighbourhoods, river, watch areas and the planted places, one unit to ten metres.
std::string picture_svg(const Town& town, const std::vector<Report>& reports, const std::vector<WatchArea>& areas,
                        const std::vector<MediationService>& services);

}  // namespace vigie::sample
