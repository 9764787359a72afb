// Where neighbourhoods overlap or leave ground between them.
#pragma once

#include "engine/job/intake.h"

namespace vigie {

/// Adds what overlaps and gaps amount to, in square metres, to the findings of the intake. The neighbourhoods and the
/// study area must be there. Throws DataError for two neighbourhoods with the same ground.
void find_seams(const Job& job, Intake& intake);

}  // namespace vigie
