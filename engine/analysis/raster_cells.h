// The cell size of a raster, where the job leaves it open: a round number that fits kernel and study area.
#pragma once

namespace vigie {

/// Edge in metres: 1, 2, 2.5 or 5 times a power of ten, at most a tenth of the radius; coarser, but at most a quarter
/// of the radius, until the box has no more than 100,000 cells, and coarser still until it has no more than a million.
double raster_cell_size(double width, double height, double kernel_radius);

}  // namespace vigie
