// Why a text is no number, in words that help.
#pragma once

#include <string_view>

namespace vigie {

/// One static sentence about a text that parse_number refused with this decimal sign.
std::string_view number_hint(std::string_view text, char decimal);

}  // namespace vigie
