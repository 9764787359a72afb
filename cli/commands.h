// What each command does.
#pragma once

#include "cli/arguments.h"

namespace vigie::cli {

/// Runs the command and gives the exit code. Errors are exceptions.
int carry_out(const Arguments& arguments);

}  // namespace vigie::cli
