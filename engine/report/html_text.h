// Text of the data, made harmless: for HTML, and for JSON inside of HTML.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie {

/// For content and for attribute values in quotes. Characters that turn or hide what follows (bidirectional controls,
/// zero-width characters, other controls) are shown by their code, as [U+202E]; bytes that are no UTF-8 become U+FFFD.
std::string html(std::string_view text);

/// The same as a JSON string with its quotes; '<', '>' and '&' are written as \u003c and so on.
std::string json_text(std::string_view text);
/// null for NaN; rounded to `decimals`.
std::string json_number(double value, int decimals);
std::string json_array(const std::vector<std::string>& items);
std::string json_array(std::span<const std::int64_t> values);

}  // namespace vigie
