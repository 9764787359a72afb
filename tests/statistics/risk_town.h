// A small town of cases and controls for tests of relative risk: clustered, with a border that cuts kernels.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "engine/data/grid.h"
#include "engine/statistics/log_relative_risk.h"

namespace vigie::test {

struct RiskTown {
  std::vector<double> case_x, case_y, control_x, control_y;
  Grid grid{CellShape::square, 100, 1500, 45'000, 24, 20};
  std::vector<double> inside;

  RiskSample cases() const { return {case_x, case_y}; }
  RiskSample controls() const { return {control_x, control_y}; }
};

/// Controls lie everywhere, `excess` of the cases in the south-west; the north-east is cut off diagonally.
inline RiskTown risk_town(std::size_t cases, std::size_t controls, double excess, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  RiskTown town;
  const auto share = [&town](std::int64_t cell) {
    const double row = static_cast<double>(cell / town.grid.columns),
                 column = static_cast<double>(cell % town.grid.columns);
    return std::clamp(36 - row - column, 0.0, 1.0);
  };
  for (std::int64_t cell = 0; cell < town.grid.size(); ++cell) town.inside.push_back(share(cell));
  std::uniform_real_distribution<double> east(150'000, 152'400), north(4'500'000, 4'502'000), part(0, 1);
  std::normal_distribution<double> spread(0, 120);
  const auto place = [&](bool clustered, std::vector<double>& x, std::vector<double>& y) {
    for (;;) {
      const Point p =
          clustered ? Point{150'500 + spread(random), 4'500'500 + spread(random)} : Point{east(random), north(random)};
      const std::int64_t cell = town.grid.cell_at(p);
      if (cell < 0 || !(share(cell) > 0)) continue;
      x.push_back(p.x);
      y.push_back(p.y);
      return;
    }
  };
  for (std::size_t i = 0; i < cases; ++i) place(part(random) < excess, town.case_x, town.case_y);
  for (std::size_t i = 0; i < controls; ++i) place(false, town.control_x, town.control_y);
  return town;
}

}  // namespace vigie::test
