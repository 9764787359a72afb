// Printed sheets: one per theme, and one per place.
#pragma once

#include <string>

#include "engine/io/project_layers.h"

namespace vigie {

/// <Layouts>: A4 landscape with title, map, legend, scale bar, arrow, source and date of the data; never the clock.
std::string print_layouts(const ProjectParts& parts);

}  // namespace vigie
