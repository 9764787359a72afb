// What lies under the pixels of a public heat map.
#pragma once

#include <vector>

#include "engine/data/grid.h"
#include "engine/disclosure/heat_map.h"
#include "engine/job/assembly.h"

namespace vigie {

/// Reports of the study and dwellings (else inhabitants, else nothing) in each pixel, dwellings spread evenly over
/// their neighbourhood, and the radius of the kernel of [density]; a Gaussian's is sqrt(8) standard deviations.
HeatMapSupport heat_map_pixels(const Job& job, const Study& study, const std::vector<Finished>& finished,
                               const Grid& pixels);

}  // namespace vigie
