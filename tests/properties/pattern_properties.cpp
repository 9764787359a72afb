// Ripley's K: pairs counted one by one, and the same however the study area is moved, turned and measured.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/statistics/ripley_k.h"
#include "tests/properties/invented_maps.h"

namespace vigie::property {
namespace {

const std::vector<KCorrection> corrections{KCorrection::none, KCorrection::border, KCorrection::translation,
                                           KCorrection::isotropic};
// No distance between points in eighths of a metre is as long.
const std::vector<double> radii{60.0313, 120.0313, 250.0313, 420.0313};

// 2000 by 2000 m with a corner cut off.
MultiPolygon study_area() {
  return {{{{0, 0}, {2000, 0}, {2000, 1400}, {1400, 2000}, {0, 2000}, {0, 0}}, {}}};
}

bool is_inside(double x, double y) {
  return x > 0 && y > 0 && x < 2000 && y < 2000 && x + y < 3400;
}

Points any_pattern() {
  const Points drawn = any_points(2, 50);
  Points points;
  for (std::size_t i = 0; i < drawn.x.size(); ++i) {
    if (!is_inside(drawn.x[i], drawn.y[i])) continue;
    points.x.push_back(drawn.x[i]);
    points.y.push_back(drawn.y[i]);
  }
  return points;
}

std::vector<double> all_curves(const MultiPolygon& area, const std::vector<double>& r, const Points& points) {
  std::vector<double> numbers;
  for (const KCurve& curve : RipleyK(area, r, corrections).curves(points.x, points.y))
    numbers.insert(numbers.end(), curve.k.begin(), curve.k.end());
  return numbers;
}

MultiPolygon changed(MultiPolygon area, const auto& change) {
  for (Polygon& polygon : area)
    for (Point& p : polygon.outer) p = change(p);
  return area;
}

Points changed(const Points& points, const auto& change) {
  Points result;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const Point p = change(Point{points.x[i], points.y[i]});
    result.x.push_back(p.x);
    result.y.push_back(p.y);
  }
  return result;
}

RC_GTEST_PROP(RipleysK, WithoutCorrectionCountsPairs, ()) {
  const Points points = any_pattern();
  const std::size_t n = points.x.size();
  RC_PRE(n >= 2u);
  const std::vector<double> k = RipleyK(study_area(), radii, {KCorrection::none}).curves(points.x, points.y)[0].k;
  for (std::size_t r = 0; r < radii.size(); ++r) {
    double pairs = 0;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        pairs += i != j && std::hypot(points.x[i] - points.x[j], points.y[i] - points.y[j]) <= radii[r] ? 1 : 0;
    const double area = 2000 * 2000 - 600 * 600 / 2;
    RC_ASSERT(close(k[r], area * pairs / static_cast<double>(n * (n - 1)), 1e-12));
  }
}

RC_GTEST_PROP(RipleysK, DoesNotDependOnOrderAndThreads, ()) {
  const Points points = any_pattern();
  const std::vector<std::uint32_t> order = any_order(points.x.size());
  const std::vector<double> numbers = all_curves(study_area(), radii, points);
  RC_ASSERT(same_bits(numbers, all_curves(study_area(), radii, {moved(points.x, order), moved(points.y, order)})));
  RC_ASSERT(same_for_any_threads([&] { return all_curves(study_area(), radii, points); }));
}

RC_GTEST_PROP(RipleysK, IsMovedTurnedAndMeasuredAtWill, ()) {
  const Points points = any_pattern();
  const double east = 1000 * *in_range(-900, 900), north = 1000 * *in_range(-5000, 5000);
  const std::vector<double> numbers = all_curves(study_area(), radii, points);
  const auto far = [&](Point p) { return Point{p.x + east, p.y + north}; };
  const auto turned = [](Point p) { return Point{-p.y, p.x}; };
  const auto twice = [](Point p) { return Point{2 * p.x, 2 * p.y}; };
  RC_ASSERT(close(numbers, all_curves(changed(study_area(), far), radii, changed(points, far))));
  RC_ASSERT(close(numbers, all_curves(changed(study_area(), turned), radii, changed(points, turned))));
  std::vector<double> longer = radii;
  for (double& r : longer) r *= 2;
  std::vector<double> quarter = all_curves(changed(study_area(), twice), longer, changed(points, twice));
  for (double& k : quarter) k /= 4;
  RC_ASSERT(close(numbers, quarter));
}

// Pairs within and between two kinds are all pairs.
RC_GTEST_PROP(RipleysK, OfTwoKindsAddsUp, ()) {
  const Points points = any_pattern();
  const std::size_t n = points.x.size();
  RC_PRE(n >= 6u);
  const auto split = static_cast<std::ptrdiff_t>(*in_range<std::size_t>(2, n - 2));
  const Points first{{points.x.begin(), points.x.begin() + split}, {points.y.begin(), points.y.begin() + split}};
  const Points second{{points.x.begin() + split, points.x.end()}, {points.y.begin() + split, points.y.end()}};
  const std::vector<KCorrection> weighted{KCorrection::none, KCorrection::translation, KCorrection::isotropic};
  const RipleyK k(study_area(), radii, weighted);
  const auto all = k.curves(points.x, points.y), one = k.curves(first.x, first.y), two = k.curves(second.x, second.y),
             across = k.cross_curves(first.x, first.y, second.x, second.y),
             back = k.cross_curves(second.x, second.y, first.x, first.y);
  const auto n1 = static_cast<double>(first.x.size()), n2 = static_cast<double>(second.x.size()), both = n1 + n2;
  for (std::size_t c = 0; c < weighted.size(); ++c)
    for (std::size_t r = 0; r < radii.size(); ++r)
      RC_ASSERT(close(both * (both - 1) * all[c].k[r], n1 * (n1 - 1) * one[c].k[r] + n2 * (n2 - 1) * two[c].k[r] +
                                                           n1 * n2 * (across[c].k[r] + back[c].k[r])));
}

}  // namespace
}  // namespace vigie::property
