// An invented city with every kind of layer, look and value that a result can have.
#pragma once

#include <cstdint>
#include <string>

#include "engine/data/layer.h"

namespace vigie::test {

/// `cells_across` by `cells_across` square cells of 100 m with Gi* bins, 9 neighbourhoods with rates, watch areas,
/// gaps, reports, tables and two rasters, in EPSG:31370. Names hold quotes, ampersands and accents on purpose.
ResultSet sample_city(std::int64_t cells_across = 30);

}  // namespace vigie::test
