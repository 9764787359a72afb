// Keys that every table of a job has, whatever its rows say.
#pragma once

#include "engine/analysis/settings.h"

namespace vigie::table_keys {

inline constexpr Parameter layer = text_key("layer", "the only layer", "Layer of the file.");
inline constexpr Parameter encoding = text_key("encoding", "detected", "utf-8, windows-1252, latin1 or utf-16.");
inline constexpr Parameter delimiter = text_key("delimiter", "detected", "Character between fields of a CSV.");

}  // namespace vigie::table_keys
