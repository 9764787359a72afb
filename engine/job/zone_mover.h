// Where a method puts the reports of one neighbourhood.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/job/mask_plan.h"
#include "engine/job/neighbourhood_homes.h"

namespace vigie {

class ZoneMover {
 public:
  virtual ~ZoneMover() = default;
  /// Number of the place to which a report from there goes; nothing where it cannot be moved safely.
  virtual std::optional<std::size_t> target(Point from) const = 0;
  /// Stable text of a target, the same in every file in which it stands at the same point.
  virtual std::string place(std::size_t target) const = 0;
  /// Homes of `homes` (by square) among which a point there is hidden; infinity where nobody lives around.
  virtual double among(std::size_t target, const std::vector<double>& homes) const = 0;
  /// Homes that are surely nearer to a point there than the place it came from; infinity where the method tells none.
  virtual double homes_nearer(Point at) const = 0;
};

/// Keeps references to the plan and to the ground.
std::unique_ptr<ZoneMover> zone_mover(const MaskPlan& plan, const HomeGround& ground, const MaskRing& ring,
                                      std::vector<Point> anchors);

/// The point that ZoneMover::place names, whatever the method.
Point point_of_place(const std::string& place);

}  // namespace vigie
