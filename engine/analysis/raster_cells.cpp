// Round cell sizes.
#include "engine/analysis/raster_cells.h"

#include <algorithm>
#include <cmath>

namespace vigie {
namespace {

constexpr double pleasant_cells = 1e5, most_cells = 1e6;

// 1, 2, 2.5 or 5 times a power of ten, the largest that is not above the wish.
double round_down(double wish) {
  const double power = std::pow(10, std::floor(std::log10(wish)));
  for (double step : {5.0, 2.5, 2.0})
    if (wish >= step * power) return step * power;
  return power;
}

double next_size(double size) {
  for (double factor : {1.25, 2.0, 2.5})
    if (round_down(size * factor) > size) return round_down(size * factor);
  return size * 2;
}

}  // namespace

double raster_cell_size(double width, double height, double kernel_radius) {
  const auto cells = [&](double size) { return width / size * (height / size); };
  double size = round_down(std::max(1.0, kernel_radius / 10));
  while (cells(size) > pleasant_cells && next_size(size) <= kernel_radius / 4) size = next_size(size);
  while (cells(size) > most_cells) size = next_size(size);
  return size;
}

}  // namespace vigie
