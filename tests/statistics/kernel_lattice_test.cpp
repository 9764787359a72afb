// Sums in single precision along rows: as far from full precision as they say, and no farther.
#include "engine/statistics/kernel_lattice.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace vigie {
namespace {

struct Sums {
  double sum = 0, absolute = 0;
};

// One place, term by term.
Sums slowly(const LatticeWeights& weights, const Lattice& mass, std::int64_t column, std::int64_t row) {
  Sums at;
  for (std::int64_t r = 0; r < mass.rows; ++r)
    for (std::int64_t c = 0; c < mass.columns; ++c) {
      const auto dx = static_cast<std::size_t>(std::abs(c - column)), dy = static_cast<std::size_t>(std::abs(r - row));
      if (dy >= weights.weight.size() || dx >= weights.weight[dy].size()) continue;
      const double term = weights.weight[dy][dx] * mass.row(r)[c];
      at.sum += term;
      at.absolute += std::abs(term);
    }
  return at;
}

TEST(LatticeSums, SinglePrecisionErrsAsLittleAsItSays) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> around(-0.4, 1);
  Lattice mass(77, 41);
  for (double& m : mass.value) m = std::exp(9 * around(random)) * around(random);
  const std::int64_t reach = 12;
  const LatticeWeights weights(reach, [](std::int64_t dx, std::int64_t dy) {
    const double square = static_cast<double>(dx * dx + dy * dy) / 150;
    return square < 1 ? (1 - square) * (1 - square) : 0;
  });
  const Lattice full = weighted_sums(weights, mass);
  const Lattice single = weighted_sums(weights, mass, Masses::any, Arithmetic::floats_in_rows);
  double differing = 0;
  for (std::int64_t row = 0; row < mass.rows; ++row)
    for (std::int64_t column = 0; column < mass.columns; ++column) {
      const Sums slow = slowly(weights, mass, column, row);
      EXPECT_NEAR(full.row(row)[column], slow.sum, 1e-12 * slow.absolute);
      EXPECT_NEAR(single.row(row)[column], slow.sum, single_rounding(reach) * slow.absolute);
      differing += single.row(row)[column] != full.row(row)[column] ? 1 : 0;
    }
  EXPECT_GT(differing, 100);
}

}  // namespace
}  // namespace vigie
