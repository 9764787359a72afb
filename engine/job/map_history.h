// How a layer was made, line by line, from the manifest.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/layer.h"
#include "engine/job/assembly.h"

namespace vigie {

/// Lines such as "hotspots.distance_band = 250m (file)", by layer: program, inputs and study, then the settings of
/// every analysis that had a part in the layer.
std::map<std::string, std::vector<std::string>> history_by_layer(const ResultSet& results,
                                                                 const std::vector<Finished>& finished);

/// All lines of the manifest.
std::vector<std::string> whole_history(const ResultSet& results);

/// "distance_band 250m, inference exact, correction fdr": up to eight settings of the analysis; "" where it did not
/// run.
std::string settings_line(const ResultSet& results, std::string_view analysis);

}  // namespace vigie
