// Units as a reader of one of the four languages writes them.
#pragma once

#include <string>
#include <string_view>

#include "engine/data/units.h"

namespace vigie {

/// "per 1000 per year" in the language ("en", "fr", "nl", "de"; English for any other); "" where there is no unit.
std::string_view unit_words(Unit unit, std::string_view language);

}  // namespace vigie
