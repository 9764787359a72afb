// One page for planners, whole in itself: text, map, charts and tables of one result set.
#pragma once

#include <string>

#include "engine/data/layer.h"

namespace vigie {

/// The report as HTML in `results.language`. It shows the layers that `results` holds, and nothing that it does not:
/// what was suppressed there cannot appear here. Single reports are never drawn. Same results, same bytes. Every text
/// of the data is escaped; the page fetches nothing and its content security policy lets no other script run.
std::string report_page(const ResultSet& results);

}  // namespace vigie
