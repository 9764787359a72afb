// Connected hot and cold cells as areas with an outline.
#pragma once

#include "engine/analysis/analysis.h"
#include "engine/analysis/local_test.h"

namespace vigie {

/// The declaration of `hotspot_areas`.
OutputLayer hotspot_areas_layer();

/// One area for each group of touching cells of bin 1 and more (hot) or -1 and less (cold).
NewLayer hotspot_areas(const Study& study, const LocalTest& test);

}  // namespace vigie
