// Exact or binned sums: the choice, and why.
#pragma once

#include <cstddef>
#include <string>

#include "engine/statistics/density.h"

namespace vigie {

enum class DensityEngine { automatic, exact, binned };

/// Automatic takes exact sums up to this much processor time, which two processors do in half of it.
constexpr double longest_exact_seconds = 6;
/// Beyond, it takes binned sums where no cell can differ by more than this share of the largest value.
constexpr double largest_automatic_error = 0.01;

/// Processor seconds of exact sums, from counts alone (one processor of the year 2024), so that the choice is the same
/// on every machine.
double exact_seconds(std::size_t points, Kernel kernel, double bandwidth, double cell_size);

struct EngineDensity {
  Surface surface;
  DensityEngine engine;  // exact or binned
  double bound;          // of the binned sums' error, as a share of the largest value; 0 for exact sums
  std::string why;       // for people; "" where the engine was asked for
};

/// As `density`, by the engine asked for or the one that suits.
EngineDensity density_by(DensityEngine engine, std::span<const double> x, std::span<const double> y, Kernel kernel,
                         double bandwidth, const Grid& grid, std::span<const double> inside, EdgeCorrection correction);

}  // namespace vigie
