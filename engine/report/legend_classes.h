// The look of a layer as a legend, and the class of every row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/layer.h"
#include "engine/report/wording.h"

namespace vigie {

struct LegendClass {
  std::string label;
  Colour colour;
  std::string_view pattern = "solid";  // solid, outline, dashed, hatch
};

struct LegendClasses {
  std::vector<LegendClass> classes;
  std::vector<std::int64_t> class_of;  // per row, an index of `classes`
  std::string of = {};                 // what numbers in the labels measure; "" where labels are words
};

/// As QGIS draws it; classes in legend order. A layer without a look is one class of its title.
LegendClasses legend_classes(const Layer& layer, const Wording& say);

}  // namespace vigie
