// From sums over pairs to curves; circles are only looked at around points near the boundary.
#include "engine/statistics/ripley_k.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/statistics/circle_share.h"

namespace vigie {
namespace {

std::vector<double> checked(std::vector<double> radii) {
  const bool ascending = std::ranges::is_sorted(radii, std::less_equal<>());
  if (radii.empty() || radii.size() > 1000 || !ascending || !(radii.front() > 0) || !std::isfinite(radii.back()))
    throw UsageError("K needs between 1 and 1000 radii, each above 0 and above the one before");
  return radii;
}

double checked_size(const MultiPolygon& shape) {
  const double size = area(shape);
  if (!(size > 0)) throw DataError("K needs a study area with an extent; is the study area empty?");
  return size;
}

template <typename Number>
std::vector<double> running(std::span<const Number> parts, double factor) {
  std::vector<double> sums;
  double sum = 0;
  for (const Number& part : parts) sums.push_back(factor * (sum += static_cast<double>(part)));
  return sums;
}

void run(std::size_t count, std::size_t chunk, Team team, const std::function<void(std::size_t, std::size_t)>& body) {
  if (team == Team::all_threads) return parallel_chunks(count, chunk, body);
  for (std::size_t begin = 0; begin < count; begin += chunk) body(begin, std::min(count, begin + chunk));
}

}  // namespace

RipleyK::RipleyK(MultiPolygon area, std::vector<double> radii, std::vector<KCorrection> corrections)
    : area_(std::move(area)),
      size_(checked_size(area_)),
      radii_(checked(std::move(radii))),
      corrections_(std::move(corrections)),
      bins_(radii_),
      boundary_(area_),
      translation_(area_, radii_.back()) {}

bool RipleyK::asked(KCorrection correction) const {
  return std::ranges::find(corrections_, correction) != corrections_.end();
}

PairQuestion RipleyK::question(double pairs, Repeats repeats) const {
  PairQuestion question{.bins = &bins_, .count = asked(KCorrection::none) || asked(KCorrection::isotropic)};
  if (!asked(KCorrection::translation)) return question;
  question.translation = &translation_;
  question.source = repeats == Repeats::many ? TranslationWeights::Source::table : translation_.source_for(pairs);
  return question;
}

RipleyK::Centres RipleyK::centres(const PointBuckets& points, Team team) const {
  Centres centres;
  const bool border = asked(KCorrection::border);
  if (!border && !asked(KCorrection::isotropic)) return centres;
  centres.boundary.resize(points.size());
  if (border) centres.reached.resize(points.size());
  run(points.size(), 1024, team, [&](std::size_t begin, std::size_t end) {
    // Neighbors in the order of the buckets are near each other: the last answer bounds the next.
    Point last{0, 0};
    double known = std::numeric_limits<double>::infinity();
    for (std::size_t i = begin; i < end; ++i) {
      const Point p{points.x()[i], points.y()[i]};
      const double moved = std::hypot(p.x - last.x, p.y - last.y);
      const double limit = std::min(radii_.back() * (1 + 1e-6), (known + moved) * (1 + 1e-9) + 1e-6);
      known = boundary_.distance(p, limit);
      last = p;
      centres.boundary[i] = known;
      if (!border) continue;
      const auto beyond = std::ranges::upper_bound(radii_, known * (1 + 1e-12));
      centres.reached[i] = static_cast<std::uint16_t>(beyond - radii_.begin());
    }
  });
  return centres;
}

// What the circles add to the plain number of pairs: 1 / share - 1, by the first radius that takes the pair in.
std::vector<double> RipleyK::circle_excess(const PointBuckets& from, const PointBuckets& to, const Centres& centres,
                                           Team team) const {
  const double reach = radii_.back();
  std::vector<double> total(radii_.size() + 1);
  if (!asked(KCorrection::isotropic)) return total;
  std::vector<std::size_t> near;
  for (std::size_t i = 0; i < from.size(); ++i)
    if (centres.boundary[i] < reach) near.push_back(i);
  constexpr std::size_t chunk = 128;
  std::vector<std::vector<double>> parts((near.size() + chunk - 1) / chunk);
  run(near.size(), chunk, team, [&](std::size_t first, std::size_t last) {
    std::vector<double>& part = parts[first / chunk];
    part.resize(total.size());
    for (std::size_t n = first; n < last; ++n) {
      const Point p{from.x()[near[n]], from.y()[near[n]]};
      const double nearest = centres.boundary[near[n]];
      const CircleShare share(p, boundary_, nearest, reach * (1 + 1e-9));
      to.visit_near(p, [&](std::size_t begin, std::size_t end) {
        for (std::size_t j = begin; j < end; ++j) {
          const double dx = to.x()[j] - p.x, dy = to.y()[j] - p.y, squared = dx * dx + dy * dy;
          const std::size_t b = bins_.bin(squared);
          if (b < radii_.size() && squared > nearest * nearest * (1 + 1e-12))
            part[b] += 1 / share.at(std::sqrt(squared)) - 1;
        }
      });
    }
  });
  for (const std::vector<double>& part : parts) std::ranges::transform(total, part, total.begin(), std::plus<>());
  return total;
}

std::vector<double> RipleyK::bordered_k(const PairSums& sums, const Centres& centres, double others) const {
  std::vector<double> k;
  const std::size_t width = radii_.size() + 1;
  for (std::size_t r = 0; r < radii_.size(); ++r) {
    const auto eligible = std::ranges::count_if(centres.reached, [r](std::uint16_t reached) { return reached > r; });
    std::int64_t pairs = 0;
    for (std::size_t reached = r + 1; reached < width; ++reached)
      for (std::size_t b = 0; b <= r; ++b) pairs += sums.bordered[reached * width + b];
    k.push_back(eligible == 0 ? std::numeric_limits<double>::quiet_NaN()
                              : size_ * static_cast<double>(pairs) / (others * static_cast<double>(eligible)));
  }
  return k;
}

std::vector<KCurve> RipleyK::finish(const PairSums& sums, const Centres& centres, const std::vector<double>& excess,
                                    double sides, double per_pair, double others) const {
  std::vector<KCurve> curves;
  const std::size_t radii = radii_.size();
  const std::vector<double> plain = running<std::int64_t>(std::span(sums.count).first(radii), sides * per_pair);
  for (const KCorrection correction : corrections_) {
    KCurve curve{correction, plain};
    if (correction == KCorrection::border) curve.k = bordered_k(sums, centres, others);
    if (correction == KCorrection::translation)
      curve.k = running<double>(std::span(sums.weight).first(radii), sides * per_pair);
    if (correction == KCorrection::isotropic)
      std::ranges::transform(plain, running<double>(std::span(excess).first(radii), per_pair), curve.k.begin(),
                             std::plus<>());
    curves.push_back(std::move(curve));
  }
  return curves;
}

std::vector<KCurve> RipleyK::curves(std::span<const double> x, std::span<const double> y, Repeats repeats,
                                    Team team) const {
  const auto n = static_cast<double>(x.size());
  const PointBuckets points(x, y, radii_.back() * (1 + 1e-9));
  const Centres near = centres(points, team);
  const PairSums sums = pair_sums(points, near.reached, question(n * (n - 1) / 2, repeats), team);
  const double per_pair = n < 2 ? std::numeric_limits<double>::quiet_NaN() : size_ / (n * (n - 1));
  return finish(sums, near, circle_excess(points, points, near, team), 2, per_pair,
                n < 2 ? std::numeric_limits<double>::quiet_NaN() : n);
}

std::vector<KCurve> RipleyK::cross_curves(std::span<const double> x1, std::span<const double> y1,
                                          std::span<const double> x2, std::span<const double> y2, Repeats repeats,
                                          Team team) const {
  const auto n1 = static_cast<double>(x1.size()), n2 = static_cast<double>(x2.size());
  const double reach = radii_.back() * (1 + 1e-9);
  const PointBuckets from(x1, y1, reach), to(x2, y2, reach);
  const Centres near = centres(from, team);
  const PairSums sums = cross_pair_sums(from, to, near.reached, question(n1 * n2, repeats), team);
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const double per_pair = n1 * n2 > 0 ? size_ / (n1 * n2) : missing;
  return finish(sums, near, circle_excess(from, to, near, team), 1, per_pair, n1 * n2 > 0 ? n2 : missing);
}

std::vector<double> l_of(std::span<const double> k) {
  std::vector<double> l;
  for (const double value : k) l.push_back(std::sqrt(value / std::numbers::pi));
  return l;
}

}  // namespace vigie
