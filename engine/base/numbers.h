// Numbers as text, the same under every locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigie {

enum class NumberFault { none, empty, malformed, overflow };

struct ParsedNumber {
  double value = 0;
  NumberFault fault = NumberFault::none;
};

/// Correctly rounded. Accepts surrounding spaces and a leading '+'; refuses hex, grouping, inf and nan.
/// `empty` also for the null tokens "", NA, N/A, null, NaN and -.
ParsedNumber parse_number(std::string_view text, char decimal = '.');

/// True for the tokens that mean "no value": "", NA, N/A, null, NaN, - (ignoring case and spaces).
bool is_null_token(std::string_view text);

/// The shortest text that reads back as the same double; "" for NaN.
std::string number_text(double value);

}  // namespace vigie
