// What each command does.
#pragma once

#include "cli/arguments.h"

namespace vigie::cli {

/// Runs the command. Errors are exceptions.
void carry_out(const Arguments& arguments);

}  // namespace vigie::cli
