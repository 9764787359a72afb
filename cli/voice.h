// What the program says while it works: a progress line on a terminal, sentences on standard error.
#pragma once

#include <string>

#include "engine/job/progress.h"

namespace vigie::cli {

enum class ProgressStyle { terminal, none, json };

/// `wish` is auto, none or json; auto is a line on a terminal and silence in a pipe.
ProgressStyle progress_style(const std::string& wish);

/// Speaks on standard error in that style.
Listener voice(ProgressStyle style);

/// One sentence on standard error; an open progress line is ended first.
void say(const std::string& text);

/// Writes to standard output; throws IoError if it cannot be written (full disk, closed device).
void answer(const std::string& text);

}  // namespace vigie::cli
