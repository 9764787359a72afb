// Every K against the plain double loop, on islands with holes; its parts against overlays and points on circles.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/geometry/overlay.h"
#include "engine/statistics/ripley_k.h"
#include "tests/statistics/patterns.h"

namespace vigie {
namespace {

const std::vector<KCorrection> all_corrections{KCorrection::none, KCorrection::border, KCorrection::translation,
                                               KCorrection::isotropic};
const std::vector<double> radii{11, 37, 60, 85};

double boundary_distance(const MultiPolygon& shape, Point p) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const BoundaryEdge& edge : boundary_edges(shape)) nearest = std::min(nearest, squared_distance(p, edge));
  return std::sqrt(nearest);
}

MultiPolygon moved(MultiPolygon shape, double dx, double dy) {
  for (Polygon& polygon : shape) {
    for (Point& p : polygon.outer) p = {p.x + dx, p.y + dy};
    for (Ring& hole : polygon.holes)
      for (Point& p : hole) p = {p.x + dx, p.y + dy};
  }
  return shape;
}

// Share of the circle that lies inside, from its crossings with each edge, sorted by angle.
double circle_share(const MultiPolygon& shape, Point centre, double radius) {
  std::vector<double> angles;
  for (const BoundaryEdge& edge : boundary_edges(shape)) {
    const double ex = edge.b.x - edge.a.x, ey = edge.b.y - edge.a.y, ax = edge.a.x - centre.x, ay = edge.a.y - centre.y;
    const double a = ex * ex + ey * ey, b = ax * ex + ay * ey, c = ax * ax + ay * ay - radius * radius;
    if (b * b <= a * c) continue;
    for (const double sign : {-1.0, 1.0})
      if (const double t = (-b + sign * std::sqrt(b * b - a * c)) / a; t >= 0 && t < 1)
        angles.push_back(std::atan2(ay + t * ey, ax + t * ex));
  }
  if (angles.empty()) return 1;
  std::ranges::sort(angles);
  angles.push_back(angles.front() + 2 * std::numbers::pi);
  double inside = 0;
  for (std::size_t i = 0; i + 1 < angles.size(); ++i) {
    const double middle = (angles[i] + angles[i + 1]) / 2;
    if (test::holds(shape, {centre.x + radius * std::cos(middle), centre.y + radius * std::sin(middle)}))
      inside += angles[i + 1] - angles[i];
  }
  return inside / (2 * std::numbers::pi);
}

// The definitions, pair by pair. `own`: both patterns are the same one.
double slow_k(const test::Pattern& from, const test::Pattern& to, bool own, double r, KCorrection correction) {
  const MultiPolygon& shape = from.window;
  double sum = 0, centres = 0;
  for (std::size_t i = 0; i < from.x.size(); ++i) {
    const Point p{from.x[i], from.y[i]};
    if (correction == KCorrection::border && boundary_distance(shape, p) < r) continue;
    ++centres;
    for (std::size_t j = 0; j < to.x.size(); ++j) {
      const double dx = to.x[j] - p.x, dy = to.y[j] - p.y, d = std::hypot(dx, dy);
      if ((own && i == j) || d > r) continue;
      if (correction == KCorrection::translation)
        sum += area(shape) / area(intersect(shape, moved(shape, dx, dy)));
      else
        sum += correction == KCorrection::isotropic ? 1 / circle_share(shape, p, d) : 1;
    }
  }
  const auto others = static_cast<double>(to.x.size());
  if (correction == KCorrection::border) return area(shape) * sum / (others * centres);
  return area(shape) * sum / (centres * (own ? others - 1 : others));
}

TEST(RipleyK, EqualsThePlainLoopOnIslandsWithAHole) {
  for (const int corners : {5, 40}) {
    std::mt19937_64 random(100 + corners);
    const test::Pattern pattern = test::random_points(random, test::two_islands(random, corners), 90);
    const std::vector<KCurve> curves = RipleyK(pattern.window, radii, all_corrections).curves(pattern.x, pattern.y);
    for (const KCurve& curve : curves)
      for (std::size_t r = 0; r < radii.size(); ++r) {
        const double slow = slow_k(pattern, pattern, true, radii[r], curve.correction);
        ASSERT_FALSE(std::isnan(slow)) << "no centre that far inside; choose other radii";
        EXPECT_NEAR(curve.k[r], slow, 1e-9 * slow + 1e-9) << static_cast<int>(curve.correction) << " at " << radii[r];
      }
  }
}

TEST(CrossK, EqualsThePlainLoop) {
  std::mt19937_64 random(7);
  const MultiPolygon window = test::two_islands(random, 12);
  const test::Pattern from = test::random_points(random, window, 40), to = test::random_points(random, window, 60);
  for (const KCurve& curve : RipleyK(window, radii, all_corrections).cross_curves(from.x, from.y, to.x, to.y))
    for (std::size_t r = 0; r < radii.size(); ++r) {
      const double slow = slow_k(from, to, false, radii[r], curve.correction);
      ASSERT_FALSE(std::isnan(slow)) << "no centre that far inside; choose other radii";
      EXPECT_NEAR(curve.k[r], slow, 1e-9 * slow + 1e-9) << static_cast<int>(curve.correction);
    }
}

//  b . . a    Four corners of a 10 m square in one of 30 m: at 10 m each point has two neighbors, at 15 m three.
//  . . . .    None: 900 / (4 x 3) x 8 = 600 and x 12 = 900. Border at 10 m: all four centres are just 10 m away,
//  . . . .    900 / (4 x 4) x 8 = 450. Translation: a shift by 10 m leaves 600 of 900 m2: 600 x 3/2.
//  d . . c
TEST(RipleyK, CanBeFollowedByHand) {
  const std::vector<double> x{10, 20, 10, 20}, y{10, 10, 20, 20};
  const std::vector<KCurve> k = RipleyK(test::box_shape(0, 0, 30, 30), {10, 15}, all_corrections).curves(x, y);
  EXPECT_DOUBLE_EQ(k[0].k[0], 600);
  EXPECT_DOUBLE_EQ(k[0].k[1], 900);
  EXPECT_DOUBLE_EQ(k[1].k[0], 450);
  EXPECT_TRUE(std::isnan(k[1].k[1])) << "no centre is 15 m away from the boundary";
  EXPECT_DOUBLE_EQ(k[2].k[0], 900);
  EXPECT_DOUBLE_EQ(k[3].k[0], 600) << "no circle of 10 m leaves the square";
}

// A polygon of many vertices takes its weights from a table; `many` asks for it.
TEST(RipleyK, TableOfTheSetCovarianceIsNearTheExactOne) {
  std::mt19937_64 random(8);
  const test::Pattern pattern = test::random_points(random, test::two_islands(random, 60), 100);
  const RipleyK k(pattern.window, radii, {KCorrection::translation});
  const std::vector<double> exact = k.curves(pattern.x, pattern.y, RipleyK::Repeats::once).front().k;
  const std::vector<double> table = k.curves(pattern.x, pattern.y, RipleyK::Repeats::many).front().k;
  for (std::size_t r = 0; r < radii.size(); ++r) EXPECT_NEAR(table[r], exact[r], 2e-4 * exact[r]);
  EXPECT_NE(table, exact) << "the table was not used";
}

TEST(RipleyK, IsTheSameForAnyNumberOfThreadsAndAnyOrder) {
  std::mt19937_64 random(9);
  test::Pattern pattern = test::random_points(random, test::two_islands(random, 30), 3000);
  const RipleyK k(pattern.window, radii, all_corrections);
  set_threads(1);
  const std::vector<KCurve> one = k.curves(pattern.x, pattern.y);
  std::ranges::reverse(pattern.x);
  std::ranges::reverse(pattern.y);
  for (const int threads : {2, 7}) {
    set_threads(threads);
    const std::vector<KCurve> several = k.curves(pattern.x, pattern.y);
    for (std::size_t c = 0; c < one.size(); ++c) EXPECT_EQ(one[c].k, several[c].k);
  }
  set_threads(0);
}

TEST(RipleyK, TooFewPointsHaveNoK) {
  const RipleyK k(test::box_shape(0, 0, 10, 10), {1, 2}, all_corrections);
  for (const KCurve& curve : k.curves(std::vector<double>{5}, std::vector<double>{5}))
    for (const double value : curve.k) EXPECT_TRUE(std::isnan(value));
}

TEST(RipleyK, RefusesRadiiAndAreasThatSayNothing) {
  const MultiPolygon box = test::box_shape(0, 0, 10, 10);
  EXPECT_THROW(RipleyK(box, {}, all_corrections), UsageError);
  EXPECT_THROW(RipleyK(box, {0, 1}, all_corrections), UsageError);
  EXPECT_THROW(RipleyK(box, {2, 1}, all_corrections), UsageError);
  EXPECT_THROW(RipleyK({}, {1}, all_corrections), DataError);
}

}  // namespace
}  // namespace vigie
