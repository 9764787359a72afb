// How often each text of a column stands there.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/data/texts.h"

namespace vigie {

/// Each distinct text with the number of its rows, in order of first appearance; valid until the column changes.
std::vector<std::pair<std::string_view, std::int64_t>> text_counts(const Texts& column);

}  // namespace vigie
