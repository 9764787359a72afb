// The chances are exact: squares and targets form a finite table, and each square takes its targets with equal chance.
#include "engine/disclosure/donut_mask.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigie {
namespace {

constexpr std::int32_t most_tries = 100, draw_of_showing = -1;
// A home with few ways to go would betray itself by the ones it has: each is taken at most this much more often than by
// a home whose whole ring is open.
constexpr double most_favored = 2;

// Distances of the nearest and the farthest point of a square from the origin.
double nearest(double x, double y, double half) {
  return std::hypot(std::max(0.0, std::abs(x) - half), std::max(0.0, std::abs(y) - half));
}
double farthest(double x, double y, double half) {
  return std::hypot(std::abs(x) + half, std::abs(y) + half);
}

}  // namespace

MaskRing mask_ring(double density, double k_min, double k_max, HomesKnown known) {
  const double least = known == HomesKnown::by_area ? 3 * k_min : k_min;
  return {std::sqrt(least / (std::numbers::pi * density)), std::sqrt(k_max / (std::numbers::pi * density))};
}

double mask_side(double density, double k_min) {
  return std::exp2(std::floor(std::log2(std::sqrt(k_min / (std::numbers::pi * density)) / 2)));
}

DonutMask::DonutMask(const HomeLattice& lattice, const MaskRing& ring, double k_min)
    : lattice_(lattice), ring_range_(ring), good_(lattice.inside) {
  list_steps(ring);
  measure_near_homes(k_min);
  count_targets();
  while (drop_revealing(k_min)) count_targets();
}

void DonutMask::list_steps(const MaskRing& ring) {
  const double side = lattice_.side;
  reach_ = static_cast<std::int32_t>(std::ceil(ring.outer / side)) + 1;
  for (std::int32_t rows = -reach_; rows <= reach_; ++rows)
    for (std::int32_t columns = -reach_; columns <= reach_; ++columns) {
      const double x = columns * side, y = rows * side;
      const Step step{columns, rows, std::hypot(x, y)};
      if (step.distance <= ring.outer) disc_.push_back(step);
      if (nearest(x, y, side / 2) >= ring.inner && farthest(x, y, side / 2) <= ring.outer) ring_.push_back(step);
    }
  const auto before = [](const Step& a, const Step& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    return a.rows != b.rows ? a.rows < b.rows : a.columns < b.columns;
  };
  std::ranges::sort(ring_, before);
  std::ranges::sort(disc_, before);
  const auto width = static_cast<std::size_t>(2 * reach_ + 1);
  step_at_.assign(width * width, -1);
  for (std::size_t i = 0; i < ring_.size(); ++i)
    step_at_[static_cast<std::size_t>(ring_[i].rows + reach_) * width +
             static_cast<std::size_t>(ring_[i].columns + reach_)] = static_cast<std::int32_t>(i);
}

std::optional<std::size_t> DonutMask::beside(std::size_t square, const Step& step, int sign) const {
  return lattice_.at(lattice_.column(square) + sign * step.columns, lattice_.row(square) + sign * step.rows);
}

// A step is long enough for a target if the squares that hold the k_min nearest homes lie wholly nearer to it than the
// square from which the step comes.
void DonutMask::measure_near_homes(double k_min) {
  const double diagonal = lattice_.side * std::numbers::sqrt2;
  first_.assign(lattice_.size(), ring_.size());
  nearer_.assign(lattice_.size(), 0);
  for (std::size_t target = 0; target < lattice_.size(); ++target) {
    if (good_[target] == 0) continue;
    double homes = 0;
    std::size_t next = 0, seen = 0;
    while (next < ring_.size() && homes < k_min) {
      for (; seen < disc_.size() && disc_[seen].distance + diagonal <= ring_[next].distance; ++seen)
        if (const auto square = beside(target, disc_[seen], 1)) homes += lattice_.homes[*square];
      if (homes < k_min) ++next;
    }
    first_[target] = next;
    nearer_[target] = homes;
    if (next == ring_.size()) good_[target] = 0;
  }
}

void DonutMask::count_targets() {
  targets_.assign(lattice_.size(), 0);
  for (std::size_t target = 0; target < lattice_.size(); ++target) {
    if (good_[target] == 0) continue;
    for (std::size_t step = first_[target]; step < ring_.size(); ++step)
      if (const auto square = beside(target, ring_[step], -1)) ++targets_[*square];
  }
}

double DonutMask::chance(std::size_t square) const {
  return targets_[square] == 0 ? 0 : std::min(1.0 / targets_[square], most_favored / static_cast<double>(ring_.size()));
}

bool DonutMask::drop_revealing(double k_min) {
  std::vector<std::size_t> revealing;
  for (std::size_t target = 0; target < lattice_.size(); ++target)
    if (good_[target] != 0 && hidden_among(target, lattice_.homes) < k_min) revealing.push_back(target);
  for (const std::size_t target : revealing) good_[target] = 0;
  return !revealing.empty();
}

double DonutMask::hidden_among(std::size_t square, std::span<const double> homes) const {
  double chances = 0, largest = 0;
  for (std::size_t step = first_[square]; good_[square] != 0 && step < ring_.size(); ++step) {
    const auto from = beside(square, ring_[step], -1);
    if (!from || homes[*from] <= 0) continue;
    chances += homes[*from] * chance(*from);
    largest = std::max(largest, chance(*from));
  }
  return largest > 0 ? chances / largest : 0;
}

std::optional<std::size_t> DonutMask::moved(std::size_t square, const MaskDraws& draws) const {
  const double inner = ring_range_.inner * ring_range_.inner, outer = ring_range_.outer * ring_range_.outer;
  const auto width = static_cast<std::size_t>(2 * reach_ + 1);
  const double shown = chance(square) * targets_[square];
  if (draws(lattice_.column(square), lattice_.row(square), draw_of_showing)[0] >= shown) return std::nullopt;
  for (std::int32_t draw = 0; draw < most_tries; ++draw) {
    const auto [u, turn] = draws(lattice_.column(square), lattice_.row(square), draw);
    const double r = std::sqrt(inner + u * (outer - inner)), angle = 2 * std::numbers::pi * turn;
    const auto columns = static_cast<std::int32_t>(std::lround(r * std::cos(angle) / lattice_.side));
    const auto rows = static_cast<std::int32_t>(std::lround(r * std::sin(angle) / lattice_.side));
    const std::int32_t step =
        step_at_[static_cast<std::size_t>(rows + reach_) * width + static_cast<std::size_t>(columns + reach_)];
    if (step < 0) continue;
    const auto target = beside(square, ring_[static_cast<std::size_t>(step)], 1);
    if (target && reaches(*target, static_cast<std::size_t>(step))) return target;
  }
  return std::nullopt;
}

}  // namespace vigie
