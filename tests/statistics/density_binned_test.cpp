// Binned sums against exact ones: never further apart than their bound says, whatever the points.
#include "engine/statistics/density_binned.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "engine/base/parallel.h"
#include "engine/statistics/density_engine.h"
#include "tests/statistics/density_city.h"

namespace vigie {
namespace {

using test::City;
using test::every_kernel;

// How points can stand to the cells: anywhere, in clusters, or where interpolation errs most: all on one spot.
City points_of(const std::string& kind, double cell_size) {
  const auto side = static_cast<std::int64_t>(6000 / cell_size);
  City city{{}, {}, {CellShape::square, cell_size, 100, 2000, side, side}, {}};
  std::mt19937_64 random(51);
  std::uniform_real_distribution<double> anywhere(0, 6000);
  std::normal_distribution<double> near(3000, 90);
  const double west = 100 * cell_size, south = 2000 * cell_size;
  for (int i = 0; i < 900; ++i) {
    const bool spread = kind == "uniform" || (kind == "clusters" && i % 4 == 0);
    city.x.push_back(west + (spread ? anywhere(random) : near(random)));
    city.y.push_back(south + (spread ? anywhere(random) : near(random)));
  }
  if (kind.starts_with("one spot")) {
    const double share = kind == "one spot in a corner" ? 0.999 : kind == "one spot on an edge" ? 0.5 : 0.77;
    for (double& x : city.x) x = west + cell_size * (static_cast<double>(side / 2) + share);
    for (double& y : city.y)
      y = south + cell_size * (static_cast<double>(side / 2) + (kind == "one spot on an edge" ? 0 : share));
  }
  for (std::int64_t row = 0; row < side; ++row)
    for (std::int64_t column = 0; column < side; ++column)
      city.inside.push_back(std::clamp(1.6 * static_cast<double>(side) - static_cast<double>(row + column), 0.0, 1.0));
  return test::only_inside(city);
}

struct BinnedCase {
  std::string points;
  double cells;  // of the bandwidth
};

class BinnedDensity : public testing::TestWithParam<BinnedCase> {};

TEST_P(BinnedDensity, KeepsWithinItsBound) {
  const City city = points_of(GetParam().points, 500 / GetParam().cells);
  for (Kernel kernel : every_kernel) {
    const double bandwidth = kernel == Kernel::gaussian ? 100 : 500;
    for (EdgeCorrection correction : {EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::diggle}) {
      const Surface exact = density(city.x, city.y, kernel, bandwidth, city.grid, city.inside, correction);
      const auto [binned, bound] =
          binned_density(city.x, city.y, kernel, bandwidth, city.grid, city.inside, correction);
      double worst = 0;
      for (std::size_t i = 0; i < exact.values.size(); ++i) {
        ASSERT_EQ(std::isnan(exact.values[i]), std::isnan(binned.values[i])) << "cell " << i;
        if (std::isnan(exact.values[i])) continue;
        EXPECT_GE(binned.values[i], 0);
        worst = std::max(worst, std::abs(exact.values[i] - binned.values[i]));
      }
      EXPECT_LE(worst, bound * test::largest_of(binned))
          << "kernel " << static_cast<int>(kernel) << " correction " << static_cast<int>(correction);
      EXPECT_GT(worst, 0);
    }
  }
}

TEST_P(BinnedDensity, IntegratesToTheNumberOfPoints) {
  const City city = points_of(GetParam().points, 500 / GetParam().cells);
  for (Kernel kernel : every_kernel) {
    const double bandwidth = kernel == Kernel::gaussian ? 100 : 500;
    const Surface surface =
        binned_density(city.x, city.y, kernel, bandwidth, city.grid, city.inside, EdgeCorrection::diggle).surface;
    EXPECT_NEAR(test::integral_of(surface, city.inside) / static_cast<double>(city.x.size()), 1, 1e-9);
  }
}

INSTANTIATE_TEST_SUITE_P(Points, BinnedDensity,
                         testing::Values(BinnedCase{"uniform", 25}, BinnedCase{"clusters", 25},
                                         BinnedCase{"one spot", 25}, BinnedCase{"one spot in a corner", 12.5},
                                         BinnedCase{"one spot on an edge", 10}, BinnedCase{"clusters", 5},
                                         BinnedCase{"uniform", 40}));

// At 25 cells to the bandwidth the bound is a fraction of a percent for smooth kernels and about one percent for those
// with a kink at the edge; the uniform one ends in a step that no interpolation follows.
TEST(BinnedDensity, HasAUsefulBound) {
  for (const char* points : {"uniform", "clusters"}) {
    const City city = points_of(points, 20);
    for (Kernel kernel : every_kernel) {
      const double bound =
          binned_density(city.x, city.y, kernel, 500, city.grid, city.inside, EdgeCorrection::none).bound;
      if (kernel == Kernel::uniform) {
        EXPECT_GT(bound, 0.1);
      } else {
        EXPECT_LT(bound, kernel == Kernel::quartic || kernel == Kernel::gaussian ? 0.002 : 0.02)
            << points << " kernel " << static_cast<int>(kernel);
      }
    }
    EXPECT_LT(
        binned_density(city.x, city.y, Kernel::quartic, 500, city.grid, city.inside, EdgeCorrection::diggle).bound,
        0.005);
  }
}

TEST(BinnedDensity, DoesNotDependOnThreadsOrOrder) {
  City city = test::random_city(5000, 52);
  City reversed = city;
  std::ranges::reverse(reversed.x);
  std::ranges::reverse(reversed.y);
  for (Kernel kernel : every_kernel)
    for (EdgeCorrection correction : {EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::diggle}) {
      std::vector<std::vector<double>> seen;
      for (int count : {1, 2, 7}) {
        set_threads(count);
        const City& from = count == 7 ? reversed : city;
        BoundedSurface made = binned_density(from.x, from.y, kernel, 300, city.grid, city.inside, correction);
        seen.push_back(std::move(made.surface.values));
        seen.back().push_back(made.bound);
        for (double& v : seen.back())
          if (std::isnan(v)) v = -1;
      }
      EXPECT_EQ(seen[0], seen[1]);
      EXPECT_EQ(seen[0], seen[2]);
    }
  set_threads(0);
}

TEST(BinnedDensity, NoPointsIsAZeroSurface) {
  const City city = test::random_city(3, 53);
  const auto [surface, bound] =
      binned_density({}, {}, Kernel::quartic, 300, city.grid, city.inside, EdgeCorrection::diggle);
  EXPECT_EQ(bound, 0);
  for (std::size_t i = 0; i < surface.values.size(); ++i)
    EXPECT_TRUE(city.inside[i] > 0 ? surface.values[i] == 0 : std::isnan(surface.values[i]));
}

TEST(DensityEngine, ChoosesByWorkAndError) {
  EXPECT_LT(exact_seconds(1'000'000, Kernel::quartic, 500, 20), 0.5);
  EXPECT_LT(exact_seconds(10'000'000, Kernel::quartic, 500, 20), longest_exact_seconds);
  EXPECT_GT(exact_seconds(30'000'000, Kernel::quartic, 500, 20), longest_exact_seconds);
  EXPECT_GT(exact_seconds(1'000'000, Kernel::gaussian, 500, 20), longest_exact_seconds);

  // Enough points for the Gaussian to be binned, and for the uniform kernel to stay exact all the same.
  std::mt19937_64 random(54);
  std::uniform_real_distribution<double> anywhere(0, 3000);
  City city{{}, {}, {CellShape::square, 30, 0, 0, 100, 100}, std::vector<double>(10'000, 1)};
  for (int i = 0; i < 100'000; ++i) {
    city.x.push_back(anywhere(random));
    city.y.push_back(anywhere(random));
  }
  const auto made = [&](DensityEngine engine, Kernel kernel, double bandwidth) {
    return density_by(engine, city.x, city.y, kernel, bandwidth, city.grid, city.inside, EdgeCorrection::none);
  };
  const EngineDensity few = made(DensityEngine::automatic, Kernel::quartic, 750);
  EXPECT_EQ(few.engine, DensityEngine::exact);
  EXPECT_EQ(few.bound, 0);
  const EngineDensity many = made(DensityEngine::automatic, Kernel::gaussian, 750);
  EXPECT_EQ(many.engine, DensityEngine::binned);
  EXPECT_LE(many.bound, largest_automatic_error);
  EXPECT_THAT(many.why, testing::HasSubstr("exact sums would take"));
  const EngineDensity asked = made(DensityEngine::binned, Kernel::uniform, 750);
  EXPECT_EQ(asked.engine, DensityEngine::binned);
  EXPECT_GT(asked.bound, 0.1);
  EXPECT_EQ(asked.why, "");
  for (double& x : city.x) x = std::fmod(x, 300);  // dense enough for the work to be long
  const EngineDensity steps = made(DensityEngine::automatic, Kernel::triangular, 2900);
  EXPECT_EQ(steps.engine, DensityEngine::binned);
}

}  // namespace
}  // namespace vigie
