// The work of exact sums is known beforehand, the error of binned ones when they are made.
#include "engine/statistics/density_engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <numbers>
#include <utility>

#include "engine/statistics/density_binned.h"

namespace vigie {

// Measured with Diggle's correction: per value on the rim (about 12 for each cell of the radius) or within reach.
double exact_seconds(std::size_t points, Kernel kernel, double bandwidth, double cell_size) {
  const double radius = std::max(1.0, bandwidth / cell_size), disk = std::numbers::pi * radius * radius;
  const auto n = static_cast<double>(points);
  switch (kernel) {
    case Kernel::triangular:
      return n * disk * 5e-9;
    case Kernel::gaussian:
      return n * disk * 73.7 * 0.5e-9;  // reach 8.58 bandwidths
    default:
      return n * radius * 12 * 1.3e-9;
  }
}

EngineDensity density_by(DensityEngine engine, std::span<const double> x, std::span<const double> y, Kernel kernel,
                         double bandwidth, const Grid& grid, std::span<const double> inside,
                         EdgeCorrection correction) {
  const auto exact = [&](std::string why) {
    return EngineDensity{density(x, y, kernel, bandwidth, grid, inside, correction), DensityEngine::exact, 0,
                         std::move(why)};
  };
  if (engine == DensityEngine::exact) return exact("");
  const double seconds = exact_seconds(x.size(), kernel, bandwidth, grid.cell_size);
  if (engine == DensityEngine::automatic && seconds <= longest_exact_seconds)
    return exact(fmt::format("exact sums take little time ({:.2g} s of one processor)", seconds));
  BoundedSurface binned = binned_density(x, y, kernel, bandwidth, grid, inside, correction);
  if (engine == DensityEngine::binned) return {std::move(binned.surface), DensityEngine::binned, binned.bound, ""};
  if (binned.bound <= largest_automatic_error)
    return {std::move(binned.surface), DensityEngine::binned, binned.bound,
            fmt::format("exact sums would take about {:.0f} s of one processor; binned ones differ by {:.2g} of the "
                        "largest value at most",
                        seconds, binned.bound)};
  return exact(fmt::format("binned sums may differ by {:.2g} of the largest value, more than {}", binned.bound,
                           largest_automatic_error));
}

}  // namespace vigie
