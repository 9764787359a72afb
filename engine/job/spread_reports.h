// Points that stand for the count of a cell.
#pragma once

#include "engine/analysis/study.h"

namespace vigie {

/// Fills the study's reports from the counts of its cells: as many points as a cell has, spread evenly over the part of
/// the cell that lies in the study area, always at the same positions. Each is an incident of its own.
void spread_reports(Study& study);

}  // namespace vigie
