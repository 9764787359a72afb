// A CSV that comes through a pipe, read once and kept for all who ask for it.
#pragma once

#include <string>
#include <string_view>

namespace vigie {

/// What a job names to read its standard input.
inline constexpr std::string_view standard_input = "-";

/// A path, of a file without a name where there is a disk for it, under which this process finds all bytes of its
/// standard input, for as long as it runs; read to its end the first time. Throws NoInputError where it is a terminal,
/// IoError where it cannot be read or kept.
const std::string& standard_input_path();

}  // namespace vigie
