// Cross-validation scores against sums made by hand, ks and spatstat; and the search for the best.
#include "engine/statistics/bandwidth_selection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "engine/base/parallel.h"
#include "engine/statistics/kernel_overlap.h"
#include "tests/reference_data.h"
#include "tests/statistics/density_city.h"
#include "tests/statistics/reference_weights.h"

namespace vigie {
namespace {

using test::every_kernel;

struct Places {
  std::vector<double> x, y;
};

Places clusters(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> anywhere(0, 4000);
  std::normal_distribution<double> near(0, 100);
  Places places;
  for (std::size_t i = 0; i < count; ++i) {
    const double centre = 1000 * static_cast<double>(1 + i % 3);
    places.x.push_back(i % 4 == 0 ? anywhere(random) : centre + near(random));
    places.y.push_back(i % 4 == 0 ? anywhere(random) : 4000 - centre + near(random));
  }
  return places;
}

Places redwood() {
  auto points = test::read_columns(test::reference_file("spatstat_patterns/redwood_points.csv"));
  return {test::numbers_of(points["x"]), test::numbers_of(points["y"])};
}

double score(const Places& p, Kernel kernel, double h, BandwidthCriterion criterion, const EdgeMass& edge = {}) {
  return bandwidth_score(p.x, p.y, kernel, h, criterion, edge);
}

// Midpoints of a fine raster.
double overlap_by_raster(Kernel kernel, double distance, double h) {
  const double reach = kernel == Kernel::gaussian ? 7 * h : h, step = reach / 400;
  double sum = 0;
  for (double x = -reach + step / 2; x < reach; x += step)
    for (double y = -reach + step / 2; y < reach; y += step)
      sum += kernel_value(kernel, std::hypot(x, y), h) * kernel_value(kernel, std::hypot(x - distance, y), h);
  return sum * step * step;
}

TEST(KernelOverlap, EqualsTheIntegralOfTheProduct) {
  for (Kernel kernel : every_kernel) {
    const KernelOverlap overlap(kernel);
    const double peak = overlap(0, 300);
    for (double distance : {0.0, 40.0, 300.0, 420.0, 580.0})
      EXPECT_NEAR(overlap(distance, 300), overlap_by_raster(kernel, distance, 300),
                  (kernel == Kernel::uniform ? 2e-3 : 5e-5) * peak)
          << static_cast<int>(kernel) << " at " << distance;
  }
  // Roughness of the kernels, the overlap at distance 0 for bandwidth 1: Silverman 1986 and closed forms.
  const double pi = std::acos(-1.0);
  EXPECT_NEAR(KernelOverlap(Kernel::quartic)(0, 1), 9 / (5 * pi), 1e-8);
  EXPECT_NEAR(KernelOverlap(Kernel::epanechnikov)(0, 1), 4 / (3 * pi), 1e-8);
  EXPECT_NEAR(KernelOverlap(Kernel::uniform)(0, 1), 1 / pi, 1e-8);
  EXPECT_NEAR(KernelOverlap(Kernel::gaussian)(0, 1), 1 / (4 * pi), 1e-15);
  EXPECT_NEAR(KernelOverlap(Kernel::triangular)(0, 1), 3 / (2 * pi), 1e-5);
  EXPECT_NEAR(KernelOverlap(Kernel::uniform)(1, 1), (2 * pi / 3 - std::sqrt(3.0) / 2) / (pi * pi), 1e-6);  // a lens
}

TEST(BandwidthScore, EqualsSumsOverAllPairs) {
  const Places p = clusters(150, 71);
  const auto n = static_cast<double>(p.x.size());
  std::mt19937_64 random(72);
  std::uniform_real_distribution<double> share(0.2, 1);
  EdgeMass uniform{EdgeCorrection::uniform, {}}, diggle{EdgeCorrection::diggle, {}};
  for (std::size_t i = 0; i < p.x.size(); ++i) uniform.mass.push_back(share(random));
  diggle.mass = uniform.mass;
  for (Kernel kernel : every_kernel) {
    const double h = kernel == Kernel::gaussian ? 200 : 2500;
    const KernelOverlap overlap(kernel);
    double squares = 0, others = 0, plain = 0, at_place = 0, at_point = 0;
    for (std::size_t i = 0; i < p.x.size(); ++i) {
      double sum = 0, weighted = 0;
      for (std::size_t j = 0; j < p.x.size(); ++j) {
        const double d = std::hypot(p.x[i] - p.x[j], p.y[i] - p.y[j]);
        squares += overlap(d, h) / (n * n);
        if (i == j) continue;
        sum += kernel_value(kernel, d, h) / (n - 1);
        weighted += kernel_value(kernel, d, h) / (n - 1) / diggle.mass[j];
      }
      others += sum;
      plain += std::log(sum);
      at_place += std::log(sum / uniform.mass[i]);
      at_point += std::log(weighted);
    }
    const double expected = squares - 2 / n * others;
    EXPECT_NEAR(score(p, kernel, h, BandwidthCriterion::least_squares), expected, 1e-12 * std::abs(expected));
    EXPECT_NEAR(score(p, kernel, h, BandwidthCriterion::likelihood), plain, 1e-9);
    EXPECT_NEAR(score(p, kernel, h, BandwidthCriterion::likelihood, uniform), at_place, 1e-9);
    EXPECT_NEAR(score(p, kernel, h, BandwidthCriterion::likelihood, diggle), at_point, 1e-9);
  }
}

// ks 1.14.0, lscv.mat with H = h^2 I, on the unit square.
TEST(BandwidthScore, EqualsLeastSquaresOfKs) {
  VIGIE_NEEDS_REFERENCE("spatstat_patterns/redwood_points.csv");
  const Places p = redwood();
  const auto at = [&](double h) { return score(p, Kernel::gaussian, h, BandwidthCriterion::least_squares); };
  EXPECT_NEAR(at(0.03), -1.73840149610762, 1e-12);
  EXPECT_NEAR(at(0.05), -2.29288575669558, 1e-12);
  EXPECT_NEAR(at(0.1), -1.61013638231544, 1e-12);
}

// spatstat.explore 3.0-6, density(at = "points", leaveoneout = TRUE), without edge correction.
TEST(BandwidthScore, EqualsTheLikelihoodOfSpatstat) {
  VIGIE_NEEDS_REFERENCE("spatstat_patterns/reference/redwood_unique_kde_at_points.csv");
  const Places p = redwood();
  const auto at = [&](double h) { return score(p, Kernel::gaussian, h, BandwidthCriterion::likelihood); };
  EXPECT_NEAR(at(0.03), 25.5235685942271, 1e-9);
  EXPECT_NEAR(at(0.05), 37.5498759382919, 1e-9);
  auto left_out =
      test::read_columns(test::reference_file("spatstat_patterns/reference/redwood_unique_kde_at_points.csv"));
  double sum = 0;
  for (double f : test::numbers_of(left_out["gaussian_leave_one_out"])) sum += std::log(f / 61);
  EXPECT_NEAR(at(0.1), sum, 1e-9);
}

struct Area {
  Grid grid{CellShape::square, 5, 0, -200, 200, 200};
  std::vector<double> inside = std::vector<double>(40'000, 1);
  EdgeGrid with(EdgeCorrection correction) const { return {grid, inside, correction}; }
};

// On a kilometre. optimize() of R on ks's score gives 0.04650562, on spatstat's likelihood without edges 0.0446822;
// with edges spatstat's own bw.ppl, which compares 16 values and adds an integral, gives 0.0408.
TEST(BandwidthSearch, FindsTheBestOfOtherPrograms) {
  VIGIE_NEEDS_REFERENCE("spatstat_patterns/redwood_points.csv");
  Places p = redwood();
  for (double& v : p.x) v *= 1000;
  for (double& v : p.y) v *= 1000;
  const Area area;
  const auto found = [&](BandwidthCriterion criterion, EdgeCorrection correction) {
    return search_bandwidth(p.x, p.y, Kernel::gaussian, criterion, area.with(correction)).bandwidth;
  };
  EXPECT_NEAR(found(BandwidthCriterion::least_squares, EdgeCorrection::diggle), 46.50562, 0.02);
  EXPECT_NEAR(found(BandwidthCriterion::likelihood, EdgeCorrection::none), 44.6822, 0.02);
  EXPECT_NEAR(found(BandwidthCriterion::likelihood, EdgeCorrection::uniform), 44.7, 4);
}

TEST(BandwidthSearch, IsBetterThanAnyOtherBandwidth) {
  const Places p = clusters(200, 73);
  const Area area;
  for (Kernel kernel : {Kernel::quartic, Kernel::epanechnikov, Kernel::triangular, Kernel::gaussian}) {
    const BandwidthSearch search =
        search_bandwidth(p.x, p.y, kernel, BandwidthCriterion::least_squares, area.with(EdgeCorrection::none));
    EXPECT_EQ(search.found, BandwidthSearch::Found::inside);
    EXPECT_EQ(search.used, 200u);
    const double best = score(p, kernel, search.bandwidth, BandwidthCriterion::least_squares);
    for (double h = search.lowest; h < search.highest; h *= 1.3)
      EXPECT_LE(best, score(p, kernel, h, BandwidthCriterion::least_squares) + 1e-6 * std::abs(best));
  }
}

TEST(BandwidthSearch, TakesDistinctPlacesInAnyOrderAndASampleOfMany) {
  const Area area;
  Places p = clusters(500, 74), twice = p;
  twice.x.insert(twice.x.end(), p.x.rbegin(), p.x.rend());
  twice.y.insert(twice.y.end(), p.y.rbegin(), p.y.rend());
  const auto found = [&](const Places& places) {
    return search_bandwidth(places.x, places.y, Kernel::quartic, BandwidthCriterion::least_squares,
                            area.with(EdgeCorrection::none));
  };
  const double once = found(p).bandwidth;
  EXPECT_EQ(found(twice).distinct, 500u);
  set_threads(7);
  EXPECT_EQ(found(twice).bandwidth, once);
  set_threads(0);

  const Places many = clusters(4000, 75);
  const BandwidthSearch sampled = found(many);
  EXPECT_EQ(sampled.used, largest_bandwidth_sample);
  EXPECT_EQ(sampled.distinct, 4000u);
  // Near the best for all 4000, and smaller than for the sample alone.
  const double here = score(many, Kernel::quartic, sampled.bandwidth, BandwidthCriterion::least_squares);
  for (double factor : {0.5, 2.0})
    EXPECT_LT(here, score(many, Kernel::quartic, factor * sampled.bandwidth, BandwidthCriterion::least_squares));
}

// Places on a raster of 100 m pull least squares to the smallest bandwidth there is.
TEST(BandwidthSearch, SaysWhenItHitsTheLimit) {
  std::mt19937_64 random(76);
  Places p;
  for (int column = 0; column < 25; ++column)
    for (int row = 0; row < 25; ++row)
      if (random() % 3 != 0) {
        p.x.push_back(100 * column + static_cast<double>(random() % 2));
        p.y.push_back(100 * row + static_cast<double>(random() % 2));
        p.x.push_back(p.x.back() + 1);
        p.y.push_back(p.y.back());
      }
  const Area area;
  const BandwidthSearch search =
      search_bandwidth(p.x, p.y, Kernel::gaussian, BandwidthCriterion::least_squares, area.with(EdgeCorrection::none));
  EXPECT_EQ(search.found, BandwidthSearch::Found::at_lowest);
  EXPECT_NEAR(search.bandwidth, search.lowest, 1e-9);
}

TEST(BandwidthSearch, NeedsFiveDistinctPlaces) {
  const Area area;
  const std::vector<double> x{0, 1, 2, 3, 3, 3}, y{0, 0, 1, 1, 1, 1};
  const BandwidthSearch search =
      search_bandwidth(x, y, Kernel::quartic, BandwidthCriterion::likelihood, area.with(EdgeCorrection::none));
  EXPECT_TRUE(std::isnan(search.bandwidth));
  EXPECT_EQ(search.distinct, 4u);
}

// A point with no other within reach has no likelihood at all.
TEST(BandwidthScore, IsInfinitelyBadForALonelyPoint) {
  const Places p{{0, 10, 20, 5000}, {0, 0, 0, 0}};
  EXPECT_EQ(score(p, Kernel::quartic, 100, BandwidthCriterion::likelihood), -std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isfinite(score(p, Kernel::quartic, 6000, BandwidthCriterion::likelihood)));
}

}  // namespace
}  // namespace vigie
