// Codes of one file that have no partner in the other: told on both sides, with the usual cause.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace vigie {

/// "A, B and 12 more": the first ten, control characters made visible, "(empty)" for an empty one.
std::string some_codes(std::span<const std::string> codes);

/// True where one of `codes` would be one of `known` but for leading zeros, which spreadsheets lose.
bool differ_by_leading_zeros(std::span<const std::string> codes, std::span<const std::string> known);

}  // namespace vigie
