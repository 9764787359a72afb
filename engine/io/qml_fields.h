// How QGIS shows a layer's columns: widgets, aliases, read-only flags and the attribute table.
#pragma once

#include <string>
#include <string_view>

#include "engine/data/layer.h"

namespace vigie {

/// <fieldConfiguration>: a list of words for code lists, decimals for numbers, date and time for instants.
std::string field_widgets(const Layer& layer);
/// <aliases>, fid first.
std::string field_aliases(const Layer& layer, std::string_view language);
/// <editable>: nothing is.
std::string field_locks(const Layer& layer);
/// <attributetableconfig>: fid and internal keys hidden, sorted by what matters, downwards.
std::string attribute_table(const Layer& layer);

/// What people read as the column's name: the title, made unique within the layer.
std::string field_title(const Layer& layer, std::size_t field);

}  // namespace vigie
