// The methods of engine/disclosure, fed with a secret and with anchors.
#include "engine/job/zone_mover.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "engine/base/numbers.h"
#include "engine/disclosure/donut_mask.h"
#include "engine/disclosure/snap_mask.h"

namespace vigie {
namespace {

class DonutMover : public ZoneMover {
 public:
  DonutMover(const HomeLattice& lattice, const MaskRing& ring, const MaskPlan& plan)
      : lattice_(lattice), mask_(lattice, ring, plan.k_min), secret_(*plan.secret) {}
  std::optional<std::size_t> target(Point from) const override {
    const auto square = lattice_.at(from);
    if (!square) return std::nullopt;
    const std::string side = number_text(lattice_.side);
    return mask_.moved(*square, [&](std::int64_t column, std::int64_t row, std::int32_t draw) {
      return secret_.uniform(fmt::format("donut {} {} {} {}", side, column, row, draw));
    });
  }
  std::string place(std::size_t target) const override {
    return fmt::format("d{}_{}_{}", number_text(lattice_.side), lattice_.column(target), lattice_.row(target));
  }
  double among(std::size_t target, const std::vector<double>& homes) const override {
    return mask_.hidden_among(target, homes);
  }
  double homes_nearer(Point at) const override {
    const auto square = lattice_.at(at);
    const double homes = square ? mask_.homes_nearer(*square) : 0;
    return homes > 0 ? homes : std::numeric_limits<double>::infinity();
  }

 private:
  const HomeLattice& lattice_;
  DonutMask mask_;
  const SecretKey& secret_;
};

class SnapMover : public ZoneMover {
 public:
  SnapMover(const HomeLattice& lattice, std::vector<Point> anchors, const MaskPlan& plan)
      : mask_(lattice, std::move(anchors), plan.least_homes) {}
  std::optional<std::size_t> target(Point from) const override { return mask_.nearest(from); }
  std::string place(std::size_t target) const override {
    const Point at = mask_.anchors()[target];
    return fmt::format("a1_{:.2f}_{:.2f}", at.x, at.y);
  }
  double among(std::size_t target, const std::vector<double>& homes) const override {
    return mask_.among_homes(target) ? mask_.hidden_among(target, homes) : std::numeric_limits<double>::infinity();
  }
  double homes_nearer(Point) const override { return std::numeric_limits<double>::infinity(); }

 private:
  SnapMask mask_;
};

}  // namespace

std::unique_ptr<ZoneMover> zone_mover(const MaskPlan& plan, const HomeGround& ground, const MaskRing& ring,
                                      std::vector<Point> anchors) {
  if (plan.method == MaskMethod::donut) return std::make_unique<DonutMover>(ground.lattice, ring, plan);
  return std::make_unique<SnapMover>(ground.lattice, std::move(anchors), plan);
}

// Of a square: its centre. Of an anchor: the anchor.
Point point_of_place(const std::string& place) {
  const std::size_t first = place.find('_'), second = place.find('_', first + 1);
  const double side = parse_number(place.substr(1, first - 1)).value;
  const double x = parse_number(place.substr(first + 1, second - first - 1)).value;
  const double y = parse_number(place.substr(second + 1)).value;
  return place.front() == 'd' ? Point{(x + 0.5) * side, (y + 0.5) * side} : Point{x, y};
}

}  // namespace vigie
